// product.md, rule 11: without a key nobody gets more of an article than its title, its link, quotes that prove a verdict and
// 300 characters. One property over every public route and format of the table of routes.
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import * as fc from 'fast-check';
import { readSettings } from '#libs/config';
import * as domain from '#libs/domain';
import { openRuntime, type Runtime } from '#libs/runtime';
import { silentLogger } from '#libs/telemetry';
import { ApiModule } from '../apps/api/src/api.module';
import { isPublicType } from '../apps/api/src/public-view';
import { ROUTES } from '../apps/api/src/routes';
import { createHttpApp } from '../apps/api/src/serve.run';
import { createBench, type Bench } from './support/pipeline-bench';

jest.setTimeout(180_000);

const START = Date.parse('2025-05-01T12:00:00Z');
const SEED = Number(process.env.MW_TEST_SEED ?? randomInt(2 ** 31));
const MOST_SHOWN = 300;
/** Every run of more than 300 characters holds a block of this size that begins at a multiple of it. */
const BLOCK = 100;

let bench: Bench;
let runtime: Runtime;
let app: NestFastifyApplication;
let folder: string;

beforeAll(async () => {
  bench = await createBench(START);
  folder = mkdtempSync(join(tmpdir(), 'mw-public-'));
  const database = bench.base.url;
  const settings = readSettings({
    DATABASE_URL: database,
    MW_DATA_DIR: folder,
    MW_CLOCK: '2025-05-01T12:00:00Z*1',
  });
  runtime = await openRuntime(settings, silentLogger);
  app = await createHttpApp(ApiModule.over(runtime), runtime);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app.close();
  await runtime.close();
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Text in which every piece occurs once. */
const marked = (name: string, words: number): string =>
  Array.from({ length: words }, (_, n) => `${name}${n.toString(36)}`).join(' ');

/** What the assessor reads a signal in: its quotes are long, too. */
const SIGNALS = [
  'The State Department spokeswoman said the United States will no longer mediate between Russia and Ukraine, and that',
  '"We will step back as mediators between Russia and Ukraine unless there is progress," the State Department spokeswoman said,',
  'The Secretary of State denied that the United States gave up mediating between Russia and Ukraine:',
];

interface Article {
  title: string;
  summary: string;
  content: string;
}
const articles: fc.Arbitrary<Article> = fc
  .record({
    id: fc.uuid().map((uuid) => uuid.slice(0, 8)),
    signal: fc.constantFrom(...SIGNALS),
    before: fc.integer({ min: 0, max: 200 }),
    words: fc.integer({ min: 60, max: 500 }),
    inSummary: fc.boolean(),
  })
  .map(({ id, signal, before, words, inSummary }) => {
    const long = `${marked(`b${id}`, before)} ${signal} ${marked(`a${id}`, words)}.`.trim();
    return {
      title: `US role in talks between Russia and Ukraine ${id}`,
      summary: inSummary ? long : marked(`s${id}`, words),
      content: inSummary ? marked(`c${id}`, words) : long,
    };
  });

/** Longest run of `text` that stands in `body`. */
function longestRun(text: string, body: string): number {
  let longest = 0;
  for (let at = 0; at + BLOCK <= text.length; at += BLOCK) {
    const block = text.slice(at, at + BLOCK);
    for (let found = body.indexOf(block); found >= 0; found = body.indexOf(block, found + 1)) {
      let [from, to] = [0, BLOCK];
      while (at + from > 0 && body[found + from - 1] === text[at + from - 1]) from -= 1;
      while (at + to < text.length && body[found + to] === text[at + to]) to += 1;
      longest = Math.max(longest, to - from);
    }
  }
  return longest;
}

/** Everything else that carries words of an article or of a model, as the log may hold it now or later. */
async function appendCarriers(itemId: string, text: string): Promise<void> {
  const event = (type: string, body: object) => ({
    id: randomUUID(),
    stream: domain.itemStream(itemId),
    type,
    schemaVersion: 1,
    occurredAt: new Date(START).toISOString(),
    body: { itemId, revision: 1, ...body },
    meta: { note: text },
  });
  const quotes = [{ field: 'content', start: 0, end: text.length, quote: text, rules: [] }];
  const statements = [{ speaker: 'x', predicate: 'exit', quotation: text }];
  await bench.store.append(
    [
      event(domain.ITEM_SECOND_OPINION, {
        opinion: { tokens: 1, reading: { signal: 'none', quotes, why: text } },
      }),
      event(domain.ITEM_SILENT_EDIT, {
        changes: [{ field: 'content', before: text, after: text, words: [] }],
      }),
      event(domain.ITEM_ASSESSED, {
        ruleset: 'x',
        assessment: { signal: 'none', evidence: quotes, statements, reason: text },
      }),
      event('item.of-a-later-version', { content: text }),
    ],
    { recordedAt: START },
  );
}

const FORMATS = [
  'application/json',
  'application/x-ndjson',
  'application/cloudevents-batch+json',
  'text/html',
];
const publicPaths = (itemId: string): string[] =>
  ROUTES.filter(
    ({ method, scope, notYet }) => method === 'get' && scope !== 'write' && scope !== 'admin' && !notYet,
  ).map(
    ({ path, query }) => path.replace('{id}', itemId) + (query && 'limit' in query.shape ? '?limit=200' : ''),
  );

/** Reads a list to its end, as anybody may. */
async function readAll(path: string, accept: string): Promise<string> {
  const bodies: string[] = [];
  for (let url: string | null = path; url !== null;) {
    const answer = await app.inject({ method: 'GET', url, headers: { accept } });
    expect(answer.statusCode).toBeLessThan(500);
    bodies.push(answer.body);
    const isJson = String(answer.headers['content-type']).startsWith('application/json');
    const next: unknown = isJson ? answer.json<{ next?: unknown }>().next : null;
    url = next ? `${path}${path.includes('?') ? '&' : '?'}after=${String(next)}` : null;
  }
  return bodies.join('\n');
}

it('shows without a key no run of more than 300 characters of an article, in any route and format', async () => {
  process.stdout.write(`public text: seed ${SEED} (MW_TEST_SEED repeats it)\n`);
  let quoted = 0;
  await fc.assert(
    fc.asyncProperty(
      articles,
      fc.constantFrom('Capital Wire', 'Harbour Post', 'River Times'),
      async (article, outlet) => {
        const item = {
          ...article,
          outlet,
          url: `https://news.example/${randomUUID()}`,
          publishedAt: '2025-05-01T11:00:00Z',
        };
        await bench.push([item]);
        await bench.fold();
        // A revision carries the text again.
        await bench.push([{ ...item, summary: `${item.summary} Updated.` }]);
        await bench.fold();
        const [row] = await bench.query<{ item_id: string }>(
          'select item_id from items order by position desc limit 1',
        );
        await appendCarriers(row!.item_id, article.content);
        for (const path of publicPaths(row!.item_id))
          for (const accept of FORMATS) {
            const body = await readAll(path, accept);
            for (const text of [article.summary, article.content])
              expect([path, accept, longestRun(text, body) <= MOST_SHOWN]).toEqual([path, accept, true]);
            if (path.startsWith('/v1/events')) quoted += body.includes('"quote":"') ? 1 : 0;
          }
      },
    ),
    { numRuns: 6, seed: SEED, endOnFailure: true },
  );
  // Something was there to be shown.
  expect(quoted).toBeGreaterThan(0);
});

it('shows something of every event type that the domain names', () => {
  const types = Object.values(domain).flatMap((value) =>
    typeof value === 'string' && /^(item|feed|posture|monitor|subscription)\.[a-z-]+$/.test(value)
      ? [value as string]
      : [],
  );
  expect(types.length).toBeGreaterThan(15);
  for (const type of types) expect([type, isPublicType(type)]).toEqual([type, true]);
});

it('shows with a key all of it', async () => {
  const text = marked('whole', 200);
  await bench.push([
    { title: 'Whole', summary: text, outlet: 'Capital Wire', publishedAt: '2025-05-01T11:00:00Z' },
  ]);
  await bench.query(
    `insert into api_keys (key_id, name, scopes, key_hash, created_at) values (gen_random_uuid(), 'reader', '{read}', encode(sha256('reader-key'), 'hex'), now())`,
  );
  const answer = await app.inject({
    method: 'GET',
    url: '/v1/events?limit=1000',
    headers: { authorization: 'Bearer reader-key', accept: 'application/x-ndjson' },
  });
  expect(longestRun(text, answer.body)).toBe(text.length);
});
