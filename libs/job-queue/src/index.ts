export { QueueUnavailable, type Job, type JobQueue, type QueueOutage, type WorkOptions } from './job-queue';
export { openJobQueue, type JobQueueOptions } from './open-job-queue';
