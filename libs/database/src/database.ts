import pg from 'pg';
import type { Logger } from '#libs/telemetry';

/** Runs one statement. Both the pool and an open transaction can. */
export interface Queryable {
  /**
   * @param text SQL with $1, $2 ...
   * @param name of a statement that is worth preparing once per connection; always the same text
   * @returns the rows, each an object by column name
   */
  query<R extends object>(text: string, values?: unknown[], name?: string): Promise<R[]>;
}

/** An open transaction. It commits when the function given to `transaction` resolves. */
export interface Transaction extends Queryable {
  readonly kind: 'transaction';
}

/** The one small interface through which everything speaks SQL. */
export interface Database extends Queryable {
  /** Runs `work` in a transaction; a thrown error rolls back and is thrown on. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Calls `wake` at each NOTIFY on the channel, and after a lost connection was replaced. */
  listen(channel: string, wake: (payload: string) => void): Promise<() => Promise<void>>;
  /** The pool itself, for a library that brings its own SQL (the job queue). */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  connection: string | { host: string; port?: number; user: string; database: string };
  /** Most connections at a time. */
  max?: number;
  logger: Logger;
  /** `search_path`, when not the default. */
  searchPath?: string;
}

// Times leave the database as the ISO instants the whole program uses, big integers as numbers: positions
// stay far below 2^53.
const parsers: Record<number, (text: string) => unknown> = {
  20: Number,
  1184: (text) => new Date(text).toISOString(),
};
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) ||
    pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Settings of pg that follow from a connection option. */
export function connectionConfig(connection: DatabaseOptions['connection']): pg.PoolConfig {
  return typeof connection === 'string' ? { connectionString: connection } : { ...connection };
}

/** Opens a pool. It connects at the first statement. */
export function openDatabase({ connection, max = 10, logger, searchPath }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    ...connectionConfig(connection),
    max,
    types,
    // Who holds the log lock and then hangs must not stop everybody else.
    idle_in_transaction_session_timeout: 10_000,
    ...(searchPath ? { options: `-c search_path=${searchPath}` } : {}),
  });
  // Without a listener an idle connection lost to a server restart would end the process.
  pool.on('error', (error) =>
    logger.warn({ error: error.message }, 'database connection lost; it is replaced'),
  );
  const query = run(pool);
  return {
    pool,
    query,
    transaction: (work) => inTransaction(pool, work),
    listen: (channel, wake) => listen({ connection, channel, wake, logger }),
    close: () => pool.end(),
  };
}

const run =
  (client: pg.Pool | pg.PoolClient) =>
  async <R extends object>(text: string, values: unknown[] = [], name?: string): Promise<R[]> =>
    (await client.query({ text, values, name })).rows as R[];

async function inTransaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work({ kind: 'transaction', query: run(client) });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.release(broken);
  }
}

interface ListenOptions {
  connection: DatabaseOptions['connection'];
  channel: string;
  wake: (payload: string) => void;
  logger: Logger;
}

/** A connection of its own, replaced for as long as nobody closes it. */
async function listen({ connection, channel, wake, logger }: ListenOptions): Promise<() => Promise<void>> {
  let closed = false;
  let client: pg.Client;
  const connect = async (): Promise<void> => {
    client = new pg.Client({ ...connectionConfig(connection), keepAlive: true });
    client.on('notification', (message) => wake(message.payload ?? ''));
    client.on('error', (error) => logger.warn({ error: error.message }, 'lost the notification connection'));
    client.on('end', () => void reconnect());
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  };
  const reconnect = async (): Promise<void> => {
    while (!closed) {
      await new Promise((resolve) => setTimeout(resolve, 500).unref());
      if (closed) return;
      try {
        await connect();
        return wake('');
      } catch (error) {
        logger.debug({ error: String(error) }, 'notification connection not back yet');
      }
    }
  };
  await connect();
  return async () => {
    closed = true;
    await client.end();
  };
}
