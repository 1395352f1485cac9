import { once } from 'node:events';
import {
  createPostgresBackend,
  createRedisBackend,
  runMigrations,
  withBackend,
  type Queue,
  type Worker,
} from 'bullmq';
import type { RedisOptions } from 'ioredis';
import type { Database } from '#libs/database';

/** Where BullMQ keeps its jobs. */
export interface Backend {
  readonly kind: 'postgres' | 'redis';
  /** What to do when it is away. */
  readonly remedy: string;
  createQueue(name: string): Queue;
  createWorker(name: string, handler: (data: unknown) => Promise<void>, concurrency: number): Worker;
  /** Rejects when it takes no jobs. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/** BullMQ waits this long before it fetches again after a lost connection, in milliseconds; its default is 15 s. */
const RETRY_MS = 1_000;

/** Connections for BullMQ: one for each worker, which listens, and a few for its statements. */
const POSTGRES_CONNECTIONS = 6;

/** Queues in the product's own database, over one pool for all of them. */
export async function openPostgresBackend(database: Database): Promise<Backend> {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const pool = database.openLibraryPool({ max: POSTGRES_CONNECTIONS, searchPath: 'bullmq,public' });
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return {
    kind: 'postgres',
    remedy: 'It lives in the database: check that server.',
    createQueue: (name) => new Queue(name, { connection: pool }) as unknown as Queue,
    createWorker: (name, handler, concurrency) =>
      new Worker(name, (job) => handler(job.data), {
        connection: pool,
        concurrency,
        runRetryDelay: RETRY_MS,
      }) as unknown as Worker,
    probe: async () => void (await pool.query('select 1')),
    close: () => pool.end(),
  };
}

/** Half to all of a growing pause of a second at most, so that processes do not come back in step. */
const retryStrategy = (times: number): number =>
  Math.min(RETRY_MS, 50 * 2 ** times) * (0.5 + Math.random() / 2);

/** Who adds a job must not wait for a server that is away: commands fail at once, or after two seconds. */
const producerOptions: RedisOptions = {
  retryStrategy,
  maxRetriesPerRequest: 1,
  enableOfflineQueue: false,
  connectTimeout: 4_000,
  commandTimeout: 2_000,
};
/** Workers wait for it; they block on a connection of their own, which BullMQ duplicates from this one. */
const consumerOptions: RedisOptions = { retryStrategy, maxRetriesPerRequest: null, connectTimeout: 4_000 };

/** Queues in Redis. The client is loaded only where one is used: it would cost every other start its time. */
export async function openRedisBackend(url: string, prefix: string): Promise<Backend> {
  const { Redis } = await import('ioredis');
  const { Queue, Worker } = withBackend(createRedisBackend);
  const open = (options: RedisOptions) => {
    const client = new Redis(url, options);
    // The watch tells what is wrong.
    client.on('error', () => undefined);
    return client;
  };
  const producer = open(producerOptions);
  let consumer: ReturnType<typeof open> | undefined;
  const { host, port } = producer.options;
  return {
    kind: 'redis',
    remedy: `Check the Redis server of REDIS_URL (${host}:${port}), or unset REDIS_URL to keep the queue in PostgreSQL.`,
    createQueue: (name) => new Queue(name, { connection: producer }) as unknown as Queue,
    createWorker: (name, handler, concurrency) =>
      new Worker(name, (job) => handler(job.data), {
        connection: (consumer ??= open(consumerOptions)),
        concurrency,
        runRetryDelay: RETRY_MS,
      }) as unknown as Worker,
    async probe() {
      if (producer.status !== 'ready') await once(producer, 'ready');
      // A write: a server that is full or a replica answers, but takes no jobs.
      await producer.set(`${prefix}-probe`, '1', 'PX', 1_000);
    },
    async close() {
      producer.disconnect();
      consumer?.disconnect();
    },
  };
}
