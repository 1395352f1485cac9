// What can befall a PostgreSQL server under running programs, and traffic that notices when anything is lost.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as lasting } from 'node:timers/promises';
import { Client } from 'pg';
import { postmasterOf, socketUrl } from '../../bench/src/laboratory/private-postgres';
import { killIn, processesIn } from '../../libs/database/src/embedded/testing/holder';
import { until, type RunningProgram } from './program';

/** Runs a statement past every proxy, on the server that runs on the folder at this moment. */
export async function ask<R extends object>(dataDir: string, database: string, sql: string): Promise<R[]> {
  const client = new Client(socketUrl(postmasterOf(dataDir).socketDir, database));
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Each resolves when the server may be reached again, as far as the fault is concerned. */
export const faults = {
  /** What an administrator, or a proxy that lost its patience, does: every session ends, the server stays. */
  async terminate(dataDir: string, database: string): Promise<void> {
    for (let round = 0; round < 5; round += 1)
      await ask(
        dataDir,
        database,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
  },
  /** An immediate stop, as after a failed disk: nobody is told, the next start recovers. */
  stopImmediately: (dataDir: string): Promise<void> => ending(dataDir, (pid) => process.kill(pid, 'SIGQUIT')),
  killPostmaster: (dataDir: string): Promise<void> => ending(dataDir, (pid) => process.kill(pid, 'SIGKILL')),
  /** Server and supervisor: nothing that would start it again is left but the programs. */
  killEverything: (dataDir: string): Promise<void> => ending(dataDir, () => killIn(dataDir, /./)),
  /** The machine stands still: connections stay open and nothing answers. */
  async freeze(dataDir: string, ms: number): Promise<void> {
    const stopped = processesIn(dataDir).map(({ pid }) => pid);
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    await lasting(ms);
    for (const pid of stopped) process.kill(pid, 'SIGCONT');
  },
  /** Nobody can connect, and whoever was connected is thrown out. */
  async refuse(dataDir: string, database: string, ms: number): Promise<void> {
    const socket = join(postmasterOf(dataDir).socketDir, '.s.PGSQL.5432');
    const client = new Client(socketUrl(postmasterOf(dataDir).socketDir, database));
    client.on('error', () => undefined);
    await client.connect();
    renameSync(socket, `${socket}.away`);
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await client.end();
    await lasting(ms);
    renameSync(`${socket}.away`, socket);
  },
};

/** Resolves when the server is gone. */
async function ending(dataDir: string, kill: (pid: number) => void): Promise<void> {
  const { pid } = postmasterOf(dataDir);
  kill(pid);
  await until(
    async () => processesIn(dataDir),
    (left) => left.every((each) => each.pid !== pid),
  );
}

/** Items that nobody stops posting until each was acknowledged. */
export interface Traffic {
  /** How many were acknowledged so far. */
  count(): number;
  /** Resolves with the number of items, all of them acknowledged. */
  stop(): Promise<number>;
}

/** Posts items without a signal, two at a time; one that was refused or got no answer is posted again. */
export function startTraffic(program: RunningProgram, name: string): Traffic {
  let isStopped = false;
  let acknowledged = 0;
  const post = async (lane: number): Promise<void> => {
    for (let n = 0; !isStopped; n += 1) {
      const body = JSON.stringify({ title: `Filler ${name} ${lane}-${n}: a market opens in the old town` });
      await until(
        () =>
          program.api('/v1/items', { method: 'POST', body, signal: AbortSignal.timeout(20_000) }).then(
            ({ status }) => status,
            () => 0,
          ),
        (status) => status === 202,
      );
      acknowledged += 1;
    }
  };
  const lanes = Promise.all([post(0), post(1)]);
  return {
    count: () => acknowledged,
    async stop() {
      isStopped = true;
      await lanes;
      return acknowledged;
    },
  };
}
