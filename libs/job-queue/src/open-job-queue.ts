import type { Queue, Worker } from 'bullmq';
import { withTimeLimit } from '#libs/clock';
import { DatabaseUnavailable, type Database } from '#libs/database';
import { createFaultLine, errorText, type FaultLine, type Logger } from '#libs/telemetry';
import { openPostgresBackend, openRedisBackend } from './backends';
import type { JobQueue } from './job-queue';
import { createLane, type Lane } from './lane';
import { createQueueWatch, type QueueWatch } from './queue-watch';

export interface JobQueueOptions {
  /** Holds the queue unless there is a Redis. */
  database: Database;
  redisUrl?: string;
  logger: Logger;
  /** Keeps apart the queues of several programs on one server (tests). */
  prefix?: string;
}

/** Finished work leaves no trace, failed work neither: what happened stands in our own tables. */
const jobDefaults = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

/** Longest time that handing over jobs may take. */
const ADD_MS = 2_000;
/** Longest orderly end; without the queue there is less to wait for. */
const CLOSE_MS = 18_000;
const CLOSE_WITHOUT_MS = 3_000;

/** Opens the queues. On PostgreSQL the tables of the queue are made or brought up to date. */
export async function openJobQueue(options: JobQueueOptions): Promise<JobQueue> {
  const { database, redisUrl, logger, prefix = 'mw' } = options;
  const backend = redisUrl ? await openRedisBackend(redisUrl, prefix) : await openPostgresBackend(database);
  const watch = createQueueWatch({ ...backend, logger, isTold: database.isRecovering });
  const queues = new Map<string, Queue>();
  const workers = new Map<string, Worker>();
  const lanes = new Map<string, Lane<unknown>>();
  const { complain, worked } = complaints(logger, watch);
  /** A job whose database is away has failed for a reason that is told already. */
  const tellFailure = (name: string) => (error: unknown) =>
    logger[error instanceof DatabaseUnavailable ? 'debug' : 'error'](
      { queue: name, error: errorText(error) },
      'a job failed; the next sweep takes it up again',
    );

  const queueOf = (name: string): Queue => {
    const known = queues.get(name);
    if (known) return known;
    const queue = backend.createQueue(`${prefix}-${name}`);
    queue.on('error', complain(name));
    queues.set(name, queue);
    // BullMQ remembers a first connection that failed for ever: such a queue is made anew.
    queue.waitUntilReady().catch(() => void queues.delete(name));
    return queue;
  };

  return {
    backend: backend.kind,
    outage: watch.outage,
    check: watch.check,
    async add(name, jobs) {
      if (jobs.length === 0) return;
      if (!watch.outage()) {
        const entries = jobs.map(({ id, data, delayMs }) => ({
          name,
          data,
          opts: { ...jobDefaults, ...(id && { jobId: id }), ...(delayMs && { delay: Math.round(delayMs) }) },
        }));
        try {
          await withTimeLimit(ADD_MS, queueOf(name).addBulk(entries));
          return worked(name);
        } catch (error) {
          complain(name)(error);
        }
      }
      lanes.get(name)?.take(jobs.filter(({ delayMs }) => !delayMs));
    },
    work(name, handler, { concurrency }) {
      if (workers.has(name)) throw new Error(`queue ${name} already has its handler`);
      const failed = tellFailure(name);
      const lane = createLane({ handler: handler as (data: unknown) => Promise<void>, concurrency, failed });
      const worker = backend.createWorker(`${prefix}-${name}`, lane.handle, concurrency);
      worker.on('error', complain(name));
      worker.on('completed', () => worked(name));
      worker.on('failed', (_, error) => failed(error));
      lanes.set(name, lane);
      workers.set(name, worker);
    },
    async close() {
      watch.close();
      const ends = [...workers.values(), ...lanes.values()].map((each) => each.close());
      const limit = watch.outage() ? CLOSE_WITHOUT_MS : CLOSE_MS;
      const late = (): void => logger.debug('the job queue did not end in time');
      await withTimeLimit(limit, Promise.all(ends)).catch(late);
      const queuesEnd = Promise.all([...queues.values()].map((queue) => queue.close()));
      await withTimeLimit(
        CLOSE_WITHOUT_MS,
        queuesEnd.then(() => backend.close()),
      ).catch(late);
    },
  };
}

/** Tells what BullMQ complains of, once for each queue, unless the reason is that the queue is away. */
function complaints(logger: Logger, watch: QueueWatch) {
  const lines = new Map<string, FaultLine>();
  const lineOf = (name: string): FaultLine => {
    const line =
      lines.get(name) ??
      createFaultLine({
        logger,
        broken: 'the job queue had a fault; what it loses is found by the next sweep',
        mended: 'the job queue works again',
        isTold: () => watch.outage() !== null,
      });
    lines.set(name, line);
    return line;
  };
  return {
    complain: (name: string) => (error: unknown) => {
      // What comes late, when the queue is back already, has the same reason.
      if (watch.outage())
        return logger.debug({ queue: name, error: errorText(error) }, 'the job queue is away');
      void watch
        .check()
        .catch(() => undefined)
        .then(() => lineOf(name).failed(error, { queue: name }));
    },
    worked: (name: string) => lineOf(name).worked(),
  };
}
