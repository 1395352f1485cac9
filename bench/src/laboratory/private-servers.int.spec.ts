import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPrivatePostgres, type PrivatePostgres } from './private-postgres';
import { hasRedis, startPrivateRedis } from './private-redis';
import { until } from './program';
import { startProxy, type Proxy } from './proxy';

describe('the proxy', () => {
  let proxy: Proxy;
  let echo: ReturnType<typeof createServer>;
  beforeAll(async () => {
    echo = createServer((socket) => socket.pipe(socket).on('error', () => undefined)).listen(0, '127.0.0.1');
    await new Promise((done) => echo.once('listening', done));
    proxy = await startProxy(() => ({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port }));
  });
  afterAll(async () => {
    await proxy.close();
    echo.close();
  });

  const open = (): Promise<Socket> =>
    new Promise((done, failed) => {
      const socket = connect(proxy.port, '127.0.0.1', () => done(socket));
      socket.once('error', failed);
    });
  const answer = (socket: Socket): Promise<string> =>
    new Promise((done) => socket.once('data', (chunk: Buffer) => done(chunk.toString())));
  const ending = (socket: Socket): Promise<unknown> =>
    new Promise((done) => socket.on('error', () => undefined).once('close', done));

  it('carries, holds back and then carries what was said meanwhile', async () => {
    const socket = await open();
    socket.write('one');
    expect(await answer(socket)).toBe('one');
    proxy.set('stall');
    socket.write('two');
    let heard = '';
    const later = answer(socket).then((said) => (heard = said));
    // Nothing is to be heard: there is no condition to wait for but time.
    await new Promise((go) => setTimeout(go, 100));
    expect(heard).toBe('');
    proxy.set('pass');
    expect(await later).toBe('two');
    socket.destroy();
  });

  it('refuses: what is open is cut, what comes is cut', async () => {
    const socket = await open();
    const ended = ending(socket);
    proxy.set('refuse');
    await ended;
    await ending(connect(proxy.port, '127.0.0.1'));
    proxy.set('pass');
    const again = await open();
    again.write('three');
    expect(await answer(again)).toBe('three');
    again.destroy();
  });
});

describe('a PostgreSQL of its own', () => {
  let folder: string;
  let server: PrivatePostgres;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mw-lab-'));
    server = await startPrivatePostgres(folder);
  }, 60_000);
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (url: string): Promise<unknown> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query('select 1 as one')).rows[0];
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const answers = (url: () => string): Promise<boolean> =>
    until(
      () =>
        Promise.resolve()
          .then(() => ask(url()))
          .then(
            () => true,
            () => false,
          ),
      (does) => does,
    );

  it('answers through the proxy and past it, comes back after a kill and after a stop', async () => {
    expect(await ask(server.url('postgres'))).toEqual({ one: 1 });
    expect(await ask(server.directUrl('postgres'))).toEqual({ one: 1 });
    server.kill();
    await answers(() => server.url('postgres'));
    await server.stop();
    await expect(ask(server.url('postgres'))).rejects.toThrow();
    await server.start();
    expect(await ask(server.url('postgres'))).toEqual({ one: 1 });
  });
});

(hasRedis() ? describe : describe.skip)('a Redis of its own (needs a redis-server)', () => {
  it('forgets at a flush and at a kill', async () => {
    const redis = await startPrivateRedis();
    await redis.flush();
    await redis.kill();
    await expect(redis.flush()).rejects.toThrow();
    await redis.start();
    await redis.flush();
    await redis.close();
  });
});
