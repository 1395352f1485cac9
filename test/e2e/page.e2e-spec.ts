import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { parseStringPromise } from 'xml2js';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { startProgram, type RunningProgram } from '../support/program';

jest.setTimeout(120_000);

const minutesAgo = (n: number): string => new Date(Date.now() - n * 60_000).toISOString();
const MARKUP = '<script>document.title="taken"</script>';

const items = [
  {
    outlet: 'Capital Wire',
    url: 'https://capital.example/step-back',
    publishedAt: minutesAgo(50),
    title: 'State Department: US will step back as Ukraine war mediator unless talks move',
    summary:
      '"If there is no movement, we will step back as mediators," the State Department spokeswoman told reporters, speaking of the talks between Russia and Ukraine.',
  },
  {
    outlet: `Harbour Post ${MARKUP} ${'x'.repeat(120)}`,
    url: 'https://harbour.example/walk-away?a=1&b="2"',
    publishedAt: minutesAgo(45),
    title: 'Secretary of State warns US may walk away from Russia-Ukraine peace talks',
    summary:
      'The Secretary of State warned that Washington could abandon its effort to mediate between Moscow and Kyiv unless both sides offer proposals of their own.',
  },
];

let base: TestDatabase;
let dataDir: string;
let program: RunningProgram;
/** Without a key, as readers ask. */
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(program.url + path, { headers });

beforeAll(async () => {
  base = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'mw-page-'));
  program = await startProgram({
    env: { DATABASE_URL: base.url, MW_DATA_DIR: dataDir, MW_PUBLIC_URL: 'https://watch.example/' },
  });
  const pushed = await program.api('/v1/items', { method: 'POST', body: JSON.stringify({ items }) });
  const { accepted, position } = (await pushed.json()) as { accepted: number; position: number };
  expect(accepted).toBe(items.length);
  expect((await get(`/v1/posture?minPosition=${position}`)).status).toBe(200);
});
afterAll(async () => {
  await program?.stop();
  await base.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the page', () => {
  it('gives the verdict of the API first, and how it came about', async () => {
    const answer = (await (await get('/v1/posture')).json()) as {
      posture: string;
      position: number;
      evidence: unknown[];
    };
    const response = await get('/');
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).toContain(`class="word">${answer.posture}</span>`);
    expect(page).toContain(`Position ${answer.position} `);
    expect(page.match(/<blockquote/g) ?? []).toHaveLength(answer.evidence.length);
    expect(page).toContain('https://watch.example/v1/subscriptions');
    expect(page).toContain('/feed subscribe https://watch.example/feed.atom');
    expect(page).not.toContain('<script');
  });

  it('forbids scripts and everything from elsewhere', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/style-src 'sha256-[\w+/=]+'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('reads about other times', async () => {
    const periods = ((await (await get('/v1/posture/history')).json()) as { periods: { from: string }[] })
      .periods;
    const from = periods.at(-1)!.from;
    const held = await (await get(`/?asOf=${encodeURIComponent(from)}`)).text();
    expect(held).toContain('What is held <em>now</em> about');
    const said = await (await get(`/?knownAt=${encodeURIComponent(new Date().toISOString())}`)).text();
    expect(said).toContain('What this service <em>said</em> at');
  });

  it.each([
    ['yesterday', 'is not a time that can be read here'],
    ['2999-01-01T00:00', 'in the future'],
    ['1815-06-18', 'before the first record'],
    [MARKUP, 'is not a time that can be read here'],
  ])('answers ?asOf=%s politely', async (asOf, words) => {
    const response = await get(`/?asOf=${encodeURIComponent(asOf)}`);
    const page = await response.text();
    expect(response.status).toBe(400);
    expect(page).toContain(words);
    expect(page).toContain('class="word"');
    expect(page).not.toContain('<script');
  });

  it('survives odd queries', async () => {
    expect((await get('/?asOf=2025-01-01&asOf=2025-01-02')).status).toBe(400);
    expect((await get('/?asOf=&utm_source=x')).status).toBe(200);
  });
});

