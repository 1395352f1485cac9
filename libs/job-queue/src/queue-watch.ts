import { withTimeLimit } from '#libs/clock';
import { createFaultLine, errorText, type Logger } from '#libs/telemetry';
import { QueueUnavailable, type QueueOutage } from './job-queue';

/** Finds out whether the queue takes jobs: now and then while it does, often while it does not. */
export interface QueueWatch {
  outage(): QueueOutage | null;
  /**
   * Asks now.
   * @throws QueueUnavailable
   */
  check(): Promise<void>;
  close(): void;
}

export interface QueueWatchOptions {
  /** Rejects when the queue takes no jobs. */
  probe(): Promise<void>;
  /** What to do when it does not, and which server it is. */
  remedy: string;
  logger: Logger;
  /** True while the log tells the reason anyway. */
  isTold(): boolean;
}

const LOOK_MS = 5_000;
const LOOK_AGAIN_MS = 500;
const MOST_PROBE_MS = 3_000;

export function createQueueWatch({ probe, remedy, logger, isTold }: QueueWatchOptions): QueueWatch {
  let outage: QueueOutage | null = null;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  /** A queue that never answered is told of by who started: in one line, with the end of the start. */
  let hasAnswered = false;
  const line = createFaultLine({
    logger,
    broken: `the job queue does not answer: nothing is lost, but polls and alerts start some seconds late, found by the sweep of each worker, and /health/ready says unavailable. ${remedy}`,
    mended: 'the job queue answers again',
    isTold,
  });

  const look = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      await withTimeLimit(MOST_PROBE_MS, probe());
      outage = null;
      hasAnswered = true;
      if (!isClosed) line.worked();
    } catch (error) {
      outage ??= { since: Date.now(), reason: errorText(error) };
      if (!isClosed && hasAnswered) line.failed(error);
    } finally {
      looking = undefined;
      if (!isClosed) timer = setTimeout(ask, outage ? LOOK_AGAIN_MS : LOOK_MS).unref();
    }
  };
  /** Never rejects; one question at a time. */
  const ask = (): Promise<void> => (looking ??= look());

  return {
    outage: () => outage,
    async check() {
      await ask();
      if (outage) throw new QueueUnavailable(`the job queue does not answer (${outage.reason}). ${remedy}`);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
