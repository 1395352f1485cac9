import type { JobQueue } from '#libs/job-queue';

/** Names of the queues; each carries wake-ups only, the tables say what is to be done. */
export const POLLS = 'polls';
export const DELIVERIES = 'deliveries';

/** Wakes whoever polls: the table of feeds says what is due, and a lost wake-up costs a tick. */
export const wakePolls = (jobs: JobQueue): Promise<void> => jobs.add(POLLS, [{ data: {} }]);

/** Wakes whoever sends to these endpoints. */
export const wakeDeliveries = (jobs: JobQueue, endpointIds: string[], delayMs?: number): Promise<void> =>
  jobs.add(
    DELIVERIES,
    endpointIds.map((endpointId) => ({ data: { endpointId }, delayMs })),
  );
