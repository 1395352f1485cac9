// Every route of the table gets requests that no client would send. Nothing may come of them but documented answers: the
// suite runs the built API as a process, because what it looks for ends processes.
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { ROUTES, type Route } from '../../apps/api/src/routes';
import { OPERATION_ERRORS } from '#libs/operations';
import { HTTP_ERRORS } from '../../apps/api/src/http/problem';
import { ADMIN_KEY, startProgram, type RunningProgram } from '../support/program';
import { sendRaw, type RawAnswer } from '../support/raw-http';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { claimTestRedis, type TestRedis } from '../support/test-redis';

jest.setTimeout(240_000);

const RUNS_PER_ROUTE = 40;
const SEED = Number(process.env.MW_TEST_SEED ?? randomInt(2 ** 31));
const CODES = new Set(Object.keys({ ...OPERATION_ERRORS, ...HTTP_ERRORS }));

let base: TestDatabase;
let redis: TestRedis | undefined;
let dataDir: string;
let program: RunningProgram;
/** Ids and keys that exist, by what they name. */
const ids: string[] = [];
const keys: string[] = ['', 'wrong', ADMIN_KEY, ADMIN_KEY, ADMIN_KEY];

const post = async (path: string, body: object): Promise<Record<string, string>> => {
  const answer = await program.api(path, { method: 'POST', body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, string>;
};

beforeAll(async () => {
  process.stdout.write(`hostile requests: seed ${SEED} (MW_TEST_SEED repeats it)\n`);
  base = await createTestDatabase();
  redis = process.env.TEST_REDIS_URL ? await claimTestRedis(process.env.TEST_REDIS_URL) : undefined;
  dataDir = mkdtempSync(join(tmpdir(), 'mw-hostile-'));
  program = await startProgram({
    main: 'api/src/main.js',
    env: {
      DATABASE_URL: base.url,
      MW_DATA_DIR: dataDir,
      MW_TRUST_PROXY: 'true',
      ...(redis ? { REDIS_URL: redis.url } : {}),
    },
  });
  const feed = await post('/v1/feeds', { url: 'https://feeds.example.org/rss' });
  const subscription = await post('/v1/subscriptions', { url: 'http://127.0.0.1:9/hook' });
  for (const scope of ['read', 'write']) {
    const key = await post('/v1/keys', { name: scope, scopes: [scope] });
    keys.push(key.key!);
  }
  const revoked = await post('/v1/keys', { name: 'revoked', scopes: ['admin'] });
  await program.api(`/v1/keys/${revoked.keyId}`, { method: 'DELETE' });
  keys.push(revoked.key!);
  ids.push(feed.id!, subscription.id!, revoked.keyId!);
});
afterAll(async () => {
  await program?.stop();
  await base?.drop();
  await redis?.release();
  rmSync(dataDir, { recursive: true, force: true });
});

const HOSTILE_TEXT = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'a\u0000b',
  '\u0000',
  '\ud800',
  '\u202e',
  '',
  ' ',
  '-1',
  '1e309',
  '9223372036854775808',
  'NaN',
  'null',
  '[]',
  "' or 1=1 --",
  '${jndi:x}',
  '../../etc/passwd',
  '2025-05-01T10:00:00 constructor',
  '2025-13-45T99:99:99Z',
  '+275760-09-13T00:00:00.001Z',
  'x'.repeat(300),
  'x'.repeat(3_000),
];
const text = fc.oneof(fc.constantFrom(...HOSTILE_TEXT), fc.string({ unit: 'binary', maxLength: 40 }));

/** Path segments and query values as bytes of a request line: encoded, half encoded, or wrongly so. */
const RAW_SEGMENTS = [
  '%E0%A4%A',
  '%',
  '%00',
  '%2e%2e%2f',
  '%ff',
  '..',
  '%25%30%30',
  '__proto__',
  'constructor',
  ';x',
];
const encoded = text.map((each) => encodeURIComponent(each.toWellFormed()));
const segment = fc.oneof(
  encoded,
  fc.constantFrom(...RAW_SEGMENTS),
  fc.uuid(),
  fc.nat().map((n) => ids[n % ids.length]!),
);

const targetOf = ({ path, query }: Route): fc.Arbitrary<string> => {
  const names = [
    ...Object.keys(query?.shape ?? {}),
    'asOf',
    'knownAt',
    'limit',
    'after',
    '__proto__',
    'constructor',
  ];
  const pairs = fc.array(
    fc
      .record({ name: fc.oneof(fc.constantFrom(...names), encoded), value: segment })
      .map(({ name, value }) => `${name}=${value}`),
    { maxLength: 4 },
  );
  return fc
    .record({
      id: segment,
      pairs,
      twice: fc.boolean(),
      extra: fc.oneof(
        fc.constant(''),
        segment.map((s) => `/${s}`),
      ),
    })
    .map(({ id, pairs: list, twice, extra }) => {
      const search = [...list, ...(twice ? list : [])].join('&');
      const place = path.includes('{id}')
        ? path.replace('{id}', id)
        : path + (extra.length > 40 ? extra : '');
      return `${place}${search ? `?${search}` : ''}`;
    });
};

const deep = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);
const BODIES = [
  '',
  'null',
  '[]',
  '"x"',
  '0',
  '{',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  '{"title":"a\\u0000"}',
  '{"name":"a\\u0000","scopes":["read"]}',
  '{"url":"https://a.example/f","title":"t\\u0000"}',
  '{"title":"\\ud800"}',
  '{"items":[]}',
  '{"items":{"length":1000}}',
  '{"title":"x","language":"constructor","publishedAt":"2025-05-01T10:00:00 constructor"}',
  '{"url":"http://169.254.169.254/"}',
  '{"url":"javascript:alert(1)"}',
  '{"url":"http://[::ffff:127.0.0.1]/","title":7}',
  '{"reason":"\\u0000"}',
  '{"keepOldHours":1e308}',
  '<?xml version="1.0"?><opml><body><outline xmlUrl="https://a.example/\u0000"/></body></opml>',
  '<opml><body><outline xmlUrl="https://b.example/f" title="a&#0;b" mw:outlet="&#0;"/></body></opml>',
  deep('[', ']', 20_000),
  deep('{"a":', '}', 20_000).replace(/^/, ''),
  `{"${'k'.repeat(100_000)}":1}`,
  JSON.stringify({ items: Array.from({ length: 1_000 }, () => ({ nonsense: 1 })) }),
  `{"content":"${'x'.repeat(1_000_000)}"}`,
  `{"content":"${'x'.repeat(1_100_000)}"}`,
];
/** What the schema of the route would take, with one field replaced by something else. */
const shapedBody = ({ body }: Route): fc.Arbitrary<string> => {
  const fields = Object.keys(
    (body as { shape?: object } | undefined)?.shape ?? { title: 1, content: 1, url: 1 },
  );
  const value = fc.oneof(text, fc.jsonValue(), fc.constantFrom(-1, 1e308, true, null, [], {}));
  return fc
    .dictionary(fc.constantFrom(...fields, '__proto__', 'x'), value, { maxKeys: 5 })
    .map((o) => JSON.stringify(o));
};

