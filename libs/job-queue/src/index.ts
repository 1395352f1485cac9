export type { Job, JobQueue, WorkOptions } from './job-queue';
export { openJobQueue, type JobQueueConnection, type JobQueueOptions } from './bullmq';
