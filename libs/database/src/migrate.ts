import { readdir } from 'node:fs/promises';
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
const TABLE = 'schema_migrations';

/** Brings the schema up to date: forward only, one runner at a time (advisory lock). @returns what was run */
export async function migrate({ connection, directory, logger }: MigrateOptions): Promise<string[]> {
  const client = new pg.Client(connectionConfig(connection));
  client.on('error', (error) => logger.warn({ error: error.message }, 'database connection lost'));
  await client.connect();
  try {
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
