// The outside of the product, in one list: commands, routes, event and webhook types, settings. A name changes
// here, in the schemas and in the documents together, or not at all.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readSettings, SETTINGS } from '#libs/config';
import * as domain from '#libs/domain';
import { OPERATION_ERRORS } from '#libs/operations';
import { silentLogger } from '#libs/telemetry';
import { ApiModule } from '../apps/api/src/api.module';
import * as answers from '../apps/api/src/answers';
import { HTTP_ERRORS, remedyOf, statusOf, type ProblemCode } from '../apps/api/src/http/problem';
import { ROUTES } from '../apps/api/src/routes';
import { createHttpApp } from '../apps/api/src/serve.run';
import { createProgram } from '../apps/cli/src/program';
import { openRuntime, type Runtime } from '#libs/runtime';
import { errorsPage } from './support/errors-page';
import { createTestDatabase, type TestDatabase } from './support/test-database';

const COMMANDS =
  `start demo config doctor assess backtest evaluate posture import export restore backup replay rebuild verify listen
  feeds/list feeds/add feeds/remove feeds/import feeds/export feeds/inspect
  subscriptions/list subscriptions/add subscriptions/test subscriptions/rotate subscriptions/recover subscriptions/remove
  deliveries/list deliveries/redeliver keys/create keys/list keys/revoke items/exclude items/reinstate items/erase override`.split(
    /\s+/,
  );

const PATHS =
  `GET /v1/posture|GET /v1/posture/history|GET /v1/posture/explain|GET /v1/events|GET /v1/events/stream|POST /v1/items|GET /v1/items
  |GET /v1/items/{id}|POST /v1/items/{id}/exclude|POST /v1/items/{id}/reinstate|DELETE /v1/items/{id}/text|GET /v1/feeds|POST /v1/feeds
  |PATCH /v1/feeds/{id}|DELETE /v1/feeds/{id}|POST /v1/feeds/{id}/poll|GET /v1/subscriptions|POST /v1/subscriptions|PATCH /v1/subscriptions/{id}
  |DELETE /v1/subscriptions/{id}|POST /v1/subscriptions/{id}/test|POST /v1/subscriptions/{id}/rotate-secret|POST /v1/subscriptions/{id}/recover
  |POST /v1/subscriptions/preview|GET /v1/subscriptions/{id}/deliveries|GET /v1/deliveries/{id}|POST /v1/deliveries/{id}/redeliver
  |POST /v1/replays|GET /v1/replays/{id}|POST /v1/replays/{id}/promote|DELETE /v1/replays/{id}|PUT /v1/posture/override|DELETE /v1/posture/override
  |GET /v1/keys|GET /v1/seals|GET /v1/silences|GET /health/live|GET /health/ready|GET /metrics|GET /openapi.json
  |GET /|GET /feed.atom|GET /feed.json|GET /posture.json|GET /badge.svg`.split(/\s*\|\s*/);

const SETTING_NAMES =
  `DATABASE_URL REDIS_URL MW_DATA_DIR HOST PORT MW_PUBLIC_URL MW_TRUST_PROXY MW_API_KEY MW_PUBLIC_READ MW_FEEDS MW_EGRESS_ALLOW
  MW_SECRET_KEY MW_ALERT_CONTACT MW_LLM_URL MW_LLM_KEY MW_LLM_MODEL MW_SMTP_URL MW_CLOCK MW_RETENTION_DAYS LOG_LEVEL`.split(
    /\s+/,
  );

const EVENT_TYPES =
  `feed.registered feed.changed feed.removed feed.failing feed.recovered feed.gap-suspected item.observed item.revised item.silent-edit
  item.excluded item.reinstated item.assessed posture.changed posture.reinforced posture.corrected posture.overridden posture.override-lifted`.split(
    /\s+/,
  );

const WEBHOOK_TYPES =
  `posture.changed posture.reinforced posture.corrected posture.overridden posture.override-lifted monitor.blinded monitor.recovered
  item.silent-edit digest heartbeat endpoint.test endpoint.warning`.split(/\s+/);

