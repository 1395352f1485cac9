import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createHttpClient } from '#libs/http-client';
import { fetchFeed, type FetchOutcome, type FetchRequest } from './index';

const client = createHttpClient({ allow: ['127.0.0.0/8'], userAgent: 'test/1' });
const open: Server[] = [];
const feed = (title: string): string =>
  `<rss version="2.0"><channel><title>W</title><item><title>${title}</title><link>/1</link></item></channel></rss>`;

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const now = Date.UTC(2025, 4, 1);
const fetching = (url: string, known: Omit<FetchRequest, 'url'> = {}): Promise<FetchOutcome> =>
  fetchFeed(client, { url, ...known }, () => now);
/** What a server that always answers like this leads to. */
const answering = async (
  status: number,
  headers: Record<string, string> = {},
  body = '',
): Promise<FetchOutcome> => fetching(await serve((_q, res) => res.writeHead(status, headers).end(body)));

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => client.close());

describe('fetchFeed', () => {
  it('reads a feed and keeps its validators byte for byte', async () => {
    const headers = { etag: 'W/"a b"', 'last-modified': 'yesterday', 'content-encoding': 'gzip' };
    const url = await serve((_q, res) => res.writeHead(200, headers).end(gzipSync(feed('News'))));
    expect(await fetching(`${url}/feed`)).toMatchObject({
      kind: 'read',
      etag: 'W/"a b"',
      lastModified: 'yesterday',
      finalUrl: `${url}/feed`,
      movedPermanently: false,
      bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      reading: { title: 'W', items: [{ title: 'News', link: `${url}/1` }] },
    });
  });

  it('asks conditionally, and believes a 304', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((req, res) => {
      asked.push(req.headers['if-none-match'], req.headers['if-modified-since'], req.headers.cookie);
      res.writeHead(304, { etag: '"2"' }).end();
    });
    expect(await fetching(url, { etag: '"1"', lastModified: 'then' })).toEqual({
      kind: 'unchanged',
      etag: '"2"',
    });
    expect(asked).toEqual(['"1"', 'then', undefined]);
  });

  it('sees that nothing changed when the server does not say so', async () => {
    const url = await serve((_q, res) => res.end(feed('News')));
    const first = await fetching(url);
    if (first.kind !== 'read') throw new Error(first.kind);
    expect(await fetching(url, { bodyHash: first.bodyHash })).toEqual({ kind: 'unchanged' });
  });

  it('takes characters from the header, and links from where the feed moved to', async () => {
    const url = await serve((req, res) => {
      if (req.url === '/old') return res.writeHead(301, { location: '/new/feed' }).end();
      return res
        .writeHead(200, { 'content-type': 'text/xml; charset=windows-1251' })
        .end(
          Buffer.concat([
            Buffer.from('<rss><channel><item><link>a</link><title>'),
            Buffer.from([0xcc, 0xe8, 0xf0]),
            Buffer.from('</title></item></channel></rss>'),
          ]),
        );
    });
    expect(await fetching(`${url}/old`)).toMatchObject({
      finalUrl: `${url}/new/feed`,
      movedPermanently: true,
      reading: { items: [{ title: 'Мир', link: `${url}/new/a` }] },
    });
  });

  it('leaves out entries that say nothing', async () => {
    const body =
      '<rss><channel><item><link>https://a.example/</link></item><item><title>T</title></item></channel></rss>';
    expect(await answering(200, {}, body)).toMatchObject({
      reading: { items: [{ title: 'T' }], problems: ['entry-without-text'] },
    });
  });

  it.each([
    [500, {}, { code: 'http-500', gone: false }],
    [404, {}, { code: 'http-404', status: 404 }],
    [204, {}, { code: 'http-204' }],
    [410, {}, { code: 'gone', gone: true }],
    [429, {}, { code: 'rate-limited' }],
    [429, { 'retry-after': '600' }, { code: 'rate-limited', retryAfterMs: 600_000 }],
    [503, { 'retry-after': '1' }, { retryAfterMs: 60_000 }],
    [503, { 'retry-after': '99999999999' }, { retryAfterMs: 86_400_000 }],
    [503, { 'retry-after': 'Thu, 01 May 2025 00:10:00 GMT' }, { retryAfterMs: 600_000 }],
    [503, { 'retry-after': 'Thu, 01 May 2014 00:10:00 GMT' }, { retryAfterMs: 60_000 }],
    [403, { 'cf-mitigated': 'challenge' }, { code: 'challenge', retryAfterMs: 900_000 }],
    [302, {}, { code: 'http-302' }],
  ])('understands %i %j', async (status, headers, expected) =>
    expect(await answering(status, headers)).toMatchObject({ kind: 'failed', ...expected }),
  );

  it('does not wait on a Retry-After that is garbage', async () => {
    for (const text of ['soon', '-5', ''])
      expect(await answering(503, { 'retry-after': text })).not.toHaveProperty('retryAfterMs');
  });

  it('knows a bot check by its page', async () => {
    const page = '<!doctype html><html><head><title>Just a moment...</title></head></html>';
    expect(await answering(503, {}, page)).toMatchObject({ code: 'challenge' });
    expect(await answering(200, {}, page)).toMatchObject({ code: 'challenge' });
    expect(await answering(200, {}, '<html></html>')).toMatchObject({ code: 'not-a-feed', status: 200 });
  });

  it('does not read what is too long, or leads nowhere', async () => {
    expect(await answering(200, {}, 'x'.repeat(5 * 1024 * 1024 + 1))).toMatchObject({ code: 'too-large' });
    expect(await answering(302, { location: '/' })).toMatchObject({ code: 'too-many-redirects' });
    expect(await answering(302, { location: 'http://10.0.0.1/' })).toMatchObject({ code: 'refused-address' });
    expect(await fetching('nonsense')).toMatchObject({ kind: 'failed', code: 'bad-url', gone: false });
  });
});
