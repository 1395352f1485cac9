import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readSettings } from '#libs/config';
import { createKey } from '#libs/operations';
import { openRuntime, type Runtime } from '#libs/runtime';
import { silentLogger } from '#libs/telemetry';
import { ApiModule } from '../apps/api/src/api.module';
import { WrongKeys } from '../apps/api/src/http/wrong-keys';
import { createHttpApp, stopServing } from '../apps/api/src/serve.run';
import { sendRaw } from './support/raw-http';
import { createTestDatabase, type TestDatabase } from './support/test-database';

const TIMEOUTS = { requestMs: 400, headersMs: 300, checkMs: 50, silenceMs: 60_000 };

let base: TestDatabase;
let folder: string;
let runtime: Runtime;
let app: NestFastifyApplication;
let url: string;

beforeAll(async () => {
  base = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'mw-limits-'));
  const settings = readSettings({ DATABASE_URL: base.url, MW_DATA_DIR: folder, MW_TRUST_PROXY: 'true' });
  runtime = await openRuntime(settings, silentLogger);
  await createKey(runtime, { name: 'valid', scopes: ['write'], key: 'valid-key' });
  const wrongKeys = new WrongKeys({ most: 10, windowMs: 60_000, addresses: 100 });
  app = await createHttpApp(ApiModule.over(runtime, wrongKeys), runtime, TIMEOUTS);
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = await app.getUrl();
});
afterAll(async () => {
  await app.close();
  await runtime.close();
  await base.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('wrong keys', () => {
  const ask = (key: string | null, from: string): Promise<Response> =>
    fetch(`${url}/v1/events?limit=1`, {
      headers: { 'x-forwarded-for': from, ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    });

  it('are refused with 429 after ten, for their address alone', async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, n) => ask(`wrong-${n}`, '203.0.113.1')),
    );
    const count = (status: number): number => answers.filter((each) => each.status === status).length;
    // What was under way together when the tenth failed is still answered with 401.
    expect(count(401) + count(429)).toBe(300);
    expect(count(401)).toBeLessThan(150);
    const refused = await ask('valid-key', '203.0.113.1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await refused.json()).toMatchObject({ status: 429, code: 'too-many-wrong-keys' });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await ask('valid-key', '203.0.113.2')).status).toBe(200);
    expect((await ask(null, '203.0.113.1')).status).toBe(200);
  });

  it('count for whom the proxy names, not for whom the caller claims to be', async () => {
    for (let n = 0; n < 10; n += 1)
      expect((await ask('wrong', `198.51.100.${n}, 203.0.113.3`)).status).toBe(401);
    expect((await ask('valid-key', '198.51.100.77, 203.0.113.3')).status).toBe(429);
    expect((await ask('valid-key', '203.0.113.3, 203.0.113.4')).status).toBe(200);
  });
});

describe('a request that does not arrive', () => {
  const head = 'host: x\r\ncontent-type: application/json\r\n';
  it.each([
    ['a body that stalls', `POST /v1/items HTTP/1.1\r\n${head}content-length: 100\r\n\r\n{"title":`],
    [
      'a chunked body that stalls',
      `POST /v1/items HTTP/1.1\r\n${head}transfer-encoding: chunked\r\n\r\n5\r\nhello`,
    ],
    ['headers that stall', `GET /v1/posture HTTP/1.1\r\nhost: x\r\nx: `],
  ])('%s gets 408', async (_, bytes) => {
    const answer = await sendRaw(url, bytes);
    expect(answer?.status).toBe(408);
    expect(answer?.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(answer!.body)).toMatchObject({ status: 408, code: 'request-timeout' });
  });

  it('leaves a connection that is kept alive alone', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async (): Promise<number> => {
      const sent = request(`${url}/health/live`, { agent });
      sent.end();
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      const port = answer.socket.localPort ?? 0;
      answer.resume();
      await once(answer, 'end');
      return port;
    };
    const port = await ask();
    const later = performance.now() + 3 * TIMEOUTS.requestMs;
    while (performance.now() < later) await new Promise((done) => setTimeout(done, 20));
    expect(await ask()).toBe(port);
    agent.destroy();
  });
});

it('answers what was being asked when it began to stop', async () => {
  const stopped = await createHttpApp(ApiModule.over(runtime), runtime);
  await stopped.listen({ host: '127.0.0.1', port: 0 });
  const server = stopped.getHttpServer();
  const accepted = once(server, 'connection');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n');
  await accepted;
  const stopping = stopServing(stopped);
  while (server.listening) await new Promise((turn) => setImmediate(turn));
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.write('\r\n');
  await once(socket, 'close');
  await stopping;
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
});
