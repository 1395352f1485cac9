import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { withTimeLimit } from '#libs/clock';
import { errorText, type Logger } from '#libs/telemetry';
import { createClient, isConnectionLost, isPoolExhausted, named, type Address } from './connection';

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
/** Every caller that waited in vain says the same, so it is told once in this time. */
const BUSY_QUIET_MS = 60_000;

/** Half to all of the growing pause, so that processes do not come back in step. */
const backoff = (attempt: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (0.5 + Math.random() / 2);

/** @param silent called when the open connection gives no answer: then those of the pools are to be given up, too */
export const createSentinel = (address: Address, logger: Logger, silent: () => void): Sentinel => {
  const sentinel = new LoneSentinel(address, logger, silent);
  return {
    listen: (channel, wake) => sentinel.listen(channel, wake),
    suspect: (error) => sentinel.suspect(error),
    isSeeking: () => sentinel.seeking !== undefined,
    settled: async () => sentinel.seeking,
    outage: () => sentinel.outage,
    open: () => (sentinel.client ? 1 : 0),
    close: () => sentinel.close(),
  };
};

class LoneSentinel {
  /** The connection in service. */
  client: pg.Client | undefined;
  /** The one search for the database, while it lasts. */
  seeking: Promise<void> | undefined;
  outage: Outage | null = null;
  private opening: Promise<void> | undefined;
  private readonly wakes = new Map<string, Set<(payload: string) => void>>();
  private readonly closing = new AbortController();
  private readonly heartbeat: NodeJS.Timeout;
  private quietUntil = 0;

  constructor(
    private readonly address: Address,
    private readonly logger: Logger,
    private readonly silent: () => void,
  ) {
    // A frozen server breaks no connection: only a question finds it out.
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS).unref();
  }

  async listen(channel: string, wake: (payload: string) => void): Promise<() => Promise<void>> {
    const list = this.wakes.get(channel) ?? new Set();
    this.wakes.set(channel, list.add(wake));
    const standing = this.client;
    try {
      // While it is sought nothing is to be done: who connects listens to every channel.
      if (standing) await standing.query(`listen ${pg.escapeIdentifier(channel)}`);
      else if (!this.seeking) await this.open();
    } catch (error) {
      if (standing && isConnectionLost(error)) this.suspect(error);
      else {
        list.delete(wake);
        throw named(error);
      }
    }
    return async () => void list.delete(wake);
  }

  suspect(error: unknown): void {
    if (this.isClosed() || this.seeking) return;
    this.logger.debug({ error: errorText(error) }, 'a database connection was lost');
    this.seeking = this.seek(error)
      .catch((fault: unknown) => this.logger.error({ error: errorText(fault) }, 'a listener failed'))
      .finally(() => {
        this.seeking = undefined;
        // It was lost again before this was over.
        if (!this.client) this.suspect(error);
      });
  }

  async close(): Promise<void> {
    clearInterval(this.heartbeat);
    this.closing.abort();
    await this.opening?.catch(() => undefined);
    const last = this.client;
    this.client = undefined;
    if (last) await withTimeLimit(CLOSE_MS, last.end()).catch(() => undefined);
  }

  private isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  private async beat(): Promise<void> {
    const { client } = this;
    if (client && !this.seeking && !(await answers(client)))
      this.suspect(new Error('it does not answer in time'));
  }

  private async seek(error: unknown): Promise<void> {
    const standing = this.client;
    if (standing && (await answers(standing))) return this.tellFailure(error);
    this.client = undefined;
    if (standing) {
      discard(standing);
      // The network may have forgotten every connection of before, and would never say so.
      this.silent();
    }
    await this.reconnect();
  }

  /** Connects until it succeeds; the first failure is told, the others are counted. */
  private async reconnect(): Promise<void> {
    const { signal } = this.closing;
    for (let attempt = 0; !this.isClosed(); attempt += 1) {
      try {
        await this.open();
        return this.welcome(attempt);
      } catch (error) {
        this.outage ??= this.tellOutage(error);
        await pause(backoff(attempt), undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  private open(): Promise<void> {
    return (this.opening ??= this.connect().finally(() => (this.opening = undefined)));
  }

  private async connect(): Promise<void> {
    let isLost = false;
    const fresh = createClient(this.address, () => undefined);
    fresh.on('notification', ({ channel, payload }) => {
      for (const wake of this.wakes.get(channel) ?? []) wake(payload ?? '');
    });
    fresh.once('end', () => {
      isLost = true;
      if (this.client !== fresh) return;
      this.client = undefined;
      this.suspect(new Error('Connection terminated unexpectedly'));
    });
    try {
      await fresh.connect();
      for (const channel of this.wakes.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
      if (isLost || this.isClosed()) throw new Error('Connection terminated');
      this.client = fresh;
    } catch (error) {
      discard(fresh);
      throw error;
    }
  }

  /** A connection failed, or none became free, while the database answers. */
  private tellFailure(error: unknown): void {
    if (!isPoolExhausted(error))
      return this.logger.info(
        { error: errorText(error) },
        'a database connection failed; the database answers',
      );
    if (performance.now() < this.quietUntil) return;
    this.quietUntil = performance.now() + BUSY_QUIET_MS;
    this.logger.warn(
      'no database connection became free in time: every one waits, for a lock that something else holds or for a slow disk, while the database itself answers. What was asked is given up and tried again; look for blocking sessions in pg_stat_activity',
    );
  }

  private tellOutage(error: unknown): Outage {
    const reason = errorText(error);
    this.logger.error(
      { error: reason },
      'the database does not answer: nothing is read, recorded or delivered until it does; it is tried again without end. Check the server, its disk and the network',
    );
    return { since: Date.now(), reason };
  }

  /** Tells that the database is back, and wakes everybody, as nobody knows what was missed. */
  private welcome(attempts: number): void {
    if (this.outage)
      this.logger.info(
        { seconds: Math.round((Date.now() - this.outage.since) / 1000), attempts },
        'the database answers again; all work goes on',
      );
    else
      this.logger.info(
        'a database connection was lost and replaced at once; what it was doing is done again',
      );
    this.outage = null;
    for (const wake of [...this.wakes.values()].flatMap((list) => [...list])) wake('');
  }
}

/** Lets go of a client, also of one that a frozen server would not let end. */
function discard(client: pg.Client): void {
  client.removeAllListeners('end');
  client.removeAllListeners('notification');
  client.end().catch(() => undefined);
}

/** Whether a connection answers in time. A process that itself stood still for as long reads what came meanwhile. */
const answers = (client: pg.Client): Promise<boolean> => {
  const half = (): Promise<false> => pause(ANSWER_MS / 2, false as const, { ref: false });
  const answer = client.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answer, half().then(half)]);
};