describe('names', () => {
  it('has every command of the contract', () => {
    const commands = createProgram().commands.flatMap((command) =>
      command.commands.length > 0
        ? command.commands.map((sub) => `${command.name()}/${sub.name()}`)
        : [command.name()],
    );
    expect(commands).toEqual(expect.arrayContaining(COMMANDS));
  });

  it('has every route of the contract', () => {
    const routes = ROUTES.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(routes).toEqual(expect.arrayContaining(PATHS));
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('has every setting of the contract', () =>
    expect(Object.keys(SETTINGS)).toEqual(expect.arrayContaining(SETTING_NAMES)));

  it('has every event and webhook type of the contract', () => {
    const types = Object.values(domain).filter((value) => typeof value === 'string');
    expect(types).toEqual(expect.arrayContaining(EVENT_TYPES));
    expect([...domain.ALERT_EVENT_TYPES, ...domain.NOTICE_TYPES].sort()).toEqual([...WEBHOOK_TYPES].sort());
  });

  it('keeps docs/ERRORS.md true, and every code has a remedy and a status', () => {
    for (const code of Object.keys({ ...OPERATION_ERRORS, ...HTTP_ERRORS }) as ProblemCode[]) {
      expect(remedyOf(code)).toMatch(/\.$/);
      expect(statusOf(code)).toBeGreaterThanOrEqual(400);
    }
    expect(readFileSync('docs/ERRORS.md', 'utf8')).toBe(errorsPage());
  });
});

describe('the running API', () => {
  const ID = '00000000-0000-4000-8000-000000000000';
  const authorization = 'Bearer contract-key';
  let base: TestDatabase;
  let runtime: Runtime;
  let app: NestFastifyApplication;
  let folder: string;

  beforeAll(async () => {
    base = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'mw-contract-'));
    const settings = readSettings({
      DATABASE_URL: base.url,
      MW_DATA_DIR: folder,
      MW_EGRESS_ALLOW: '127.0.0.0/8',
    });
    runtime = await openRuntime(settings, silentLogger);
    await base.database.query(
      `insert into api_keys (key_id, name, scopes, key_hash, created_at) values (gen_random_uuid(), 'contract', '{admin}', encode(sha256('contract-key'), 'hex'), now())`,
    );
    app = await createHttpApp(ApiModule.over(runtime), runtime);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    await runtime.close();
    await base.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(ROUTES.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const))(
    'serves %s',
    async (_, { method, path, notYet }) => {
      const url = path.replace('{id}', ID);
      const answer = await app.inject({ method, url, headers: { authorization } });
      if (answer.headers['content-type']?.toString().includes('problem'))
        expect(answer.json<{ code: string }>().code).not.toBe('not-found');
      if (notYet) expect(answer.json()).toMatchObject({ status: 501, code: 'not-implemented' });
      else expect(answer.statusCode).not.toBe(501);
      expect(answer.statusCode).not.toBe(500);
    },
  );

  it.each(
    ROUTES.filter(({ scope }) => scope === 'write' || scope === 'admin').map(
      ({ method, path }) => [method.toUpperCase(), path] as const,
    ),
  )('refuses %s %s without a key', async (method, path) => {
    const answer = await app.inject({ method: method as 'GET', url: path.replace('{id}', ID) });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status: 401, code: 'key-missing' });
  });

  const get = async (url: string) =>
    (await app.inject({ method: 'GET', url, headers: { authorization } })).json<unknown>();
  const post = async (url: string, payload: object) =>
    (await app.inject({ method: 'POST', url, headers: { authorization }, payload })).json<{ id: string }>();

  it('answers in the documented shapes', async () => {
    const feed = await post('/v1/feeds', { url: 'https://feeds.example.org/rss', outlet: 'Example' });
    answers.feed.parse(feed);
    answers.pushReport.parse(
      await post('/v1/items', {
        title: 'Harvest festival opens',
        outlet: 'Example',
        publishedAt: '2025-05-01',
      }),
    );
    const subscription = await post('/v1/subscriptions', {
      url: 'http://127.0.0.1:9/hook',
      filter: { to: ['withdrawn'] },
    });
    answers.newSubscription.parse(subscription);
    answers.postureAnswer.parse(await get('/v1/posture'));
    answers.history.parse(await get('/v1/posture/history'));
    answers.events.parse(await get('/v1/events'));
    answers.items.parse(await get('/v1/items'));
    answers.feeds.parse(await get('/v1/feeds'));
    answers.feed.parse(await get(`/v1/feeds/${feed.id}`));
    answers.subscriptions.parse(await get('/v1/subscriptions'));
    answers.deliveries.parse(await get(`/v1/subscriptions/${subscription.id}/deliveries`));
    answers.attemptReport.parse(await post(`/v1/subscriptions/${subscription.id}/test`, {}));
    answers.rotated.parse(await post(`/v1/subscriptions/${subscription.id}/rotate-secret`, {}));
    answers.keys.parse(await get('/v1/keys'));
    answers.problem.parse(await get(`/v1/deliveries/${ID}`));
  });

  it('never shows a secret again', async () => {
    const { secret } = (await post('/v1/subscriptions', { url: 'http://127.0.0.1:9/hook' })) as unknown as {
      secret: string;
    };
    const shown = JSON.stringify([
      await get('/v1/subscriptions'),
      await get('/v1/events'),
      await get('/v1/keys'),
    ]);
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain('contract-key');
  });

  it('answers 304 while posture, position, status and confidence are the same', async () => {
    const first = await app.inject({ method: 'GET', url: '/v1/posture' });
    const again = await app.inject({
      method: 'GET',
      url: '/v1/posture',
      headers: { 'if-none-match': first.headers.etag as string },
    });
    expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 304, '']);
  });

  it('streams the whole log as NDJSON, and CloudEvents in batches', async () => {
    const lines = await app.inject({
      method: 'GET',
      url: '/v1/events',
      headers: { accept: 'application/x-ndjson' },
    });
    const positions = lines.body
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { position: number }).position);
    expect(positions).toEqual(positions.map((_, i) => i + 1));
    const batch = await app.inject({
      method: 'GET',
      url: '/v1/events?limit=2',
      headers: { accept: 'application/cloudevents-batch+json' },
    });
    expect(batch.json()).toMatchObject([
      { specversion: '1.0', type: 'mediation-watch.feed.registered' },
      { specversion: '1.0' },
    ]);
  });

  it.each([
    ['POST', '/v1/items', { nonsense: 1 }, 400, 'invalid-request'],
    ['POST', '/v1/items', {}, 400, 'item-empty'],
    ['POST', '/v1/items', { items: [] }, 400, 'invalid-request'],
    ['POST', '/v1/items', { items: [{}] }, 202, undefined],
    ['POST', '/v1/subscriptions', { url: 'http://169.254.169.254/latest' }, 400, 'endpoint-url-refused'],
    [
      'POST',
      '/v1/subscriptions',
      { url: 'http://127.0.0.1:9/h', catchUp: 'digest' },
      501,
      'catch-up-not-supported',
    ],
    [
      'POST',
      '/v1/subscriptions',
      { url: 'http://127.0.0.1:9/h', format: 'slack' },
      501,
      'format-not-supported',
    ],
    ['POST', '/v1/feeds', { url: 'ftp://example.org/feed' }, 400, 'feed-url-refused'],
    ['GET', '/v1/posture?asOf=yesterday', undefined, 400, 'invalid-request'],
    ['GET', '/v1/posture?asOf=1999-01-01T00:00:00Z', undefined, 400, 'time-out-of-range'],
    ['GET', '/v1/posture?knownAt=2999-01-01T00:00:00Z', undefined, 400, 'time-out-of-range'],
    ['GET', '/v1/items/nonsense', undefined, 400, 'invalid-request'],
    ['GET', `/v1/items/${ID}`, undefined, 404, 'item-not-found'],
    ['GET', '/nowhere', undefined, 404, 'not-found'],
  ] as const)('%s %s %j is %i %s', async (...expected) => {
    const [method, url, payload, status, code] = expected;
    const answer = await app.inject({
      method,
      url,
      headers: { authorization },
      ...(payload ? { payload } : {}),
    });
    expect(answer.statusCode).toBe(status);
    if (code) expect(answer.json()).toMatchObject({ status, code });
    else expect(answer.json()).toMatchObject({ accepted: 0, rejected: [{ index: 0, code: 'item-empty' }] });
  });

  it('lets a scope include those below it, and keeps the last admin key', async () => {
    const make = (name: string, scopes: string[]) => post('/v1/keys', { name, scopes }) as Promise<unknown>;
    const write = (await make('write only', ['write'])) as { key: string; keyId: string };
    const read = (await make('read only', ['read'])) as { key: string; keyId: string };
    const status = async (method: 'GET' | 'POST', url: string, key: string) =>
      (await app.inject({ method, url, headers: { authorization: `Bearer ${key}` } })).statusCode;
    expect(await status('GET', '/v1/events', write.key)).toBe(200);
    expect(await status('GET', '/v1/keys', write.key)).toBe(403);
    expect(await status('POST', '/v1/items', write.key)).toBe(400);
    expect(await status('POST', '/v1/items', read.key)).toBe(403);
    const revoke = (id: string) =>
      app.inject({ method: 'DELETE', url: `/v1/keys/${id}`, headers: { authorization } });
    const { keys } = answers.keys.parse(await get('/v1/keys'));
    const [last] = keys.filter(({ scopes, revokedAt }) => scopes.includes('admin') && revokedAt === null);
    const refused = await revoke(last!.keyId);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'last-admin-key']);
    expect((await revoke(write.keyId)).statusCode).toBe(204);
    expect(await status('GET', '/v1/events', write.key)).toBe(401);
  });

  it('describes itself in OpenAPI 3.1 without an unresolved reference', async () => {
    const document = (await get('/openapi.json')) as { openapi: string; components: { schemas: object } };
    expect(document.openapi).toBe('3.1.0');
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name!,
    );
    expect(references.length).toBeGreaterThan(20);
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining([...new Set(references)]),
    );
  });
});
