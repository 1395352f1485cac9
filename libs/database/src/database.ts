import type pg from 'pg';
import { withTimeLimit } from '#libs/clock';
import type { Logger } from '#libs/telemetry';
import { createPool, isConnectionLost, named, types, type Address, type CuttablePool } from './connection';
import { createLibraryPool, type LibraryPool, type LibraryPoolOptions } from './library-pool';
import { createSentinel, type Outage } from './sentinel';

/** Runs one statement. Both the pool and an open transaction can. */
export interface Queryable {
  /**
   * @param text SQL with $1, $2 ...
   * @param name of a statement that is worth preparing once per connection; always the same text
   * @returns the rows, each an object by column name
   * @throws DatabaseUnavailable when the database is away or the connection was lost meanwhile
   */
  query<R extends object>(text: string, values?: unknown[], name?: string): Promise<R[]>;
}

/** An open transaction. It commits when the function given to `transaction` resolves. */
export interface Transaction extends Queryable {
  readonly kind: 'transaction';
}

/** The connections of this process to its database. */
export interface Connections {
  /** Open ones, with those that are being opened. */
  open: number;
  /** Open ones that nobody uses. */
  idle: number;
  /** Callers that wait for one. */
  waiting: number;
  /** Most that may be open at a time. */
  budget: number;
}

/** The one small interface through which everything speaks SQL. */
export interface Database extends Queryable {
  /**
   * Runs `work` in a transaction; a thrown error rolls back and is thrown on.
   * @throws DatabaseUnavailable when the connection is lost: then it may or may not have committed
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Calls `wake` at each NOTIFY on the channel, and with '' when some may have been missed. All channels of a
   * process share one connection.
   */
  listen(channel: string, wake: (payload: string) => void): Promise<() => Promise<void>>;
  /** A second pool on the same server, for a library that brings its own SQL (the job queue). It counts in `connections`. */
  openLibraryPool(options: LibraryPoolOptions): LibraryPool;
  connections(): Connections;
  /** Since when the database is away and why; null while it answers. */
  outage(): Outage | null;
  /** True while the log tells of lost connections or of an outage itself, so that nobody else needs to. */
  isRecovering(): boolean;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  connection: Address;
  /** Most connections at a time, besides the one that listens. */
  max?: number;
  logger: Logger;
}

/** Longest orderly end of the connections; a frozen server would keep them open. */
const CLOSE_MS = 5_000;

/** Opens a pool. It connects at the first statement. */
export function openDatabase({ connection, max = 10, logger }: DatabaseOptions): Database {
  const pools: CuttablePool[] = [];
  const sentinel = createSentinel(connection, logger, () => {
    for (const each of pools) each.cut();
  });
  // Who holds the log lock and then hangs must not stop everybody else.
  const limits = { idle_in_transaction_session_timeout: 10_000 };
  const own = createPool(connection, { max, types, ...limits }, sentinel.suspect);
  const { pool } = own;
  pools.push(own);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw reported(error, sentinel.suspect);
    }
  };
  return {
    query: (text, values, name) => guarded(() => run(pool)(text, values, name)),
    transaction: (work) => guarded(() => inTransaction(pool, work)),
    listen: sentinel.listen,
    openLibraryPool(options) {
      const library = createPool(
        connection,
        { max: options.max, options: `-c search_path=${options.searchPath}` },
        sentinel.suspect,
      );
      pools.push(library);
      return createLibraryPool(library.pool, sentinel);
    },
    connections: () =>
      pools.reduce(
        (sum, { pool: each }) => ({
          open: sum.open + each.totalCount,
          idle: sum.idle + each.idleCount,
          waiting: sum.waiting + each.waitingCount,
          budget: sum.budget + each.options.max,
        }),
        { open: sentinel.open(), idle: 0, waiting: 0, budget: 1 },
      ),
    outage: sentinel.outage,
    isRecovering: sentinel.isSeeking,
    async close() {
      await sentinel.close();
      await withTimeLimit(CLOSE_MS, pool.end()).catch(() =>
        logger.debug('the database did not let go of its connections in time'),
      );
    },
  };
}

/** Gives an error its name and, when the database is away, reports it. */
function reported(error: unknown, suspect: (error: unknown) => void): unknown {
  const known = named(error);
  if (isConnectionLost(error)) suspect(error);
  return known;
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
    // A connection that gave no answer would give none to this either.
    if (isConnectionLost(error)) broken = error as Error;
    else await client.query('rollback').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.release(broken);
  }
}
