import type pg from 'pg';
import { isConnectionLost } from './connection';
import type { Sentinel } from './sentinel';

export interface LibraryPoolOptions {
  max: number;
  searchPath: string;
}

/** As much of a `pg.Pool` as a library is given that brings its own SQL. It outlives every outage. */
export interface LibraryPool {
  /** Waits while the database is away: libraries keep the connection that they get here, or its failure, for ever. */
  connect(): Promise<pg.PoolClient>;
  /** Fails at once while the database is away, with the code ECONNREFUSED, after which libraries pause. */
  query(text: string, values?: readonly unknown[]): Promise<pg.QueryResult>;
  end(): Promise<void>;
  on: pg.Pool['on'];
  removeAllListeners: pg.Pool['removeAllListeners'];
}

export function createLibraryPool(pool: pg.Pool, { suspect, settled }: Sentinel): LibraryPool {
  return {
    async connect() {
      for (;;) {
        try {
          return await pool.connect();
        } catch (error) {
          if (pool.ending || !isConnectionLost(error)) throw error;
          suspect(error);
          await settled();
        }
      }
    },
    async query(text, values) {
      try {
        return await pool.query(text, values as unknown[]);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        suspect(error);
        throw Object.assign(new Error(`ECONNREFUSED: ${(error as Error).message}`), { code: 'ECONNREFUSED' });
      }
    },
    end: () => pool.end(),
    on: pool.on.bind(pool) as pg.Pool['on'],
    removeAllListeners: pool.removeAllListeners.bind(pool) as pg.Pool['removeAllListeners'],
  };
}
