/** A piece of work that may be lost or come twice: whoever handles it looks at the tables first. */
export interface Job<T> {
  /** While a job of this id waits or runs, another of the same id is not added. */
  id?: string;
  data: T;
  /** Real milliseconds to wait. */
  delayMs?: number;
}

export interface WorkOptions {
  /** How many jobs run at a time in this process. */
  concurrency: number;
}

/** While the queue takes no jobs: since when (milliseconds since 1970) and why. */
export interface QueueOutage {
  since: number;
  reason: string;
}

/** The queue takes no jobs. The message says what to do. */
export class QueueUnavailable extends Error {
  override readonly name = 'QueueUnavailable';
}

/** One narrow port over BullMQ; on PostgreSQL by default, on Redis for many workers. */
export interface JobQueue {
  /**
   * Hands jobs over, within two seconds. While the queue is away this process handles them itself, if it has a
   * handler for them; delayed ones, and those of a process without a handler, are dropped, as any wake-up may be.
   */
  add<T>(queue: string, jobs: Job<T>[]): Promise<void>;
  /** Exactly one handler per queue in a process; a second one is refused. */
  work<T>(queue: string, handler: (data: T) => Promise<void>, options: WorkOptions): void;
  /** Since when the queue takes no jobs; null while it does. It is looked after without end. */
  outage(): QueueOutage | null;
  /**
   * Asks the queue now.
   * @throws QueueUnavailable when it takes no jobs
   */
  check(): Promise<void>;
  /** Resolves when the jobs under way have ended. */
  close(): Promise<void>;
  readonly backend: 'postgres' | 'redis';
}
