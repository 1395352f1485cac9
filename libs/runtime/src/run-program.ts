import { settingsOfProcess, SettingsError, type Settings } from '#libs/config';
import { DatabaseUnavailable, EmbeddedError } from '#libs/database';
import { QueueUnavailable } from '#libs/job-queue';
import { createLogger, type Logger } from '#libs/telemetry';
import { openRuntime, type Runtime } from './open-runtime';

/** A running program: what to do when it is asked to stop. */
export interface Program {
  stop(): Promise<void>;
}

/** Longest orderly stop, in real milliseconds; then the process ends anyway. */
const MOST_STOPPING_MS = 20_000;

/**
 * Runs a program until it is told to stop (Ctrl-C, SIGTERM): exit 0. A start that fails says in one line what
 * is wrong and what to do: exit 1.
 */
export async function runProgram(start: (runtime: Runtime) => Promise<Program>): Promise<void> {
  let logger: Logger | undefined;
  try {
    const settings = settingsOfProcess();
    logger = createLogger({ level: settings.LOG_LEVEL, pretty: process.stdout.isTTY === true });
    warnOfOpenDoor(settings, logger);
    const runtime = await openRuntime(settings, logger);
    let program: Program;
    try {
      await runtime.jobs.check();
      program = await start(runtime);
    } catch (error) {
      await runtime.close();
      throw error;
    }
    await untilToldToStop();
    setTimeout(() => process.exit(1), MOST_STOPPING_MS).unref();
    await program.stop();
    await runtime.close();
    process.exit(0);
  } catch (error) {
    console.error(`mediation-watch: ${explain(error)}`);
    logger?.debug({ error: error instanceof Error ? error.stack : String(error) }, 'the start failed');
    process.exit(1);
  }
}

function warnOfOpenDoor({ HOST, MW_PUBLIC_READ }: Settings, logger: Logger): void {
  const isLoopback = /^(127\.|::1$|localhost$)/.test(HOST);
  if (!isLoopback && MW_PUBLIC_READ)
    logger.warn(
      { host: HOST },
      'everybody who reaches this address can read the posture without a key (MW_PUBLIC_READ=false asks for one)',
    );
}

function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** One line that says what to do. */
function explain(error: unknown): string {
  if (error instanceof SettingsError || error instanceof EmbeddedError || error instanceof QueueUnavailable)
    return error.message;
  if (error instanceof DatabaseUnavailable)
    return `${error.message}; start it, or check DATABASE_URL and the network`;
  const { code, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `port ${(error as { port?: number }).port} is taken; stop what uses it, or set PORT to another one (0: any free)`;
  if (code === 'EACCES' || code === 'EROFS')
    return `${message}; make the folder writable, or set MW_DATA_DIR to one that is`;
  if (code === '28P01' || code === '28000')
    return `the database refused the user or password of DATABASE_URL`;
  if (code === '3D000') return `${message}; create it, or name another one in DATABASE_URL`;
  return message || String(error);
}
