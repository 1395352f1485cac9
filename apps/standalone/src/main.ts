import 'reflect-metadata';
import { createHttpApp, listen } from '../../api/src/serve.run';
import { firstStart, runProgram, VERSION, type Runtime } from '../../runtime/src/index';
import { StandaloneModule } from './standalone.module';

/** What `npm start` runs: everything in one process, on the embedded database unless DATABASE_URL names one. */
void runProgram(async (runtime) => {
  const adminKey = await firstStart(runtime);
  const app = await createHttpApp(StandaloneModule.over(runtime), runtime);
  const url = await listen(app, runtime);
  greet(runtime, { url, adminKey });
  return { stop: () => app.close() };
});

function greet(
  { databaseKind, jobs, settings, clock }: Runtime,
  { url, adminKey }: { url: string; adminKey: string | null },
): void {
  const lines = [
    `mediation-watch ${VERSION}`,
    `  page       ${url}/`,
    `  API        ${url}/docs`,
    `  database   ${databaseKind === 'embedded' ? `embedded PostgreSQL in ${settings.MW_DATA_DIR}` : 'PostgreSQL of DATABASE_URL'}, job queue on ${jobs.backend}`,
    ...(clock.simulated ? [`  clock      simulated, now ${new Date(clock.now()).toISOString()}`] : []),
    ...(adminKey ? [`  admin key  ${adminKey}   (shown this once; keep it)`] : []),
    '  Ctrl-C stops it.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
