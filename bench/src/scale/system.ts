import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '#libs/database';
import { silentLogger } from '#libs/telemetry';
import { postmasterOf, startPrivatePostgres, type PrivatePostgres } from '../laboratory/private-postgres';
import { hasRedis, startPrivateRedis, type PrivateRedis } from '../laboratory/private-redis';
import { spawnProgram, startProgram, type RunningProgram } from '../laboratory/program';

/** A PostgreSQL and, where there is one, a Redis of the bench's own. */
export interface Servers {
  postgres: PrivatePostgres;
  redis: PrivateRedis | undefined;
  postmaster: number;
}

export async function withServers<T>(work: (servers: Servers) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mw-bench-'));
  const postgres = await startPrivatePostgres(folder);
  const redis = hasRedis() ? await startPrivateRedis() : undefined;
  try {
    return await work({ postgres, redis, postmaster: postmasterOf(folder).pid });
  } finally {
    await redis?.close();
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One API and some workers of the built program on a database of their own. */
export interface System {
  api: RunningProgram;
  readonly workers: RunningProgram[];
  database: Database;
  /** Starts one more worker; its connections bear the name. */
  addWorker(name: string): Promise<void>;
  /** SIGKILL. @returns when it was sent, on the clock of `performance` */
  killWorker(name: string): Promise<number>;
  /** A request that must succeed. */
  ask<T>(path: string, body?: object): Promise<T>;
  /** Resolves when the whole log is assessed and folded. */
  folded(): Promise<void>;
}

const FOLDED = `select position >= (select max(position) from events) as so from checkpoints where name = 'posture'`;

let serial = 0;

export async function withSystem<T>(
  { postgres, redis }: Servers,
  workers: number,
  work: (system: System) => Promise<T>,
): Promise<T> {
  serial += 1;
  const name = `scale_${serial}`;
  const admin = openDatabase({ connection: postgres.directUrl('postgres'), logger: silentLogger, max: 1 });
  await admin.query(`create database ${name}`);
  await admin.close();
  const url = postgres.directUrl(name);
  const env = (application: string): Record<string, string> => ({
    DATABASE_URL: url,
    PGAPPNAME: application,
    MW_SECRET_KEY: 'shared by all',
    ...(redis ? { REDIS_URL: `${redis.directUrl}/${serial % 16}` } : {}),
  });
  const programs: RunningProgram[] = [];
  const workersByName = new Map<string, RunningProgram>();
  const kill = (): void => programs.forEach(({ process: child }) => child.kill('SIGKILL'));
  process.once('exit', kill);
  const database = openDatabase({ connection: url, logger: silentLogger, max: 2 });
  try {
    const api = await startProgram({ main: 'api/src/main.js', env: env('api') });
    programs.push(api);
    const system: System = {
      api,
      database,
      get workers() {
        return [...workersByName.values()];
      },
      async addWorker(application) {
        const worker = spawnProgram({ main: 'worker/src/main.js', env: env(application) });
        programs.push(worker);
        workersByName.set(application, worker);
        await worker.printed(/the worker runs/);
      },
      async killWorker(application) {
        const at = performance.now();
        await workersByName.get(application)!.stop('SIGKILL');
        workersByName.delete(application);
        return at;
      },
      async ask<A>(path: string, body?: object) {
        const answer = await api.api(path, body ? { method: 'POST', body: JSON.stringify(body) } : {});
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
        return (await answer.json()) as A;
      },
      folded: () => isSo(database, FOLDED),
    };
    for (let n = 1; n <= workers; n += 1) await system.addWorker(`worker-${n}`);
    return await work(system);
  } finally {
    process.off('exit', kill);
    await Promise.all(programs.map((program) => program.stop()));
    await database.close();
  }
}

/** Asks the database until it answers `so`. */
export async function isSo(database: Database, sql: string, values: unknown[] = []): Promise<void> {
  for (;;) {
    const [row] = await database.query<{ so: boolean }>(sql, values);
    if (row?.so) return;
    await new Promise((later) => setTimeout(later, 10));
  }
}
