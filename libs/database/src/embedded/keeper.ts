import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '#libs/telemetry';
import { isLeaseRead } from './lease';
import type { Run } from './run';

/** A hold on the life of a server: the lease is kept open by `holder`. */
export interface Hold {
  run: Run;
  holder: number;
}

export interface Keeper {
  /** The hold now; undefined while there is no server. */
  current(): Hold | undefined;
  /** Ends the watch; resolves when no restart is under way any more. */
  stop(): Promise<void>;
}

/** How often the server is looked after, in milliseconds. It costs a few system calls. */
const LOOK_MS = 250;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Looks after a held server. Its supervisor starts it again when it is killed; when the supervisor is gone, too, or
 * has given up, this finds a server again: `again` joins the one that another holder has started, or starts it.
 */
export function keepServer(first: Hold, again: () => Promise<Hold>, logger: Logger): Keeper {
  let hold: Hold | undefined = first;
  let restarting: Promise<void> | undefined;
  const stopping = new AbortController();

  const restart = async ({ holder }: Hold): Promise<void> => {
    logger.error('the embedded database has ended; it is started again');
    hold = undefined;
    fs.closeSync(holder);
    for (let wait = FIRST_PAUSE_MS; !stopping.signal.aborted; wait = Math.min(LONGEST_PAUSE_MS, 2 * wait)) {
      try {
        hold = await again();
        return;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (wait === FIRST_PAUSE_MS) logger.error(message);
        else logger.debug({ error: message }, 'the embedded database does not start yet');
        await pause(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      }
    }
  };

  const timer = setInterval(() => {
    if (!hold || !isGone(hold.run)) return;
    restarting = restart(hold).finally(() => (restarting = undefined));
  }, LOOK_MS).unref();

  return {
    current: () => hold,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await restarting;
    },
  };
}

/** Whether the server has ended and nobody would start it again. */
function isGone(run: Run): boolean {
  try {
    return fs.existsSync(run.ended) || !isLeaseRead(run);
  } catch {
    return false; // it cannot be told now (no file descriptor left); the next look tells
  }
}
