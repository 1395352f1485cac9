import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { withTimeLimit } from '#libs/clock';
import { errorText, type Logger } from '#libs/telemetry';
import { createClient, isConnectionLost, named, type Address } from './connection';

/** While the database is away: since when (milliseconds since 1970) and why. */
export interface Outage {
  since: number;
  reason: string;
}

/**
 * The one connection of a process that is always open. It carries every LISTEN, and it finds out whether the
 * database is away: whoever loses a connection reports it here.
 */
export interface Sentinel {
  /** Calls `wake` at each NOTIFY on the channel, and with '' when notifications may have been missed. */
  listen(channel: string, wake: (payload: string) => void): Promise<() => Promise<void>>;
  /** Reports a lost connection. Returns at once; what follows is told in the log. */
  suspect(error: unknown): void;
  /** True from a reported loss until the database has answered. */
  isSeeking(): boolean;
  /** Resolves when the database has answered after the loss reported last, or at `close`. */
  settled(): Promise<void>;
  outage(): Outage | null;
  /** Connections that it holds: 0 or 1. */
  open(): number;
  close(): Promise<void>;
}

/** The first pause between two attempts to connect, and the longest: the database must be found within 5 s. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** How long a connection that seems well may take to answer before it counts as lost. */
const ANSWER_MS = 2_000;
const HEARTBEAT_MS = 5_000;
const CLOSE_MS = 1_000;

/** Half to all of the growing pause, so that processes do not come back in step. */
const backoff = (attempt: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (0.5 + Math.random() / 2);

export function createSentinel(address: Address, logger: Logger): Sentinel {
  const wakes = new Map<string, Set<(payload: string) => void>>();
  const closing = new AbortController();
  let client: pg.Client | undefined;
  let opening: Promise<void> | undefined;
  let seeking: Promise<void> | undefined;
  let outage: Outage | null = null;

  const isClosed = (): boolean => closing.signal.aborted;

  const connect = async (): Promise<void> => {
    let isLost = false;
    const fresh = createClient(address, () => undefined);
    fresh.on('notification', ({ channel, payload }) => {
      for (const wake of wakes.get(channel) ?? []) wake(payload ?? '');
    });
    fresh.once('end', () => {
      isLost = true;
      if (client !== fresh) return;
      client = undefined;
      suspect(new Error('Connection terminated unexpectedly'));
    });
    try {
      await fresh.connect();
      for (const channel of wakes.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
      if (isLost || isClosed()) throw new Error('Connection terminated');
      client = fresh;
    } catch (error) {
      discard(fresh);
      throw error;
    }
  };
  const open = (): Promise<void> => (opening ??= connect().finally(() => (opening = undefined)));

  /** Connects until it succeeds; the first failure is told, the others are counted. */
  const reconnect = async (): Promise<void> => {
    for (let attempt = 0; !isClosed(); attempt += 1) {
      try {
        await open();
        return tellReturn(attempt);
      } catch (error) {
        outage ??= tellOutage(error);
        await pause(backoff(attempt), undefined, { signal: closing.signal, ref: false }).catch(
          () => undefined,
        );
      }
    }
  };
  const tellOutage = (error: unknown): Outage => {
    const reason = errorText(error);
    logger.error(
      { error: reason },
      'the database does not answer: nothing is read, recorded or delivered until it does; it is tried again without end. Check the server, its disk and the network',
    );
    return { since: Date.now(), reason };
  };
  const tellReturn = (attempts: number): void => {
    if (outage)
      logger.info(
        { seconds: Math.round((Date.now() - outage.since) / 1000), attempts },
        'the database answers again; all work goes on',
      );
    else logger.info('a database connection was lost and replaced at once; what it was doing is done again');
    outage = null;
    for (const each of [...wakes.values()].flatMap((list) => [...list])) each('');
  };

  const seek = async (error: unknown): Promise<void> => {
    const standing = client;
    if (standing && (await answers(standing)))
      return logger.info({ error: errorText(error) }, 'a database connection failed; the database answers');
    client = undefined;
    if (standing) discard(standing);
    await reconnect();
  };
  const suspect = (error: unknown): void => {
    if (isClosed() || seeking) return;
    logger.debug({ error: errorText(error) }, 'a database connection was lost');
    seeking = seek(error).finally(() => {
      seeking = undefined;
      // It was lost again before this was over.
      if (!client) suspect(error);
    });
  };

  // A frozen server breaks no connection: only a question finds it out.
  const heartbeat = setInterval(() => {
    if (!client || seeking) return;
    void answers(client).then((isWell) => isWell || suspect(new Error('it does not answer in time')));
  }, HEARTBEAT_MS).unref();

  return {
    suspect,
    isSeeking: () => seeking !== undefined,
    settled: async () => seeking,
    outage: () => outage,
    open: () => (client ? 1 : 0),
    async listen(channel, wake) {
      const list = wakes.get(channel) ?? new Set();
      wakes.set(channel, list.add(wake));
      const standing = client;
      try {
        // While it is sought nothing is to be done: who connects listens to every channel.
        if (standing) await standing.query(`listen ${pg.escapeIdentifier(channel)}`);
        else if (!seeking) await open();
      } catch (error) {
        if (standing && isConnectionLost(error)) suspect(error);
        else {
          list.delete(wake);
          throw named(error);
        }
      }
      return async () => void list.delete(wake);
    },
    async close() {
      clearInterval(heartbeat);
      closing.abort();
      await opening?.catch(() => undefined);
      const last = client;
      client = undefined;
      if (last) await withTimeLimit(CLOSE_MS, last.end()).catch(() => undefined);
    },
  };
}

/** Lets go of a client, also of one that a frozen server would not let end. */
function discard(client: pg.Client): void {
  client.removeAllListeners('end');
  client.removeAllListeners('notification');
  client.end().catch(() => undefined);
}

const answers = (client: pg.Client): Promise<boolean> =>
  withTimeLimit(ANSWER_MS, client.query('select 1')).then(
    () => true,
    () => false,
  );
