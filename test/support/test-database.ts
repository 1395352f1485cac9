import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { openDatabase, type Database, type DatabaseOptions } from '#libs/database';
import { silentLogger } from '#libs/telemetry';

export interface TestDatabase {
  database: Database;
  connection: DatabaseOptions['connection'];
  /** The same as a URL, for a program started as a process. */
  url: string;
  drop(): Promise<void>;
}

/** A migrated database of the suite's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { admin, template } = JSON.parse(process.env.MW_TEST_SERVER!) as {
    admin: DatabaseOptions['connection'];
    template: string;
  };
  const name = `${template}_${randomUUID().slice(0, 8)}`;
  const config = typeof admin === 'string' ? { connectionString: admin } : admin;
  const client = new Client(config);
  client.on('error', () => undefined);
  await client.connect();
  // Copying a template is refused while another session copies it: one after the other.
  await client.query('select pg_advisory_lock(7301003)');
  await client.query(`create database ${name} template ${template}`);
  await client.query('select pg_advisory_unlock(7301003)');
  const connection = typeof admin === 'string' ? urlOf(admin, name) : { ...admin, database: name };
  const database = openDatabase({ connection, logger: silentLogger, max: 10 });
  return {
    database,
    connection,
    url: typeof connection === 'string' ? connection : socketUrl(connection),
    async drop() {
      await database.close();
      await client.query(`drop database ${name} with (force)`);
      await client.end();
    },
  };
}

function urlOf(admin: string, database: string): string {
  const url = new URL(admin);
  url.pathname = `/${database}`;
  return url.href;
}

/** A URL that names a user must name a host, too; the folder of the socket in its query goes before that. */
const socketUrl = ({
  host,
  user,
  database,
  port,
}: {
  host: string;
  user: string;
  database: string;
  port?: number;
}): string =>
  `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}${port ? `&port=${port}` : ''}`;
