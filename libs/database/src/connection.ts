import { Socket } from 'node:net';
import pg from 'pg';
import { errorText } from '#libs/telemetry';

/** Where a server is. An object is read anew at each connect: an embedded server that was started again has moved. */
export type Address = string | { host: string; port?: number; user: string; database: string };

/** Longest wait for a server to take a connection. A server that is frozen accepts it and says nothing. */
const CONNECT_MS = 4_000;
/** Longest wait for a connection of a pool that is in full use: a caller is refused rather than kept for ever. */
const WAIT_MS = 10_000;
/** Idle time after which the operating system asks whether the other side is still there. */
const KEEP_ALIVE_MS = 10_000;
/**
 * Longest wait for the answer to one statement. It is for the connection that is lost alone, without a word, while
 * others work: the operating system would wait for a quarter of an hour. No statement of this program takes so long.
 */
const ANSWER_MS = 120_000;
/**
 * The same for the server's side: a session whose program cannot be reached any more would hold its locks for as
 * long. Settings of the session, not of the server; they mean nothing on a unix socket.
 */
const SERVER_LIMITS =
  '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=25000';

// Times leave the database as the ISO instants the whole program uses, big integers as numbers: positions
// stay far below 2^53.
const parsers: Record<number, (text: string) => unknown> = {
  20: Number,
  1184: (text) => new Date(text).toISOString(),
};
/** How the main pool reads columns. */
export const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) ||
    pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Settings of pg for one connection to an address. @param options settings of the session, as `-c name=value` */
export function connectionConfig(address: Address, options = ''): pg.ClientConfig {
  return {
    options: `${SERVER_LIMITS} ${options}`.trimEnd(),
    ...(typeof address === 'string' ? { connectionString: address } : { ...address }),
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  };
}

/** Makes a client that is not connected yet. An error that nobody waits for goes to `lost`, never to the process. */
export function createClient(address: Address, lost: (error: Error) => void): pg.Client {
  const client = new pg.Client({ ...connectionConfig(address), types });
  client.on('error', lost);
  return client;
}

/** A pool whose connections can all be cut. */
export interface CuttablePool {
  readonly pool: pg.Pool;
  /** Cuts every connection, also one in use: whoever waits for an answer on it gets an error at once. */
  cut(): void;
}

/** Makes a pool. The loss of a connection, idle or in use, goes to `lost`; whoever uses it gets an error besides. */
export function createPool(
  address: Address,
  { options, ...config }: pg.PoolConfig & { max: number },
  lost: (error: Error) => void,
): CuttablePool {
  const sockets = new Set<Socket>();
  class Client extends pg.Client {
    constructor(each?: pg.ClientConfig) {
      const stream = new Socket();
      sockets.add(stream);
      stream.once('close', () => sockets.delete(stream));
      super({
        query_timeout: ANSWER_MS,
        ...each,
        ...connectionConfig(address, options),
        stream: () => stream,
      });
    }
  }
  const pool = new pg.Pool({ connectionTimeoutMillis: WAIT_MS, ...config, Client });
  // The pool hears only idle connections. One that is lost while it is checked out would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  pool.on('error', lost);
  return {
    pool,
    cut() {
      for (const socket of sockets) socket.destroy(new Error('Connection terminated: it was silent'));
    },
  };
}

/**
 * The database could not be asked, did not answer to the end, or takes no writes: the transaction in hand is lost,
 * nothing else.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';

  constructor(cause: unknown) {
    const what = isWriteRefused(cause) ? 'takes no writes' : 'does not answer';
    super(`the database ${what} (${errorText(cause)})`, { cause });
  }
}

/** Gives the errors that say that the database is away, or takes no writes, their name; others pass unchanged. */
export function named(error: unknown): unknown {
  return isConnectionLost(error) || isWriteRefused(error) ? new DatabaseUnavailable(error) : error;
}

/** SQLSTATEs of a server that answers but takes no writes: a standby or a guarded one, and one whose disk is full. */
const REFUSED_STATES = new Set(['25006', '53100']);

const isWriteRefused = (error: unknown): boolean =>
  REFUSED_STATES.has((error as { code?: string } | null)?.code ?? '');

/** SQLSTATE classes and codes: connection exception, shut down or starting up, idle limit, too many connections. */
const LOST_STATES = /^(08...|57P0[1235]|25P03|53300)$/;
const LOST_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What pg says in words alone. */
const LOST_WORDS =
  /^(Connection terminated|Query read timeout|timeout expired|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed) and is not queryable)/;

/** What pg says when no connection of the pool became free in time. */
export const isPoolExhausted = (error: unknown): boolean =>
  (error as Error | null)?.message === 'timeout exceeded when trying to connect';

/** Whether an error says that the database is away, rather than that it refused what it was asked. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const { code = '', syscall, message = '' } = (error ?? {}) as NodeJS.ErrnoException;
  // The socket of an embedded server that is down is a missing file.
  if (code === 'ENOENT' && syscall === 'connect') return true;
  return LOST_STATES.test(code) || LOST_CODES.has(code) || LOST_WORDS.test(message);
}
