import { readdir } from 'node:fs/promises';
import type pg from 'pg';
import type { Logger } from '#libs/telemetry';
import { createClient, named, type Address } from './connection';

export interface MigrateOptions {
  connection: Address;
  /** Folder of the numbered .sql files. */
  directory: string;
  logger: Logger;
}

const MIGRATION_LOCK = 7301002;
const TABLE = 'schema_migrations';

/**
 * Brings the schema up to date: forward only, one runner at a time (advisory lock).
 * @returns what was run
 * @throws DatabaseUnavailable when the database is away
 */
export async function migrate({ connection, directory, logger }: MigrateOptions): Promise<string[]> {
  // Whoever waits for an answer gets the error, too.
  const client = createClient(connection, () => undefined);
  try {
    await client.connect();
    // Several processes may start at once: each waits for its turn (the session's end gives the lock back).
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if (await isUpToDate(client, directory)) return [];
    // Loaded only when there is something to run: most starts have nothing.
    const { runner } = await import('node-pg-migrate');
    const done = await runner({
      dbClient: client,
      dir: directory,
      migrationsTable: TABLE,
      direction: 'up',
      count: Infinity,
      log: () => undefined,
      verbose: false,
      noLock: true,
      checkOrder: true,
    });
    for (const { name } of done) logger.info({ migration: name }, 'migration applied');
    return done.map(({ name }) => name);
  } catch (error) {
    throw named(error);
  } finally {
    await client.end();
  }
}

/** Whether exactly the migrations of the folder have run. A database that is ahead is left to the runner to refuse. */
async function isUpToDate(client: pg.Client, directory: string): Promise<boolean> {
  const { rows: tables } = await client.query('select to_regclass($1) as found', [TABLE]);
  if ((tables[0] as { found: string | null }).found === null) return false;
  const { rows } = await client.query(`select name from ${TABLE} order by name`);
  const applied = rows.map(({ name }: { name: string }) => name);
  const wanted = (await readdir(directory))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''));
  return JSON.stringify(applied.sort()) === JSON.stringify(wanted.sort());
}
