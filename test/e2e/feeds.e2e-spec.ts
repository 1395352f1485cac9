// What the world sends, through the very program: broken feeds beside a healthy one, and requests that must be refused.
// Nothing of it stops anything, and everything of it is told in words.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rss, startFeedServer, type FeedServer, type Story } from '../support/feed-server';
import { ADMIN_KEY, startProgram, until, type RunningProgram } from '../support/program';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

// One feed is answered so slowly that the product's own limit of 20 s ends it.
jest.setTimeout(120_000);

interface FeedView {
  id: string;
  health: {
    failures: number;
    lastError: string | null;
    lastAttemptAt: string | null;
    lastSuccessAt: string | null;
  };
}
interface LoggedEvent {
  type: string;
  position: number;
  body: { outlet?: string; title?: string; summary?: string };
}

let base: TestDatabase;
let program: RunningProgram;

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await program.api(path, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

const story = (title: string, serial: number): Story => ({
  title,
  summary: `${title}, in more words.`,
  guid: `story-${serial}`,
  link: `https://example.org/${serial}`,
  at: new Date(Date.UTC(2026, 0, 1, 0, serial)),
});

/** Text as a server in Kyiv would have sent it in 2005. */
function windows1251(text: string): Buffer {
  const letters = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Buffer.from([...text].map((letter) => letters.indexOf(letter)));
}

/** Answers that do not end by themselves. */
const streams: Record<string, (response: ServerResponse) => void> = {
  endless(response) {
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    const chunk = Buffer.alloc(64 * 1024, '<item>');
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  },
  trickle(response) {
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    const timer = setInterval(() => response.write(' '), 200);
    response.on('close', () => clearInterval(timer));
  },
  cut(response) {
    response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-length': 5_000 });
    response.write('<rss>', () => response.destroy());
  },
};

async function startStreams(): Promise<{ url: (name: string) => string; server: Server }> {
  const server = createServer((request, response) => streams[request.url!.slice(1)]!(response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: (name) => `http://127.0.0.1:${port}/${name}`, server };
}

/** Lines of the log at level error or worse, and whatever Node says of a rejection that nobody handles. */
const complaints = (output: string): string[] =>
  output.split('\n').filter((line) => /"level":(50|60)|unhandled|uncaught|^\s+at .*\(/i.test(line));

afterEach(async () => {
  await program?.stop();
  await base?.drop();
});

describe('feeds', () => {
  let feeds: FeedServer;
  let streaming: Awaited<ReturnType<typeof startStreams>>;

  beforeEach(async () => {
    base = await createTestDatabase();
    feeds = await startFeedServer();
    streaming = await startStreams();
    // One address only: whatever else a feed redirects to is somebody's private network.
    program = await startProgram({ env: { DATABASE_URL: base.url, MW_EGRESS_ALLOW: '127.0.0.1/32' } });
  });
  afterEach(async () => {
    streaming.server.closeAllConnections();
    streaming.server.close();
    await feeds.close();
  });

  const add = async (outlet: string, url = feeds.url(outlet)): Promise<string> =>
    (await json<FeedView>('/v1/feeds', { method: 'POST', body: JSON.stringify({ url, outlet }) })).id;
  const feed = (id: string): Promise<FeedView> => json<FeedView>(`/v1/feeds/${id}`);
  const polled = (id: string, since: string | null = null): Promise<FeedView> =>
    until(
      () => feed(id),
      ({ health }) => health.lastAttemptAt !== since,
    );
  const pollAgain = async (id: string): Promise<FeedView> => {
    const { health } = await feed(id);
    expect((await program.api(`/v1/feeds/${id}/poll`, { method: 'POST' })).status).toBe(202);
    return polled(id, health.lastAttemptAt);
  };
  const events = async (): Promise<LoggedEvent[]> =>
    (await json<{ events: LoggedEvent[] }>('/v1/events?limit=1000')).events;
  const itemsOf = async (outlet: string): Promise<LoggedEvent[]> =>
    (await events()).filter(({ type, body }) => type.startsWith('item.') && body.outlet === outlet);

  const titlesOf = async (outlet: string): Promise<unknown[]> =>
    (await itemsOf(outlet)).map(({ body }) => body.title);

  it('reads the healthy one at every poll, whatever its neighbours send, and says what is wrong with each', async () => {
    const nowhere = (location: string) => ({ status: 302, body: '', headers: { location } });
    const huge = Buffer.alloc(20 * 1024 * 1024, ' ');
    feeds.setRaw('broken XML', { body: '<rss version="2.0"><channel><title>x</wrong></channel>' });
    feeds.setRaw('a page', {
      type: 'text/html',
      body: '<!doctype html><html><body><p>Hello</p></body></html>',
    });
    feeds.setRaw('empty', { body: '' });
    feeds.setRaw('huge', { body: huge });
    feeds.setRaw('huge unannounced', { body: huge, headers: { 'transfer-encoding': 'chunked' } });
    feeds.setRaw('loop', nowhere(feeds.url('loop')));
    feeds.setRaw('to a neighbour', nowhere('http://127.0.0.2/feed.xml'));
    feeds.setRaw('to the metadata', nowhere('http://169.254.169.254/latest/meta-data'));
    feeds.setRaw('to a file', nowhere('file:///etc/passwd'));
    feeds.setRaw('failing', { status: 500, body: 'oops' });
    const wrong: [outlet: string, code: string, url?: string][] = [
      ['broken XML', 'broken-xml'],
      ['a page', 'not-a-feed'],
      ['empty', 'empty'],
      ['huge', 'too-large'],
      ['huge unannounced', 'too-large'],
      ['loop', 'too-many-redirects'],
      ['to a neighbour', 'refused-address'],
      ['to the metadata', 'refused-address'],
      ['to a file', 'bad-url'],
      ['failing', 'http-500'],
      ['absent', 'http-404'],
      ['endless', 'too-large', streaming.url('endless')],
      ['trickle', 'timeout', streaming.url('trickle')],
      ['cut', 'broken-answer', streaming.url('cut')],
      ['no port', 'connect-failed', 'http://127.0.0.1:9/feed.xml'],
    ];
    const ids = await Promise.all(wrong.map(([outlet, , url]) => add(outlet, url)));

    feeds.set('Healthy', [story('News 0', 0)]);
    const healthy = await add('Healthy');
    await polled(healthy);
    for (let round = 1; round <= 3; round += 1) {
      feeds.set('Healthy', [story(`News ${round}`, round), story(`News ${round - 1}`, round - 1)]);
      const { health } = await pollAgain(healthy);
      expect(health).toMatchObject({ failures: 0, lastError: null });
      expect(await itemsOf('Healthy')).toHaveLength(round + 1);
    }

    const told = await Promise.all(ids.map((id) => polled(id)));
    expect(told.map(({ health }, i) => `${wrong[i]![0]}: ${health.lastError?.split(':')[0]}`)).toEqual(
      wrong.map(([outlet, code]) => `${outlet}: ${code}`),
    );
    for (const { health } of told) {
      expect(health).toMatchObject({ failures: 1, lastSuccessAt: null });
      // A code for machines, and a sentence for people.
      expect(health.lastError).toMatch(/^[a-z0-9-]+: \S+ \S+ \S+/);
    }
    // A third failure in a row is a fact for the log.
    for (let round = 0; round < 2; round += 1) await pollAgain(ids[0]!);
    expect((await events()).filter(({ type }) => type === 'feed.failing')).toHaveLength(1);
    expect(complaints(program.output())).toEqual([]);
    expect(await program.stop()).toBe(0);
  });

  it('makes the best of what is odd but readable', async () => {
    const channel = (items: string, encoding = 'UTF-8'): string =>
      `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0"><channel><title>x</title>${items}</channel></rss>`;
    const item = (title: string, rest = ''): string => `<item><title>${title}</title>${rest}</item>`;
    const odd: Record<string, { body: string | Buffer; titles: string[]; type?: string }> = {
      'Kyiv 2005': {
        type: 'text/xml',
        body: windows1251(channel(item('Перемовини тривають', '<guid>1</guid>'), 'windows-1251')),
        titles: ['Перемовини тривають'],
      },
      Bare: {
        body: channel(item('Neither guid nor link nor date')),
        titles: ['Neither guid nor link nor date'],
      },
      // Without anything else to tell them apart, the first stands.
      Twins: {
        body: channel(item('The first of twins', '<guid>t</guid>') + item('The second', '<guid>t</guid>')),
        titles: ['The first of twins'],
      },
      'One guid for all': {
        body: channel(
          item('Here', '<guid>g</guid><link>https://example.org/a</link>') +
            item('There', '<guid>g</guid><link>https://example.org/b</link>'),
        ),
        titles: ['Here', 'There'],
      },
      Nul: {
        body: channel(item('Nul\u0000 in the middle', '<guid>\u0000n</guid>')),
        titles: ['Nul in the middle'],
      },
      Blank: {
        body: channel('<item><guid>b</guid></item>' + item('Beside a blank')),
        titles: ['Beside a blank'],
      },
      Dateless: {
        body: channel(item('A date from nowhere', '<guid>d</guid><pubDate>the day after tomorrow</pubDate>')),
        titles: ['A date from nowhere'],
      },
    };
    const ids: Record<string, string> = {};
    for (const [outlet, { body, type }] of Object.entries(odd)) {
      feeds.setRaw(outlet, { body, ...(type ? { type } : {}) });
      ids[outlet] = await add(outlet);
    }
    for (const [outlet, { titles }] of Object.entries(odd)) {
      const { health } = await polled(ids[outlet]!);
      expect({ outlet, error: health.lastError }).toEqual({ outlet, error: null });
      expect(await titlesOf(outlet)).toEqual(titles);
    }
    // The same documents with one more item: what was known stays known.
    for (const [outlet, { body, titles, type }] of Object.entries(odd)) {
      const end = Buffer.from('</channel>');
      const at = Buffer.from(body).indexOf(end);
      const grown = Buffer.concat([
        Buffer.from(body).subarray(0, at),
        Buffer.from(item('One more')),
        Buffer.from(body).subarray(at),
      ]);
      feeds.setRaw(outlet, { body: grown, ...(type ? { type } : {}) });
      await pollAgain(ids[outlet]!);
      expect(await titlesOf(outlet)).toEqual([...titles, 'One more']);
    }
    expect(complaints(program.output())).toEqual([]);
  });

  it('asks only for what changed, and records nothing when nothing did', async () => {
    const validators = { etag: '"v1"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' };
    const document = rss('Careful', [story('News', 1)]);
    feeds.setRaw('Careful', { body: document, headers: validators });
    // This one sends everything again whatever it is asked.
    feeds.set('Careless', [story('News', 2)]);
    const [careful, careless] = [await add('Careful'), await add('Careless')];
    await polled(careful);
    await polled(careless);
    const before = await until(
      events,
      (all) => all.filter(({ type }) => type === 'item.assessed').length === 2,
    );

    feeds.setRaw('Careful', { status: 304, body: '', headers: validators });
    for (const id of [careful, careless, careful]) {
      const { health } = await pollAgain(id);
      expect(health).toMatchObject({ failures: 0, lastError: null });
    }
    const asked = feeds.requests.filter(({ outlet }) => outlet === 'Careful').map(({ headers }) => headers);
    expect(asked.map((headers) => [headers['if-none-match'], headers['if-modified-since']])).toEqual([
      [undefined, undefined],
      [validators.etag, validators['last-modified']],
      [validators.etag, validators['last-modified']],
    ]);
    expect(await events()).toEqual(before);
  });
});

describe('requests', () => {
  beforeEach(async () => {
    base = await createTestDatabase();
    // No private network may be reached.
    program = await startProgram({
      main: 'api/src/main.js',
      env: { DATABASE_URL: base.url, MW_SECRET_KEY: 'a key', MW_EGRESS_ALLOW: '' },
    });
  });

  interface Case {
    name: string;
    path: string;
    body?: unknown;
    /** Sent as it stands. */
    raw?: string;
    method?: string;
    headers?: Record<string, string>;
    status: number;
    code: string;
  }
  const cases: Case[] = [
    ...[
      'http://127.0.0.1:9/hook',
      'http://localhost/hook',
      'http://[::1]/hook',
      'http://10.0.0.1/',
      'http://0x7f000001/',
    ].map((url) => ({
      name: `a webhook to ${url}`,
      path: '/v1/subscriptions',
      body: { url },
      status: 400,
      code: 'endpoint-url-refused',
    })),
    {
      name: 'a webhook to no URL',
      path: '/v1/subscriptions',
      body: { url: 'hook' },
      status: 400,
      code: 'endpoint-url-refused',
    },
    {
      name: 'an unknown field of a subscription',
      path: '/v1/subscriptions',
      body: { url: 'https://example.org/', colour: 'red' },
      status: 400,
      code: 'invalid-request',
    },
    {
      name: 'an unknown field of a feed',
      path: '/v1/feeds',
      body: { url: 'https://example.org/', colour: 'red' },
      status: 400,
      code: 'invalid-request',
    },
    {
      name: 'an unknown field of an item',
      path: '/v1/items',
      body: { title: 'x', colour: 'red' },
      status: 400,
      code: 'invalid-request',
    },
    {
      name: 'an item that is no object',
      path: '/v1/items',
      body: ['x'],
      status: 400,
      code: 'invalid-request',
    },
    { name: 'no items', path: '/v1/items', body: { items: [] }, status: 400, code: 'invalid-request' },
    { name: 'broken JSON', path: '/v1/items', raw: '{"title": "x"', status: 400, code: 'invalid-request' },
    {
      name: 'a poisoned prototype',
      path: '/v1/items',
      raw: '{"title":"x","__proto__":{"admin":true}}',
      status: 400,
      code: 'invalid-request',
    },
    {
      name: 'a push of 2 MB',
      path: '/v1/items',
      body: { title: 'x', content: 'x'.repeat(2_000_000) },
      status: 413,
      code: 'too-large',
    },
    {
      name: 'another content type',
      path: '/v1/items',
      raw: 'title=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      status: 415,
      code: 'unsupported-media-type',
    },
    {
      name: 'no key',
      path: '/v1/items',
      body: { title: 'x' },
      headers: { authorization: '' },
      status: 401,
      code: 'key-missing',
    },
    {
      name: 'a wrong key',
      path: '/v1/items',
      body: { title: 'x' },
      headers: { authorization: `Bearer ${ADMIN_KEY}x` },
      status: 401,
      code: 'key-unknown',
    },
    {
      name: 'a feed that is a file',
      path: '/v1/feeds',
      body: { url: 'file:///etc/passwd' },
      status: 400,
      code: 'feed-url-refused',
    },
    {
      name: 'a feed with a password',
      path: '/v1/feeds',
      body: { url: 'https://me:secret@example.org/' },
      status: 400,
      code: 'feed-url-refused',
    },
    {
      name: 'OPML that is none',
      path: '/v1/feeds/opml',
      raw: '<html>',
      headers: { 'content-type': 'text/xml' },
      status: 400,
      code: 'opml-unreadable',
    },
    { name: 'an id that is none', path: '/v1/feeds/1', method: 'GET', status: 400, code: 'invalid-request' },
    {
      name: 'an id of nothing',
      path: '/v1/feeds/00000000-0000-4000-8000-000000000000',
      method: 'GET',
      status: 404,
      code: 'feed-not-found',
    },
    { name: 'an address of nothing', path: '/v1/nothing', method: 'GET', status: 404, code: 'not-found' },
    {
      name: 'a position below zero',
      path: '/v1/events?after=-1',
      method: 'GET',
      status: 400,
      code: 'invalid-request',
    },
    {
      name: 'a time in the future',
      path: '/v1/posture?asOf=2999-01-01T00:00:00Z',
      method: 'GET',
      status: 400,
      code: 'time-out-of-range',
    },
  ];

  it('are refused with a problem that names its code, and change nothing', async () => {
    for (const { name, path, body, raw, method = 'POST', headers = {}, status, code } of cases) {
      const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const answer = await program.api(path, {
        method,
        headers,
        ...(sent === undefined ? {} : { body: sent }),
      });
      const problem = (await answer.json()) as Record<string, unknown>;
      expect({ name, status: answer.status, ...problem }).toMatchObject({ name, status, code });
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(problem).toMatchObject({
        type: expect.stringMatching(new RegExp(`[:/]${code}$`)) as string,
        title: expect.any(String) as string,
        status,
        detail: expect.stringMatching(/\S+ \S+/) as string,
      });
    }
    expect((await json<{ events: unknown[] }>('/v1/events')).events).toEqual([]);
    expect(complaints(program.output())).toEqual([]);
  });

  it('take what is good of a push and name what is not', async () => {
    const items = [
      { title: 'A good one' },
      { title: ' ', summary: '' },
      { title: 'A bad date', publishedAt: 'yesterday' },
      { title: 'A bad link', url: 'javascript:alert(1)' },
      { title: 'Nul\u0000 and half a \ud83d pair' },
      { title: 'A good one' },
    ];
    const report = await json<object>('/v1/items', { method: 'POST', body: JSON.stringify({ items }) });
    expect(report).toMatchObject({
      accepted: 2,
      duplicates: 1,
      rejected: [
        { index: 1, code: 'item-empty' },
        { index: 2, code: 'item-date-unreadable' },
        { index: 3, code: 'item-url-unreadable' },
      ],
      position: 2,
    });
    const { events } = await json<{ events: LoggedEvent[] }>('/v1/events');
    expect(events.map(({ body }) => body.title)).toEqual(['A good one', 'Nul  and half a \ufffd pair']);
  });
});