describe('the feeds beside it', () => {
  const paths = ['/feed.atom', '/feed.json', '/badge.svg', '/posture.json'];

  it('/feed.atom is an Atom feed of what was told', async () => {
    const response = await get('/feed.atom');
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const { feed } = (await parseStringPromise(await response.text())) as {
      feed: { id: string[]; entry?: { id: string[]; title: string[] }[] };
    };
    expect(feed.id).toEqual(['https://watch.example/feed.atom']);
    const { events } = (await (await get('/v1/events?stream=posture&limit=1000')).json()) as {
      events: { id: string; type: string; body: { cause: string } }[];
    };
    const told = events.filter(
      ({ type, body }) => /changed|corrected/.test(type) && body.cause !== 'baseline',
    );
    expect((feed.entry ?? []).map(({ id }) => id[0])).toEqual(
      told.map(({ id }) => `urn:uuid:${id}`).reverse(),
    );
  });

  it('/feed.json is a JSON Feed', async () => {
    const feed = (await (await get('/feed.json')).json()) as { version: string; items: unknown[] };
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(Array.isArray(feed.items)).toBe(true);
  });

  it('/posture.json is the answer of the API', async () => {
    const [here, there] = await Promise.all([get('/posture.json'), get('/v1/posture')]);
    expect(here.headers.get('etag')).toBe(there.headers.get('etag'));
    expect(Object.keys((await here.json()) as object)).toEqual(Object.keys((await there.json()) as object));
  });

  it('/badge.svg is a picture', async () => {
    const response = await get('/badge.svg');
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    expect(Object.keys((await parseStringPromise(await response.text())) as object)).toEqual(['svg']);
  });

  it.each(paths)('%s may be read from any origin, and answers 304 to who has it', async (path) => {
    const first = await get(path);
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect(first.headers.get('cache-control')).toBeTruthy();
    const again = await get(path, { 'if-none-match': first.headers.get('etag')! });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('asks for a key where reading is not public', async () => {
    const closed = await startProgram({
      env: { DATABASE_URL: base.url, MW_DATA_DIR: dataDir, MW_PUBLIC_READ: 'false' },
    });
    try {
      for (const path of ['/', ...paths]) expect((await fetch(closed.url + path)).status).toBe(401);
      const own = await closed.api('/badge.svg');
      expect(own.status).toBe(200);
      expect(own.headers.get('cache-control')).toBe('private, max-age=60');
    } finally {
      await closed.stop();
    }
  });
});

const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const withBrowser = existsSync(chromiumPath) ? describe : describe.skip;

withBrowser(`in a browser (skipped when there is no ${chromiumPath}; CHROMIUM_PATH names another)`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(() => browser?.close());

  const looks: [string, BrowserContextOptions][] = [
    ['light and wide', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
    ['dark and wide', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
    ['light and narrow', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
    ['dark and narrow', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
  ];

  it.each(looks)('is whole when %s', async (_name, options) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    const hosts = new Set<string>();
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) hosts.add(new URL(request.url()).host);
    });
    await page.goto(`${program.url}/`, { waitUntil: 'networkidle' });
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(program.url).host]);
    expect(await page.title()).not.toContain('taken');
    // As text: the types of a browser are not those of this program.
    const { overflow, ground, badge } = await page.evaluate<{
      overflow: number;
      ground: string;
      badge: number;
    }>(
      `({
        overflow: document.documentElement.scrollWidth - innerWidth,
        ground: getComputedStyle(document.body).backgroundColor,
        badge: document.querySelector('img').naturalWidth,
      })`,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    // That the style sheet is there at all shows that the policy names its hash.
    expect(ground).toBe(options.colorScheme === 'dark' ? 'rgb(20, 22, 26)' : 'rgb(252, 251, 247)');
    expect(badge).toBeGreaterThan(0);
    await context.close();
  });

  it('works without JavaScript: the band leads to its row, the form to another time', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${program.url}/`);
    await page.locator('.band a').last().click();
    expect(page.url()).toMatch(/#p\d{17}$/);
    const row = new URL(page.url()).hash.slice(1);
    expect(await page.locator(`tr[id="${row}"]`).isVisible()).toBe(true);
    await page.locator('.periods tbody th a').first().click();
    await page.waitForURL(/\?asOf=/);
    await page.locator('#asOf').fill(new Date().toISOString().slice(0, 16));
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/\?asOf=.*T/);
    expect(await page.locator('.note').textContent()).toContain('What is held now about');
    expect(await page.getByRole('status').count()).toBe(1);
    await context.close();
  });
});
