// Lists are answered page by page, and an endpoint that cannot be opened hides no other.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readSettings } from '#libs/config';
import { createKey } from '#libs/operations';
import { openRuntime, type Runtime } from '#libs/runtime';
import { createLogger, silentLogger, type Logger } from '#libs/telemetry';
import { ApiModule } from '../apps/api/src/api.module';
import { createHttpApp } from '../apps/api/src/serve.run';
import { createTestDatabase, type TestDatabase } from './support/test-database';

jest.setTimeout(120_000);

let base: TestDatabase;
let folder: string;
const closers: (() => Promise<unknown>)[] = [];

interface Api {
  runtime: Runtime;
  call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object): Promise<Answer>;
}
interface Answer {
  status: number;
  body: Record<string, unknown> & { next?: string | null };
}

/** An API on the suite's database, in a data folder of its own: its secret.key is its own, too. */
async function startApi(dataDir: string, logger: Logger = silentLogger): Promise<Api> {
  const settings = readSettings({
    DATABASE_URL: base.url,
    MW_DATA_DIR: join(folder, dataDir),
    MW_EGRESS_ALLOW: '127.0.0.0/8',
  });
  const runtime = await openRuntime(settings, logger);
  const app: NestFastifyApplication = await createHttpApp(ApiModule.over(runtime), runtime);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  closers.push(
    () => app.close(),
    () => runtime.close(),
  );
  return {
    runtime,
    async call(method, url, payload) {
      const headers = { authorization: 'Bearer lists-key' };
      const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
      return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json<Answer['body']>() };
    },
  };
}

