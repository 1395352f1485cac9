import { runner } from 'node-pg-migrate';
import pg from 'pg';
import type { Logger } from '#libs/telemetry';
import { connectionConfig, type DatabaseOptions } from './database';

export interface MigrateOptions {
  connection: DatabaseOptions['connection'];
  /** Folder of the numbered .sql files. */
  directory: string;
  logger: Logger;
}

const MIGRATION_LOCK = 7301002;

/** Brings the schema up to date: forward only, one runner at a time (advisory lock). @returns what was run */
export async function migrate({ connection, directory, logger }: MigrateOptions): Promise<string[]> {
  const client = new pg.Client(connectionConfig(connection));
  client.on('error', (error) => logger.warn({ error: error.message }, 'database connection lost'));
  await client.connect();
  try {
    // Several processes may start at once: each waits for its turn (the session's end gives the lock back).
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await runner({
      dbClient: client,
      dir: directory,
      migrationsTable: 'schema_migrations',
      direction: 'up',
      count: Infinity,
      log: () => undefined,
      verbose: false,
      noLock: true,
      checkOrder: true,
    });
    for (const { name } of done) logger.info({ migration: name }, 'migration applied');
    return done.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
