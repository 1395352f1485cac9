import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { silentLogger } from '#libs/telemetry';
import { startEmbedded, type EmbeddedServer } from './index';
import { Folders, Holder, processesIn, until } from './testing/holder';

const isRoot = process.getuid?.() === 0;
const stranger = 65534;
const folders = new Folders();
jest.setTimeout(120_000);
afterAll(() => folders.remove());

const serversIn = (dir: string): unknown[] => processesIn(dir).filter(({ name }) => name === 'postgres');
const start = (dataDir: string): Promise<EmbeddedServer> => startEmbedded({ dataDir, logger: silentLogger });

async function query<Row>({ connection }: EmbeddedServer, sql: string): Promise<Row[]> {
  const client = new Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

describe('the embedded database', () => {
  it('is made on the first start and found again on the next', async () => {
    const dataDir = path.join(folders.make(), 'not', 'there', 'yet');
    const first = await start(dataDir);
    expect(first).toMatchObject({ joined: false, connection: { user: 'mw', database: 'mediation_watch' } });
    await query(first, `CREATE TABLE kept AS SELECT 'Київ' AS word`);
    await first.stop();
    await first.stop();
    expect(serversIn(dataDir)).toEqual([]);
    const second = await start(dataDir);
    expect(await query(second, 'SELECT * FROM kept')).toEqual([{ word: 'Київ' }]);
    await second.stop();
    expect(serversIn(dataDir)).toEqual([]);
    expect(fs.readdirSync(path.join(dataDir, 'postgres'))).toEqual(['data']);
  });

  it('is durable, speaks UTF-8 in UTC and listens to nothing but its socket', async () => {
    const server = await start(folders.make());
    const names = ['fsync', 'server_encoding', 'TimeZone', 'listen_addresses', 'unix_socket_permissions'];
    const sql = `SELECT ${names.map((name) => `current_setting('${name}') AS "${name}"`).join(', ')}, lower('ЇЖАК') AS low`;
    expect(await query(server, sql)).toEqual([
      {
        fsync: 'on',
        server_encoding: 'UTF8',
        TimeZone: 'UTC',
        listen_addresses: '',
        unix_socket_permissions: '0700',
        low: 'їжак',
      },
    ]);
    expect(fs.statSync(path.dirname(server.connection.host)).mode & 0o077).toBe(0);
    await server.stop();
  });

  it('is shared by several holders in one process and stops with the last', async () => {
    const dataDir = await folders.withDatabase();
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect(second.joined).toBe(true);
    await first.stop();
    expect(await query(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
    expect(serversIn(dataDir)).toEqual([]);
  });

  it('lets sessions that are just closing close before it stops', async () => {
    const server = await start(await folders.withDatabase());
    const clients = Array.from({ length: 20 }, () => new Client(server.connection));
    const errors: Error[] = [];
    for (const client of clients) client.on('error', (error) => errors.push(error));
    await Promise.all(clients.map((client) => client.connect()));
    for (const client of clients) void client.end();
    await server.stop();
    expect(errors).toEqual([]);
  });

  it('works in a folder whose path is longer than a socket may be, with odd characters', async () => {
    const dataDir = path.join(folders.make(), 'x'.repeat(160), `it's "odd", isn't it`);
    const server = await start(dataDir);
    const joined = await start(dataDir);
    expect(server.connection.host.length).toBeLessThan(60);
    expect(joined).toMatchObject({ joined: true, connection: server.connection });
    await server.stop();
    await joined.stop();
    expect(fs.existsSync(server.connection.host)).toBe(false);
    expect(serversIn(dataDir)).toEqual([]);
  });

  it('keeps its log from growing without bound', async () => {
    const dataDir = await folders.withDatabase();
    fs.writeFileSync(path.join(dataDir, 'server.log'), 'x'.repeat(11e6));
    const server = await start(dataDir);
    await query(server, 'SELECT no_such_column').catch(() => undefined);
    await server.stop();
    const log = fs.readFileSync(path.join(dataDir, 'server.log'), 'utf8');
    expect(log.length).toBeLessThan(10_000);
    expect(log).not.toContain('no_such_column');
    expect(fs.statSync(path.join(dataDir, 'server.log.1')).size).toBe(11e6);
  });
});

describe('several processes on one folder', () => {
  it('make one server when they start at once on an empty folder', async () => {
    const dataDir = path.join(folders.make(), 'data');
    const holders = [new Holder(), new Holder(), new Holder()];
    const answers = await Promise.all(holders.map((holder) => holder.start(dataDir)));
    expect(answers.map(({ joined }) => joined).sort()).toEqual([false, true, true]);
    expect(new Set(answers.map(({ connection }) => connection.host)).size).toBe(1);
    for (const holder of holders) expect(await holder.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await Promise.all(holders.map((holder) => holder.stop()));
    expect(serversIn(dataDir)).toEqual([]);
    expect(fs.readdirSync(path.join(dataDir, 'postgres'))).toEqual(['data']);
  });

  it('may come and go in any order', async () => {
    const dataDir = await folders.withDatabase();
    const holders = [new Holder(), new Holder(), new Holder()];
    const starts = await Promise.all(holders.map((holder) => holder.visit(dataDir, 15)));
    // Somebody had to start it, and every visit found it working.
    expect(starts.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(1);
    expect(serversIn(dataDir)).toEqual([]);
  });
});

(isRoot ? describe : describe.skip)('started by root (skipped: these tests are not run as root)', () => {
  it('runs the server as the unprivileged user whose the folder is, or as nobody', async () => {
    const www = 33;
    for (const [dataDir, uid] of [
      [folders.make(), stranger],
      [folders.make(www), www],
    ] as const) {
      const server = await start(dataDir);
      const users = processesIn(dataDir).map(({ pid }) => fs.statSync(`/proc/${pid}`).uid);
      expect(new Set(users)).toEqual(new Set([uid]));
      await server.stop();
    }
  });

  it('goes on with the data of an ordinary user, and that user afterwards', async () => {
    const dataDir = path.join(folders.make(stranger), 'data');
    for (const uid of [stranger, undefined, stranger]) {
      const holder = new Holder(uid);
      expect(await holder.start(dataDir)).toMatchObject({ joined: false });
      await holder.query('CREATE TABLE IF NOT EXISTS kept (n int)');
      await holder.stop();
    }
  });

  it('is joined by root when an ordinary user runs it', async () => {
    const dataDir = path.join(folders.make(stranger), 'data');
    const [user, root] = [new Holder(stranger), new Holder()];
    await user.start(dataDir);
    expect(await root.start(dataDir)).toMatchObject({ joined: true });
    await user.kill();
    expect(await root.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await root.stop();
    await until('the server is gone', () => processesIn(dataDir).length === 0);
  });
});

const mayMap = isRoot && spawnSync('unshare', ['-r', 'unshare', '--user', 'true']).status === 0;
(mayMap ? describe : describe.skip)('in a sandbox (skipped: not root, or no user namespaces here)', () => {
  it('runs for a root that cannot become another user', async () => {
    const dataDir = path.join(folders.make(), 'data');
    for (const joined of [false, true]) {
      const holder = new Holder('sandboxed');
      expect(await holder.start(dataDir)).toMatchObject({ joined });
      expect(await holder.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    }
  });
});
