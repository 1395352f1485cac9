import { join } from 'node:path';
import { Client } from 'pg';
import { within } from '../harness';
import { postmasterOf, socketUrl, startPrivatePostgres } from '../laboratory/private-postgres';
import { hasRedis, startPrivateRedis } from '../laboratory/private-redis';
import { spawnProgram, startProgram, type RunningProgram } from '../laboratory/program';
import { makeTemporaryFolder } from '../laboratory/temporary-folder';
import type { Load } from './order';
import { usageOf, type Usage } from './usage';

/** The product under load: built programs on servers of their own. */
export interface LoadedSystem {
  api: RunningProgram['api'];
  /** What each part uses: the programs by their names, `postgres`, `redis` and this laboratory. */
  usage(): Map<string, Usage>;
  /** Rows of the database, past the product. */
  query<R extends object>(sql: string): Promise<R[]>;
  close(): Promise<void>;
}

const DATABASE = 'mediation_watch';
/** Longest wait for a program to come up. */
const START_MS = 60_000;

/**
 * Starts the programs that a load asks for and waits until they are up.
 * @throws Error when `services` is asked for without a `redis-server`
 */
export async function startLoadedSystem({ mode, workers }: Load): Promise<LoadedSystem> {
  const { path: folder, remove } = makeTemporaryFolder('mw-load');
  const dataDir = join(folder, 'data');
  const closing: (() => Promise<unknown> | void)[] = [remove];
  const close = async (): Promise<void> => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    const parts = new Map<string, number[]>([['laboratory', [process.pid]]]);
    const env: Record<string, string> = { MW_DATA_DIR: dataDir, LOG_LEVEL: 'info' };
    if (mode === 'services') {
      if (!hasRedis()) throw new Error('--mode services needs a redis-server on the path');
      const postgres = await startPrivatePostgres(dataDir);
      closing.push(() => postgres.close());
      const redis = await startPrivateRedis();
      closing.push(() => redis.close());
      parts.set('redis', [redis.pid()]);
      Object.assign(env, {
        MW_DATA_DIR: join(folder, 'home'),
        MW_SECRET_KEY: 'shared by all',
        DATABASE_URL: postgres.directUrl(DATABASE),
        REDIS_URL: redis.directUrl,
      });
    }
    const isEmbedded = mode === 'embedded';
    const main = isEmbedded ? 'standalone' : 'api';
    const api = await within(
      START_MS,
      `the start of ${main}`,
      startProgram({ main: `${main}/src/main.js`, env }),
    );
    closing.push(() => api.stop());
    parts.set(main, [api.process.pid!]);
    parts.set('postgres', [postmasterOf(dataDir).pid]);
    for (let number = 1; !isEmbedded && number <= workers; number += 1) {
      const worker = spawnProgram({ main: 'worker/src/main.js', env });
      closing.push(() => worker.stop());
      await within(START_MS, `the start of worker ${number}`, worker.printed(/the worker runs/));
      parts.set(`worker-${number}`, [worker.process.pid!]);
    }
    const client = new Client({ connectionString: socketUrl(postmasterOf(dataDir).socketDir, DATABASE) });
    await client.connect();
    closing.push(() => client.end());
    return {
      api: api.api,
      usage: () => usageOf(parts),
      query: async <R extends object>(sql: string) => (await client.query(sql)).rows as R[],
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
