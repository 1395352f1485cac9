import type { JobQueue } from '#libs/job-queue';

/** Names of the queues; each carries wake-ups only, the tables say what is to be done. */
export const POLLS = 'polls';
export const DELIVERIES = 'deliveries';

/** A poll that a person asked for: it never meets the id of one that runs, and is done due or not. */
export const askForPoll = (jobs: JobQueue, feedId: string): Promise<void> =>
  jobs.add(POLLS, [{ data: { feedId, asked: true } }]);

/** Wakes whoever polls. One id per feed: a feed that waits in the queue already is not put there again. */
export const wakePolls = (jobs: JobQueue, feedIds: string[]): Promise<void> =>
  jobs.add(
    POLLS,
    feedIds.map((feedId) => ({ id: `poll-${feedId}`, data: { feedId } })),
  );

/** Wakes whoever sends to these endpoints. */
export const wakeDeliveries = (jobs: JobQueue, endpointIds: string[], delayMs?: number): Promise<void> =>
  jobs.add(
    DELIVERIES,
    endpointIds.map((endpointId) => ({ data: { endpointId }, delayMs })),
  );
