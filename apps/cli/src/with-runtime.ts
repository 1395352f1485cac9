import { settingsOfProcess } from '#libs/config';
import { createLogger } from '#libs/telemetry';
import { openRuntime, type Runtime } from '#libs/runtime';

/**
 * Runs a command on the database: joins the embedded server when one runs, else starts it for the while. What
 * is logged goes to stderr, warnings and worse only.
 */
export async function withRuntime<T>(work: (runtime: Runtime) => Promise<T>): Promise<T> {
  const settings = settingsOfProcess();
  const level = settings.LOG_LEVEL === 'info' ? 'warn' : settings.LOG_LEVEL;
  const runtime = await openRuntime(
    settings,
    createLogger({ level, pretty: false, destination: process.stderr }),
  );
  try {
    return await work(runtime);
  } finally {
    await runtime.close();
  }
}
