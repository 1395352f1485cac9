import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { firstFeeds, nestLogger, runProgram } from '#libs/runtime';
import { WorkerModule } from './worker.module';

/** A worker beside others: polls, assesses, folds and sends; any number may run. */
void runProgram(async (runtime) => {
  await firstFeeds(runtime);
  const app = await NestFactory.createApplicationContext(WorkerModule.over(runtime), {
    logger: nestLogger(runtime.logger),
  });
  runtime.logger.info({ database: runtime.databaseKind, queue: runtime.jobs.backend }, 'the worker runs');
  return { stop: () => app.close() };
});