let api: Api;
beforeAll(async () => {
  base = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'mw-lists-'));
  api = await startApi('one');
  await createKey(api.runtime, { name: 'lists', scopes: ['admin'], key: 'lists-key' });
});
afterAll(async () => {
  for (const close of closers) await close();
  await base.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Reads a list to its end, removing an element between two pages when told to. */
async function readAll(
  path: string,
  name: string,
  { limit, between }: { limit: number; between?: () => Promise<unknown> },
): Promise<string[]> {
  const found: string[] = [];
  let after = '';
  for (;;) {
    const { status, body } = await api.call('GET', `${path}?limit=${limit}${after}`);
    expect(status).toBe(200);
    const rows = body[name] as { id?: string; keyId?: string; position?: number }[];
    expect(rows.length).toBeLessThanOrEqual(limit);
    found.push(...rows.map((row) => row.id ?? row.keyId ?? String(row.position)));
    if (body.next === null) return found;
    after = `&after=${String(body.next)}`;
    if (found.length === limit) await between?.();
  }
}

describe('20,000 feeds', () => {
  beforeAll(async () => {
    await base.database.query(
      `with made as (
         insert into feeds (feed_id, url, title, outlet, tier, official, registered_at)
         select gen_random_uuid(), 'https://f.example/' || n, 't', 'Outlet ' || n % 7, 1 + n % 3, false, now()
         from generate_series(1, 20000) n returning feed_id)
       insert into feed_polls (feed_id, next_poll_at) select feed_id, now() from made`,
    );
    await base.database.query('analyze feeds, feed_polls');
  });

  it('are answered 100 at a time', async () => {
    const { body } = await api.call('GET', '/v1/feeds');
    expect(body.feeds).toHaveLength(100);
    expect(typeof body.next).toBe('string');
  });

  it('are all found once, also when the last of a page is removed before the next', async () => {
    const first = await api.call('GET', '/v1/feeds?limit=1000');
    const ids = await readAll('/v1/feeds', 'feeds', {
      limit: 1_000,
      between: () => api.call('DELETE', `/v1/feeds/${String(first.body.next)}`),
    });
    expect(ids).toHaveLength(20_000);
    expect(new Set(ids).size).toBe(20_000);
  });

  it('are read by index, not sorted for each page', async () => {
    const plan = await base.database.query<Record<string, string>>(
      `explain select f.url from feeds f join feed_polls p using (feed_id)
       where not f.removed and (f.tier, f.outlet, f.url) > (2, 'Outlet 3', 'x') order by f.tier, f.outlet, f.url limit 100`,
    );
    expect(JSON.stringify(plan)).toContain('feeds_listed');
  });
});

it('pages keys, subscriptions and the events of an item', async () => {
  for (let n = 0; n < 7; n += 1) await api.call('POST', '/v1/keys', { name: `key ${n}`, scopes: ['read'] });
  for (let n = 0; n < 7; n += 1)
    await api.call('POST', '/v1/subscriptions', { url: `http://127.0.0.1:9/${n}` });
  expect(new Set(await readAll('/v1/keys', 'keys', { limit: 3 })).size).toBe(8);
  expect(new Set(await readAll('/v1/subscriptions', 'subscriptions', { limit: 3 })).size).toBe(7);
  for (let n = 0; n < 5; n += 1)
    await api.call('POST', '/v1/items', {
      id: 'paged',
      title: 'Talks',
      summary: `revision ${n}`,
      outlet: 'Wire',
    });
  const { body } = await api.call('GET', '/v1/events?type=item.observed');
  const [{ body: observed }] = body.events as [{ body: { itemId: string } }];
  await base.database.query(
    `insert into items (item_id, position, outlet, official, title, summary, effective_at, precision, arrival, recorded_at, revision)
     values ($1, 1, 'Wire', false, 'Talks', '', now(), 'instant', 'push', now(), 5)`,
    [observed.itemId],
  );
  expect(new Set(await readAll(`/v1/items/${observed.itemId}`, 'events', { limit: 2 })).size).toBe(5);
});

it.each(['feeds', 'subscriptions', 'keys'])(
  'refuses a page of %s after what was never there',
  async (list) => {
    const unknown = await api.call('GET', `/v1/${list}?after=00000000-0000-4000-8000-000000000000`);
    expect([400, 404]).toContain(unknown.status);
    expect((await api.call('GET', `/v1/${list}?limit=0`)).status).toBe(400);
    expect((await api.call('GET', `/v1/${list}?after=x`)).status).toBe(400);
  },
);

it('says which endpoints cannot be opened with this key, shows all, and mends them by a new url and a rotation', async () => {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'warn',
    pretty: false,
    destination: { write: (line) => void lines.push(line) },
  });
  const other = await startApi('two', logger);
  const own = await other.call('POST', '/v1/subscriptions', { url: 'http://127.0.0.1:9/own' });
  const warning = lines
    .map((line) => JSON.parse(line) as { msg: string; unreadable?: number })
    .find((line) => line.unreadable);
  expect(warning).toMatchObject({ unreadable: 7, msg: expect.stringContaining('MW_SECRET_KEY') as string });
  const listed = await other.call('GET', '/v1/subscriptions');
  const rows = listed.body.subscriptions as { id: string; url: string | null; unreadable: string | null }[];
  expect(listed.status).toBe(200);
  expect(rows).toHaveLength(8);
  expect(rows.filter(({ url }) => url === null)).toHaveLength(7);
  for (const { url, unreadable } of rows) expect(unreadable === null).toBe(url !== null);
  expect(rows.at(-1)).toMatchObject({ id: own.body.id, url: 'http://127.0.0.1:9/own' });

  const { id } = rows[0]!;
  expect(
    (await other.call('PATCH', `/v1/subscriptions/${id}`, { url: 'http://127.0.0.1:9/new' })).body,
  ).toMatchObject({
    url: 'http://127.0.0.1:9/new',
    unreadable: expect.any(String) as string,
  });
  expect((await other.call('POST', `/v1/subscriptions/${id}/rotate-secret`, {})).status).toBe(200);
  expect((await other.call('GET', `/v1/subscriptions/${id}`)).body).toMatchObject({ unreadable: null });
  const tested = await other.call('POST', `/v1/subscriptions/${id}/test`);
  // Nobody listens there: what matters is that the call was signed and made.
  expect(tested.body).toMatchObject({ outcome: 'failure', error: { code: 'connect-failed' } });
});
