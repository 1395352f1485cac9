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

/** One narrow port over BullMQ; on PostgreSQL by default, on Redis for many workers. */
export interface JobQueue {
  add<T>(queue: string, jobs: Job<T>[]): Promise<void>;
  /** Exactly one handler per queue in a process; a second one is refused. */
  work<T>(queue: string, handler: (data: T) => Promise<void>, options: WorkOptions): void;
  /** Resolves when the jobs under way have ended. */
  close(): Promise<void>;
  readonly backend: 'postgres' | 'redis';
}
