import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { verifyLog } from '#libs/event-store';
import { CliError, notYet } from '../cli-error';
import { print } from '../output';
import { withRuntime } from '../with-runtime';

const PAGE = 1_000;

export function addLog(program: Command): void {
  program
    .command('export <file>')
    .description('the log as JSON lines')
    .option('--from <position>', '', '1')
    .option('--to <position>')
    .action((file: string, options: { from: string; to?: string }) =>
      withRuntime(({ store }) => exportLog(store, file, options)),
    );
  program
    .command('verify')
    .description('recompute every hash of the log')
    .option('--from <position>')
    .option('--file <export>')
    .action((options: { from?: string; file?: string }) => {
      if (options.from !== undefined || options.file !== undefined)
        throw notYet('verifying a part or a file');
      return withRuntime(async ({ database }) => {
        const verdict = await verifyLog(database);
        if (!verdict.ok)
          throw new CliError(
            `the log was changed: position ${verdict.position} has a wrong ${verdict.fault}`,
          );
        print(`${verdict.events} events, chain ${verdict.chainHash}: untouched`);
      });
    });
}

type Store = Parameters<Parameters<typeof withRuntime>[0]>[0]['store'];

async function exportLog(
  store: Store,
  file: string,
  { from, to }: { from: string; to?: string },
): Promise<void> {
  const target = createWriteStream(file);
  let count = 0;
  for (let after = Number(from) - 1; ;) {
    const events = await store.read({ after, upTo: to === undefined ? undefined : Number(to), limit: PAGE });
    for (const event of events) target.write(`${JSON.stringify(event)}\n`);
    count += events.length;
    if (events.length < PAGE) break;
    after = events.at(-1)!.position;
  }
  await finished(target.end());
  print(`${count} events in ${file}`);
}