const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json;;;',
  'text/xml',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'constructor',
  '/',
  '\u00ff',
];
const headerValue = fc.oneof(
  fc.constantFrom(
    '*',
    'W/"x"',
    '"',
    'application/x-ndjson',
    'application/cloudevents-batch+json',
    '__proto__',
    'gzip;q=0',
    'x'.repeat(9_000),
  ),
  fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((n) => String.fromCharCode(n)), maxLength: 60 }),
);
const headers = fc.array(
  fc.tuple(
    fc.constantFrom(
      'accept',
      'if-none-match',
      'accept-encoding',
      'accept-version',
      'x-forwarded-host',
      'range',
      'expect',
      'upgrade',
      'x-http-method-override',
      'cookie',
      'origin',
      'constructor',
      '__proto__',
    ),
    headerValue,
  ),
  { maxLength: 4 },
);

interface Hostile {
  method: string;
  target: string;
  headers: [string, string][];
  type: string;
  key: string;
  address: string;
  body: string;
}

const hostile = (route: Route): fc.Arbitrary<Hostile> =>
  fc.record({
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constant(route.method.toUpperCase()) },
      { weight: 1, arbitrary: fc.constantFrom('PROPFIND', 'OPTIONS', 'TRACE', 'HEAD', 'PUT') },
    ),
    target: targetOf(route),
    headers,
    type: fc.oneof(
      { weight: 3, arbitrary: fc.constant('application/json') },
      { weight: 1, arbitrary: fc.constantFrom(...TYPES) },
    ),
    key: fc.nat().map((n) => keys[n % keys.length]!),
    // Wrong keys are counted by address; here they come from many.
    address: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('x'.repeat(500), '', 'unknown')),
    body: fc.oneof(fc.constantFrom(...BODIES), shapedBody(route)),
  });

function bytesOf({ method, target, headers: list, type, key, address, body }: Hostile): Buffer {
  const bytes = Buffer.from(body);
  const hasBody = !/^(GET|HEAD|TRACE|OPTIONS)$/.test(method);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'host: 127.0.0.1',
    'connection: close',
    `x-forwarded-for: ${address}`,
    ...(key === '' ? [] : [`authorization: Bearer ${key}`]),
    ...list.map(([name, value]) => `${name}: ${value}`),
    ...(hasBody ? [`content-type: ${type}`, `content-length: ${bytes.length}`] : []),
  ];
  return Buffer.concat([
    Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'),
    hasBody ? bytes : Buffer.alloc(0),
  ]);
}

