import { createHttpApp, listen, stopServing } from '../../api/src/serve.run';
import { firstStart, runProgram, VERSION, type Program, type Runtime } from '#libs/runtime';
import { StandaloneModule } from './standalone.module';

/** API and worker, listening. */
export interface Standalone extends Program {
  url: string;
  /** Shown once; null when there was a key. */
  adminKey: string | null;
}

/** Everything in one process over an opened runtime. */
export async function startStandalone(runtime: Runtime): Promise<Standalone> {
  const adminKey = await firstStart(runtime);
  const app = await createHttpApp(StandaloneModule.over(runtime), runtime);
  const url = await listen(app, runtime);
  return { url, adminKey, stop: () => stopServing(app) };
}

/** What `npm start` runs, until it is told to stop; on the embedded database unless DATABASE_URL names one. */
export const runStandalone = (): Promise<void> =>
  runProgram(async (runtime) => {
    const standalone = await startStandalone(runtime);
    greet(runtime, standalone);
    return standalone;
  });

function greet({ databaseKind, jobs, settings, clock }: Runtime, { url, adminKey }: Standalone): void {
  const place =
    databaseKind === 'embedded'
      ? `embedded PostgreSQL in ${settings.MW_DATA_DIR}`
      : 'PostgreSQL of DATABASE_URL';
  const lines = [
    `mediation-watch ${VERSION}`,
    `  page       ${url}/`,
    `  API        ${url}/docs`,
    `  database   ${place}, job queue on ${jobs.backend}`,
    ...(clock.simulated ? [`  clock      simulated, now ${new Date(clock.now()).toISOString()}`] : []),
    ...(adminKey ? [`  admin key  ${adminKey}   (shown this once; keep it)`] : []),
    '  Ctrl-C stops it.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
