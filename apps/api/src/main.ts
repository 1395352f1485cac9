import 'reflect-metadata';
import { firstStart, runProgram } from '#libs/runtime';
import { ApiModule } from './api.module';
import { createHttpApp, listen, stopServing } from './serve.run';

/** The API alone, beside workers; any number may run. */
void runProgram(async (runtime) => {
  await firstStart(runtime);
  const app = await createHttpApp(ApiModule.over(runtime), runtime);
  const url = await listen(app, runtime);
  runtime.logger.info({ url, database: runtime.databaseKind }, 'the API listens');
  return { stop: () => stopServing(app) };
});
