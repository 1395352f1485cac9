import type { Command } from 'commander';
import { DEFAULT_POLICY } from '#libs/domain';
import { readAnswer, TimeOutOfRange, type Evidence, type PostureAnswer } from '#libs/projections';
import { CliError } from '../cli-error';
import { print, printable, printJson } from '../output';
import { withRuntime } from '../with-runtime';

export function addPosture(program: Command): void {
  program
    .command('posture')
    .description('what, since when, why, how fresh')
    .option('--as-of <time>', 'what is held now about this time')
    .option('--known-at <time>', 'what was said at this time')
    .option('--json')
    .action((options: { asOf?: string; knownAt?: string; json?: boolean }) =>
      withRuntime(async ({ database, store, clock }) => {
        const times = {
          asOf: instantOf('--as-of', options.asOf),
          knownAt: instantOf('--known-at', options.knownAt),
        };
        try {
          const answer = await readAnswer({ database, store, clock, policy: DEFAULT_POLICY }, times);
          if (options.json) printJson(answer);
          else show(answer);
        } catch (error) {
          throw error instanceof TimeOutOfRange ? new CliError(error.message) : error;
        }
      }),
    );
}

function instantOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new CliError(`${option} ${text} is no ISO time, e.g. 2025-05-02T12:00:00Z`, 2);
  return new Date(ms).toISOString();
}

function show({
  posture,
  since,
  confidence,
  reason,
  freshness,
  evidence,
  counterEvidence,
  origins,
  copies,
  position,
}: PostureAnswer): void {
  print(`${posture.toUpperCase()}  since ${since ?? 'the beginning'}  confidence ${confidence.toFixed(2)}`);
  print(printable(reason));
  print(
    `${freshness.status}: ${freshness.feedsOk} of ${freshness.feedsTotal} feeds answer; last poll ${freshness.lastPollAt ?? 'never'}`,
  );
  print(`origins ${origins}, copies ${copies}, log position ${position}`);
  for (const each of evidence) print(quote('for', each));
  for (const each of counterEvidence.slice(0, 1)) print(quote('against', each));
}

const quote = (
  side: string,
  { quote: words, speaker, authority, outlet, publishedAt, url }: Evidence,
): string =>
  printable(
    `  ${side}: "${words}" - ${speaker ?? 'nobody named'} (${authority}), ${outlet}, ${publishedAt}${url ? `, ${url}` : ''}`,
  );
