import type { JobQueue } from '#libs/job-queue';

/** Names of the queues; each carries wake-ups only, the tables say what is to be done. */
export const POLLS = 'polls';
export const DELIVERIES = 'deliveries';

/** Wakes whoever polls: the table of feeds says what is due, and a lost wake-up costs a tick. */
export const wakePolls = (jobs: JobQueue): Promise<void> => jobs.add(POLLS, [{ data: {} }]);

/** Endpoints for whom one worker is woken: many are shared among the workers there are. */
const ENDPOINTS_PER_WAKE = 250;
const MOST_WAKES = 8;

/** Wakes whoever sends: these endpoints have something to send. What it is, the tables say. */
export const wakeDeliveries = (jobs: JobQueue, endpointIds: string[]): Promise<void> =>
  jobs.add(
    DELIVERIES,
    Array.from({ length: Math.min(MOST_WAKES, Math.ceil(endpointIds.length / ENDPOINTS_PER_WAKE)) }, () => ({
      data: {},
    })),
  );
