import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queryOnce } from '../../bench/src/faults/system';
import { postmasterOf, socketUrl } from '../../bench/src/laboratory/private-postgres';
import { spawnProgram, startProgram, type RunningProgram } from './program';
import { createTestDatabase } from './test-database';
import { claimTestRedis } from './test-redis';

/**
 * What several processes of the program share: PostgreSQL and Redis with TEST_REDIS_URL, else the embedded server of
 * one data folder, which lives as long as one of them.
 */
export interface Cluster {
  startApi(): Promise<RunningProgram>;
  /** @param name of its connections in `pg_stat_activity` */
  startWorker(name?: string): Promise<RunningProgram>;
  /** Rows of the database, on a connection of its own. */
  query<R extends object>(sql: string, values?: unknown[]): Promise<R[]>;
  /** Stops what still runs, and gives everything back. */
  close(): Promise<void>;
}

/** The database that the embedded server keeps everything in. */
const DATABASE = 'mediation_watch';

export async function openCluster(): Promise<Cluster> {
  const redisServer = process.env.TEST_REDIS_URL;
  const folder = mkdtempSync(join(tmpdir(), 'mw-cluster-'));
  const base = redisServer ? await createTestDatabase() : undefined;
  const redis = redisServer ? await claimTestRedis(redisServer) : undefined;
  const env: Record<string, string> = {
    MW_DATA_DIR: folder,
    MW_SECRET_KEY: 'the same for all processes',
    ...(base ? { DATABASE_URL: base.url } : {}),
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  const programs: RunningProgram[] = [];
  const added = (program: RunningProgram): RunningProgram => {
    programs.push(program);
    return program;
  };
  return {
    startApi: async () => added(await startProgram({ main: 'api/src/main.js', env })),
    async startWorker(name = 'worker') {
      const worker = added(spawnProgram({ main: 'worker/src/main.js', env: { ...env, PGAPPNAME: name } }));
      await worker.printed(/the worker runs/);
      return worker;
    },
    query: (sql, values) =>
      queryOnce(base?.url ?? socketUrl(postmasterOf(folder).socketDir, DATABASE), sql, values),
    async close() {
      await Promise.all(programs.map((program) => program.stop()));
      await base?.drop();
      await redis?.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
