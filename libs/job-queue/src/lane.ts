import type { Job } from './job-queue';

/**
 * The handler of a queue in this process. Jobs come from the queue and, while that is away, from this process
 * itself; together they never exceed the concurrency.
 */
export interface Lane<T> {
  /** Handles a job of the queue when its turn comes; rejects as the handler does. */
  handle(data: T): Promise<void>;
  /** Takes jobs past the queue. One that equals a waiting one is dropped, and one whose id waits or runs. */
  take(jobs: Job<T>[]): void;
  /** Drops what was taken and waits; resolves when everything else has ended. */
  close(): Promise<void>;
}

export interface LaneOptions<T> {
  handler(data: T): Promise<void>;
  concurrency: number;
  /** Hears of a job past the queue that failed. */
  failed(error: unknown): void;
}

/** The key of jobs of the queue, which sees to repetitions itself. */
const FROM_QUEUE = '';

export function createLane<T>({ handler, concurrency, failed }: LaneOptions<T>): Lane<T> {
  let waiting: { key: string; start: () => void }[] = [];
  const ids = new Set<string>();
  let running = 0;
  let ended: () => void = () => undefined;

  const next = (): void => {
    while (running < concurrency && waiting.length > 0) waiting.shift()!.start();
    if (running === 0 && waiting.length === 0) ended();
  };
  /** Runs when there is room. */
  const inTurn = (key: string, data: T): Promise<void> =>
    new Promise((resolve, reject) => {
      const start = (): void => {
        running += 1;
        handler(data)
          .then(resolve, reject)
          .finally(() => {
            running -= 1;
            next();
          });
      };
      waiting.push({ key, start });
      next();
    });

  return {
    handle: (data) => inTurn(FROM_QUEUE, data),
    take(jobs) {
      for (const { id, data } of jobs) {
        const key = id ?? JSON.stringify(data);
        if (ids.has(key) || waiting.some((each) => each.key === key)) continue;
        if (id) ids.add(id);
        inTurn(key, data)
          .catch(failed)
          .finally(() => void ids.delete(key));
      }
    },
    async close() {
      waiting = waiting.filter(({ key }) => key === FROM_QUEUE);
      if (running + waiting.length > 0) await new Promise<void>((done) => (ended = done));
    },
  };
}
