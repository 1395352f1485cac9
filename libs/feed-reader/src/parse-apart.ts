import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SECOND } from '#libs/domain';
import { FeedError, type FeedErrorCode, type FeedReading } from './feed-reading';
import type { ParseOptions } from './parse-feed';

export interface ParseTask {
  bytes: Uint8Array;
  options: ParseOptions;
}
/** What a thread found: errors lose their class on the way between threads, so they travel as data. */
export type ParseAnswer = { reading: FeedReading } | { fault: { code: FeedErrorCode; message: string } };

/** More than one, so that one slow document does not hold up all others. */
const MOST_THREADS = 2;
/** Some ten times what the largest document needs that is accepted, in real milliseconds. */
const TIME_LIMIT_MS = 15 * SECOND;
/** Some five times what the largest document needs. */
const MEMORY_LIMIT_MB = 512;

// A thread runs the built program, also where a test runs this file from its source.
const folder = __filename.endsWith('.ts') ? join(__dirname, '../../../dist/libs/feed-reader/src') : __dirname;
const PARSE_THREAD = join(folder, 'parse-thread.js');

interface Order extends ParseTask {
  resolve(reading: FeedReading): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  order?: Order;
  timer?: NodeJS.Timeout;
}

/** Limits of a pool that tests set lower. */
export interface ParsePoolOptions {
  file?: string;
  timeLimitMs?: number;
}

/**
 * Threads that read documents beside the event loop. They start when needed, and an idle one does not keep the
 * process alive. A thread that dies or takes too long is ended, its document fails, and the next one gets a new
 * thread. Small documents go first: each is done before a large one would be missed.
 */
export class ParsePool {
  private readonly threads = new Set<Thread>();
  private readonly waiting: Order[] = [];
  private readonly file: string;
  private readonly timeLimitMs: number;

  constructor({ file = PARSE_THREAD, timeLimitMs = TIME_LIMIT_MS }: ParsePoolOptions = {}) {
    this.file = file;
    this.timeLimitMs = timeLimitMs;
  }

  /** @throws FeedError as `parseFeed` does, and `parse-timeout`, `parse-crashed` */
  parse(bytes: Uint8Array, options: ParseOptions = {}): Promise<FeedReading> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ bytes, options, resolve, reject });
      this.waiting.sort((a, b) => a.bytes.length - b.bytes.length);
      this.handOut();
    });
  }

  private handOut(): void {
    while (this.waiting.length > 0) {
      const thread = [...this.threads].find(({ order }) => !order) ?? this.start();
      if (!thread) return;
      this.give(thread, this.waiting.shift()!);
    }
  }

  private start(): Thread | undefined {
    if (this.threads.size >= MOST_THREADS) return undefined;
    const worker = new Worker(this.file, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB } });
    const thread: Thread = { worker };
    this.threads.add(thread);
    worker.on('message', (answer: ParseAnswer) => this.take(thread, answer));
    worker.on('error', () => this.lose(thread, crashed()));
    worker.on('exit', () => this.lose(thread, crashed()));
    return thread;
  }

  private give(thread: Thread, order: Order): void {
    thread.order = order;
    thread.timer = setTimeout(() => {
      this.lose(thread, tooSlow(this.timeLimitMs));
      void thread.worker.terminate();
    }, this.timeLimitMs);
    thread.worker.ref();
    thread.worker.postMessage({ bytes: order.bytes, options: order.options } satisfies ParseTask);
  }

  private take(thread: Thread, answer: ParseAnswer): void {
    const { order } = thread;
    clearTimeout(thread.timer);
    thread.order = undefined;
    thread.worker.unref();
    if ('reading' in answer) order?.resolve(answer.reading);
    else order?.reject(new FeedError(answer.fault.code, answer.fault.message));
    this.handOut();
  }

  private lose(thread: Thread, why: FeedError): void {
    if (!this.threads.delete(thread)) return;
    clearTimeout(thread.timer);
    thread.order?.reject(why);
    this.handOut();
  }
}

const crashed = (): FeedError =>
  new FeedError(
    'parse-crashed',
    'Reading the document ended the thread that read it, for want of memory or by a fault; please report its URL.',
  );

const tooSlow = (ms: number): FeedError =>
  new FeedError(
    'parse-timeout',
    `The document could not be read within ${ms / SECOND} s; please report its URL.`,
  );
