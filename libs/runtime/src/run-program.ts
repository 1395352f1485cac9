import { settingsOfProcess, SettingsError, type Settings } from '#libs/config';
import { DatabaseUnavailable, EmbeddedError } from '#libs/database';
import { QueueUnavailable } from '#libs/job-queue';
import { createLogger, type Logger } from '#libs/telemetry';
import { openRuntime, type Runtime } from './open-runtime';
import { StartError } from './start-error';
import { aborted, stopSignal } from './stop-signal';

/** A running program: what to do when it is asked to stop. */
export interface Program {
  stop(): Promise<void>;
}

/** Longest orderly stop, in real milliseconds; then the process ends anyway. */
const MOST_STOPPING_MS = 20_000;
/** How long a start that is told to stop may take to reach the point where it can be undone. */
const MOST_STARTING_MS = 5_000;

/**
 * Runs a program until it is told to stop (Ctrl-C, SIGINT or SIGTERM, also while it starts): exit 0. A start that
 * fails says in one line what is wrong and what to do: exit 1, as when the stop fails or takes too long.
 */
export async function runProgram(start: (runtime: Runtime) => Promise<Program>): Promise<void> {
  const stop = stopSignal();
  try {
    let isUp = false;
    const starting = startUp(start).then((program) => ((isUp = true), program));
    await Promise.race([starting, aborted(stop)]);
    await aborted(stop);
    if (isUp) setTimeout(giveUpStopping, MOST_STOPPING_MS).unref();
    else setTimeout(() => process.exit(0), MOST_STARTING_MS).unref();
    // A start that fails when it is told to stop fails for that reason: Ctrl-C also reaches its child processes.
    const program = await starting.catch(() => undefined);
    await program?.stop();
    process.exit(0);
  } catch (error) {
    console.error(`mediation-watch: ${explain(error)}`);
    process.exit(1);
  }
}

function giveUpStopping(): void {
  console.error(`mediation-watch: not stopped within ${MOST_STOPPING_MS / 1_000} s; it ends with work open`);
  process.exit(1);
}

/** Opens the runtime and starts the program over it; its stop closes both. */
async function startUp(start: (runtime: Runtime) => Promise<Program>): Promise<Program> {
  const settings = settingsOfProcess();
  const logger = createLogger({ level: settings.LOG_LEVEL, pretty: process.stdout.isTTY === true });
  warnOfOpenDoor(settings, logger);
  try {
    const runtime = await openRuntime(settings, logger);
    const program = await checkAndStart(runtime, start).catch(async (error: unknown) => {
      await runtime.close();
      throw error;
    });
    return { stop: () => program.stop().finally(() => runtime.close()) };
  } catch (error) {
    logger.debug({ error: error instanceof Error ? error.stack : String(error) }, 'the start failed');
    throw error;
  }
}

/** A queue that cannot be reached ends the start; later it is waited for. */
async function checkAndStart(
  runtime: Runtime,
  start: (runtime: Runtime) => Promise<Program>,
): Promise<Program> {
  await runtime.jobs.check();
  return start(runtime);
}

function warnOfOpenDoor({ HOST, MW_PUBLIC_READ }: Settings, logger: Logger): void {
  const isLoopback = /^(127\.|::1$|localhost$)/.test(HOST);
  if (!isLoopback && MW_PUBLIC_READ)
    logger.warn(
      { host: HOST },
      'everybody who reaches this address can read the posture without a key (MW_PUBLIC_READ=false asks for one)',
    );
}

/** One line that says what to do. */
function explain(error: unknown): string {
  const isPlain = [SettingsError, EmbeddedError, QueueUnavailable, StartError].some(
    (kind) => error instanceof kind,
  );
  const { code, message } = error as NodeJS.ErrnoException;
  if (isPlain) return message;
  if (error instanceof DatabaseUnavailable)
    return `${message}; start it, or check DATABASE_URL and the network`;
  if (code === 'EACCES' || code === 'EROFS')
    return `${message}; make the folder writable, or set MW_DATA_DIR to one that is`;
  if (code === '28P01' || code === '28000')
    return `the database refused the user or password of DATABASE_URL`;
  if (code === '3D000') return `${message}; create it, or name another one in DATABASE_URL`;
  return message || String(error);
}
