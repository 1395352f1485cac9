// Gives the suites a PostgreSQL: the embedded one in a folder of its own or, for `npm run test:services`, the
// server of TEST_DATABASE_URL. One migrated template; each suite copies it (test-database.ts).
// `#libs` resolves to the built program here, as jest maps no names in a global set-up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { migrate, startEmbedded, type DatabaseOptions } from '#libs/database';
import { silentLogger } from '#libs/telemetry';

type Connection = DatabaseOptions['connection'];

/** Jest hands nothing from the set-up to the tear-down, but calls both in one process. */
export const shared = globalThis as { closeTestServer?: () => Promise<void> };

export default async function setup(): Promise<void> {
  const url = process.env.TEST_DATABASE_URL;
  const folder = url ? undefined : mkdtempSync(join(tmpdir(), 'mw-test-'));
  const server = folder
    ? await startEmbedded({ dataDir: join(folder, 'pg'), logger: silentLogger })
    : undefined;
  const admin: Connection = url ?? server!.connection;
  const template = `mw_template_${process.pid}`;
  await run(admin, `create database ${template}`);
  await migrate({
    connection: withDatabase(admin, template),
    directory: resolve('migrations'),
    logger: silentLogger,
  });
  process.env.MW_TEST_SERVER = JSON.stringify({ admin, template });
  shared.closeTestServer = async () => {
    if (url) await dropAll(admin, template);
    await server?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
}

export function withDatabase(connection: Connection, database: string): Connection {
  if (typeof connection !== 'string') return { ...connection, database };
  const url = new URL(connection);
  url.pathname = `/${database}`;
  return url.href;
}

async function run(connection: Connection, sql: string): Promise<string[]> {
  const client = new Client(typeof connection === 'string' ? { connectionString: connection } : connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows.map((row: { name: string }) => row.name);
  } finally {
    await client.end();
  }
}

async function dropAll(admin: Connection, template: string): Promise<void> {
  const names = await run(admin, `select datname as name from pg_database where datname like '${template}%'`);
  for (const name of names) await run(admin, `drop database if exists ${name} with (force)`);
}
