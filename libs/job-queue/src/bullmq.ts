import { createPostgresBackend, createRedisBackend, withBackend, type Queue, type Worker } from 'bullmq';
import type { Logger } from '#libs/telemetry';
import type { Job, JobQueue, WorkOptions } from './job-queue';

export type JobQueueConnection =
  | { kind: 'postgres'; connection: string | { host: string; port?: number; user: string; database: string } }
  | { kind: 'redis'; url: string };

export interface JobQueueOptions {
  connection: JobQueueConnection;
  logger: Logger;
  /** Keeps apart the queues of several programs on one server (tests). */
  prefix?: string;
}

/** Finished work leaves no trace: what happened stands in our own tables. */
const jobDefaults = { removeOnComplete: true, removeOnFail: 100, attempts: 1 };

interface Backend {
  createQueue(name: string): Queue;
  createWorker(name: string, handler: (data: unknown) => Promise<void>, concurrency: number): Worker;
  close(): Promise<void>;
}

/** Opens the queues; they connect at first use. */
export async function openJobQueue({
  connection,
  logger,
  prefix = 'mw',
}: JobQueueOptions): Promise<JobQueue> {
  const backend =
    connection.kind === 'redis'
      ? await redisBackend(connection.url, logger)
      : postgresBackend(connection.connection);
  const queues = new Map<string, Queue>();
  const workers = new Map<string, Worker>();
  const complain = (where: string) => (error: Error) =>
    logger.warn({ queue: where, error: error.message }, 'the job queue had a fault');

  const queueOf = (name: string): Queue => {
    let queue = queues.get(name);
    if (!queue) {
      queue = backend.createQueue(`${prefix}-${name}`);
      queue.on('error', complain(name));
      queues.set(name, queue);
    }
    return queue;
  };

  return {
    backend: connection.kind,
    async add<T>(name: string, jobs: Job<T>[]) {
      if (jobs.length === 0) return;
      await queueOf(name).addBulk(
        jobs.map(({ id, data, delayMs }) => ({
          name,
          data,
          opts: {
            ...jobDefaults,
            ...(id ? { jobId: id } : {}),
            ...(delayMs ? { delay: Math.round(delayMs) } : {}),
          },
        })),
      );
    },
    work<T>(name: string, handler: (data: T) => Promise<void>, { concurrency }: WorkOptions) {
      if (workers.has(name)) throw new Error(`queue ${name} already has its handler`);
      const worker = backend.createWorker(`${prefix}-${name}`, (data) => handler(data as T), concurrency);
      worker.on('error', complain(name));
      worker.on('failed', (_, error) =>
        logger.error({ queue: name, error: error.message }, 'a job failed; the next sweep takes it up again'),
      );
      workers.set(name, worker);
    },
    async close() {
      await Promise.all([...workers.values()].map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await backend.close();
    },
  };
}

function postgresBackend(connection: (JobQueueConnection & { kind: 'postgres' })['connection']): Backend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const config = {
    ...(typeof connection === 'string' ? { connectionString: connection } : connection),
    max: 4,
    migrate: true,
  };
  return {
    createQueue: (name) => new Queue(name, { connection: config }) as unknown as Queue,
    createWorker: (name, handler, concurrency) =>
      new Worker(name, (job) => handler(job.data), { connection: config, concurrency }) as unknown as Worker,
    close: async () => undefined,
  };
}

/** The Redis client is loaded only where one is used: it would cost every other start its time. */
async function redisBackend(url: string, logger: Logger): Promise<Backend> {
  const { Redis } = await import('ioredis');
  const { Queue, Worker } = withBackend(createRedisBackend);
  // A worker blocks on its connection, so it duplicates this one; commands wait for a lost server to return.
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  connection.on('error', (error) => logger.warn({ error: error.message }, 'redis is not reachable'));
  return {
    createQueue: (name) => new Queue(name, { connection }) as unknown as Queue,
    createWorker: (name, handler, concurrency) =>
      new Worker(name, (job) => handler(job.data), { connection, concurrency }) as unknown as Worker,
    close: async () => connection.disconnect(),
  };
}
