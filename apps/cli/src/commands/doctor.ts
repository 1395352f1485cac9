import type { Command } from 'commander';
import { withTimeLimit } from '#libs/clock';
import { settingsOfProcess } from '#libs/config';
import { checkLogIsGuarded, checkpointOf } from '#libs/event-store';
import { HttpError } from '#libs/http-client';
import { readFreshness } from '#libs/projections';
import { openRuntime, type Runtime } from '#libs/runtime';
import { errorText, silentLogger } from '#libs/telemetry';
import { print, printJson } from '../output';

interface Finding {
  check: string;
  ok: boolean;
  found: string;
  /** What to do when it is not well. */
  todo?: string;
}

type Check = (runtime: Runtime) => Promise<Omit<Finding, 'check'>>;

/** Longest request to a feed, and longest check of any kind: a check that hangs is a finding, too. */
const LONGEST_REQUEST_MS = 5_000;
const LONGEST_CHECK_MS = 8_000;
/** A clock that differs more than this from the database's spoils leases and dates. */
const MOST_CLOCK_DRIFT_MS = 5_000;
/** More unfolded events than this means that no worker keeps up. */
const MOST_BACKLOG = 1_000;

const CHECKS: Record<string, Check> = {
  async database({ database, databaseKind }) {
    const [row] = await database.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    );
    await checkLogIsGuarded(database);
    return { ok: true, found: `PostgreSQL ${row!.version} (${databaseKind}), the log is guarded` };
  },
  async clock({ database }) {
    const [row] = await database.query<{ ms: number }>(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
    );
    const drift = Math.abs(row!.ms - Date.now());
    const ok = drift <= MOST_CLOCK_DRIFT_MS;
    return {
      ok,
      found: `${Math.round(drift)} ms from the database's`,
      todo: 'set the clocks of both machines (NTP)',
    };
  },
  async queue({ jobs }) {
    await jobs.check();
    return { ok: true, found: `takes jobs on ${jobs.backend}` };
  },
  async worker({ database, store }) {
    const backlog = (await store.head()) - (await checkpointOf(database, 'posture'));
    const [row] = await database.query<{ age: number | null }>(
      'select extract(epoch from clock_timestamp() - max(at))::float8 as age from worker_heartbeats',
    );
    const alive = row!.age !== null && row!.age < 300;
    const found = `${alive ? 'a worker runs' : 'no worker runs'}, ${backlog} events wait to be folded`;
    return {
      ok: alive && backlog < MOST_BACKLOG,
      found,
      todo: 'start one: npm start, or the worker beside the API',
    };
  },
  async feeds({ database, clock }) {
    const { status, feedsOk, feedsTotal } = await readFreshness(database, clock.now());
    const ok = status === 'watching';
    return {
      ok,
      found: `${status}: ${feedsOk} of ${feedsTotal} feeds answer`,
      todo: 'see `feeds list` for their errors, try `feeds inspect URL`',
    };
  },
  async egress({ http, database }) {
    const [feed] = await database.query<{ url: string }>(
      'select url from feeds where not removed order by tier limit 1',
    );
    const url = feed?.url ?? 'https://www.un.org/';
    try {
      const { status } = await http.request({
        method: 'GET',
        url,
        timeoutMs: LONGEST_REQUEST_MS,
        maxBytes: 4096,
        truncate: true,
        maxRedirects: 3,
      });
      return { ok: true, found: `${new URL(url).host} answered ${status}` };
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return {
        ok: false,
        found: `${new URL(url).host}: ${error.code}`,
        todo: 'check the network, the proxy and MW_EGRESS_ALLOW',
      };
    }
  },
};

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('what is wrong and what to do')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const findings = [{ check: 'settings', ok: true, found: 'all fit' }, ...(await examine())];
      if (options.json) printJson(findings);
      else
        for (const { check, ok, found, todo } of findings)
          print(
            `${ok ? 'ok  ' : 'BAD '} ${check.padEnd(9)} ${found}${ok || !todo ? '' : `\n              -> ${todo}`}`,
          );
      if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

/** Runs every check; a database that cannot be opened is the only finding, as nothing else can be looked at. */
async function examine(): Promise<Finding[]> {
  const settings = settingsOfProcess();
  let runtime: Runtime;
  try {
    runtime = await openRuntime(settings, silentLogger);
  } catch (error) {
    return [{ check: 'database', ...failed(error) }];
  }
  const findings: Finding[] = [];
  try {
    for (const [check, run] of Object.entries(CHECKS))
      findings.push({
        check,
        ...(await withTimeLimit(LONGEST_CHECK_MS, run(runtime)).catch(failed)),
      });
  } finally {
    await runtime.close();
  }
  return findings;
}

const failed = (error: unknown): Omit<Finding, 'check'> => ({
  ok: false,
  found: errorText(error),
  todo: 'mend that first',
});
