import { Client } from 'pg';
import { superuser } from './cluster';
import { errno } from './errors';
import type { Run } from './run';

export interface Connection {
  host: string;
  port?: number;
  user: string;
  database: string;
}

const noSuchDatabase = '3D000';
export const databaseName = 'mediation_watch';

/** How to reach the server of this run. */
export function connectionOf(run: Run, database = databaseName): Connection {
  return { host: run.socketDir, port: 5432, user: superuser, database };
}

/** Connects once, making the database if it is missing; resolves to what was in the way, if anything. */
export async function tryDatabase(run: Run): Promise<string | undefined> {
  try {
    await once(connectionOf(run), 'SELECT 1');
    return undefined;
  } catch (error) {
    if (errno(error) !== noSuchDatabase) return String(error);
  }
  try {
    await once(connectionOf(run, 'postgres'), `CREATE DATABASE ${databaseName}`);
  } catch (error) {
    return String(error);
  }
  return tryDatabase(run);
}

async function once(connection: Connection, sql: string): Promise<void> {
  const client = new Client({ ...connection, ssl: false, connectionTimeoutMillis: 10_000 });
  // A server that goes down meanwhile would otherwise end the process with an unheard event.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}