/** Holds an answer to what is documented. */
function judge(answer: RawAnswer | null, { method, notYet }: { method: string; notYet?: boolean }): void {
  expect(answer).not.toBeNull();
  const { status, headers: sent, body } = answer!;
  if (status < 400) return;
  if (method === 'HEAD') return void expect(notYet && status === 501 ? 400 : status).toBeLessThan(500);
  const isPage = sent.get('content-type')?.startsWith('text/html') === true;
  if (isPage) return void expect(status).toBe(400);
  expect(sent.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = JSON.parse(body) as { status: number; code: string; detail: string };
  expect(problem.status).toBe(status);
  expect(CODES).toContain(problem.code);
  expect(Buffer.byteLength(body)).toBeLessThan(20_000);
  if (status < 500) return;
  // 503 is documented for `minPosition`; 501 for what the contract names and this version does not do.
  if (status === 501)
    return void expect(notYet === true || problem.code.endsWith('-not-supported')).toBe(true);
  expect(problem).toMatchObject({ status: 503, code: 'not-yet' });
}

const alive = async (): Promise<void> => {
  expect((await program.api('/health/live')).status).toBe(200);
};

describe('hostile requests', () => {
  it.each(ROUTES.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const))(
    '%s',
    async (_, route) => {
      await fc.assert(
        fc.asyncProperty(hostile(route), async (request) => {
          judge(await sendRaw(program.url, bytesOf(request)), { ...request, notYet: route.notYet });
        }),
        { numRuns: RUNS_PER_ROUTE, seed: SEED, endOnFailure: true },
      );
      await alive();
    },
  );

  it.each(['constructor', '__proto__', 'toString', 'swagger-ui.css%00', '..%2fpackage.json', 'index.html'])(
    'GET /docs/%s is a 404 or 400, and the process lives',
    async (file) => {
      const answer = await sendRaw(
        program.url,
        `GET /docs/${file} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
      );
      judge(answer, { method: 'GET' });
      expect(answer!.status).toBe(404);
      await alive();
    },
  );

  // From an address that showed no wrong key.
  const authorized = `host: x\r\nconnection: close\r\nx-forwarded-for: 203.0.113.7\r\nauthorization: Bearer ${ADMIN_KEY}\r\n`;
  const withBody = (line: string, body: string): string =>
    `${line} HTTP/1.1\r\n${authorized}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  it.each([
    ['a NUL in the name of a key', withBody('POST /v1/keys', '{"name":"a\\u0000","scopes":["read"]}'), 400],
    [
      'a NUL in the title of a feed',
      withBody('POST /v1/feeds', '{"url":"https://a.example/f","title":"t\\u0000"}'),
      400,
    ],
    ['a NUL in a type', `GET /v1/events?type=a%00b HTTP/1.1\r\n${authorized}\r\n`, 400],
    ['a NUL in a stream', `GET /v1/events?stream=a%00b HTTP/1.1\r\n${authorized}\r\n`, 400],
    ['an address that cannot be decoded', `GET /v1/items/%E0%A4%A HTTP/1.1\r\n${authorized}\r\n`, 400],
    ['a parameter that is too long', `GET /v1/items/${'x'.repeat(5_000)} HTTP/1.1\r\n${authorized}\r\n`, 400],
    [
      'from after to',
      `GET /v1/posture/history?from=2025-05-02T00:00:00Z&to=2025-05-01T00:00:00Z HTTP/1.1\r\n${authorized}\r\n`,
      400,
    ],
    ['a key of a query twice', `GET /v1/events?limit=1&limit=2 HTTP/1.1\r\n${authorized}\r\n`, 400],
    ['headers of 20 kB', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address of 20 kB', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431],
    ['no host', 'GET /v1/posture HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['an expectation nobody knows', `GET /v1/posture HTTP/1.1\r\n${authorized}expect: miracles\r\n\r\n`, 417],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['a wrong length', `POST /v1/items HTTP/1.1\r\n${authorized}content-length: x\r\n\r\n`, 400],
    [
      'two lengths',
      `POST /v1/items HTTP/1.1\r\n${authorized}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n`,
      400,
    ],
    [
      'a broken chunk',
      `POST /v1/items HTTP/1.1\r\n${authorized}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
      400,
    ],
    ['a NUL in a header', `GET /v1/posture HTTP/1.1\r\nhost: x\r\nx: a\u0000b\r\n\r\n`, 400],
    [
      'a type nobody reads',
      `POST /v1/items HTTP/1.1\r\n${authorized}content-type: image/png\r\ncontent-length: 1\r\n\r\nx`,
      415,
    ],
    ['a body of 2 MB', withBody('POST /v1/items', `"${'x'.repeat(2_000_000)}"`), 413],
    ['a method nobody knows', `PROPFIND /v1/posture HTTP/1.1\r\n${authorized}\r\n`, 404],
  ])('%s', async (_, request, status) => {
    const answer = await sendRaw(program.url, request);
    judge(answer, { method: 'GET' });
    expect(answer!.status).toBe(status);
    await alive();
  });

  it.each([
    '/?asOf=__proto__',
    '/?asOf=x&asOf=y',
    '/?asOf=%00',
    '/?knownAt[]=1',
    '/?__proto__=1&constructor=2',
  ])('the page survives %s', async (path) => {
    const answer = await fetch(program.url + path);
    expect([200, 400]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer.text()).toContain('class="word"');
  });

  it('leaves nothing in the log that ended or failed a request', () => {
    expect(program.output()).not.toContain('a request failed');
    expect(program.process.exitCode).toBeNull();
  });
});
