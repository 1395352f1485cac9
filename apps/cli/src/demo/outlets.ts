import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '#libs/clock';
import type { DemoItem } from './story';

/** Feeds over HTTP on loopback: an item is there from its time on. */
export interface DemoFeeds {
  url(outlet: string): string;
  close(): Promise<void>;
}

const xml = (text: string): string => text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The newest version of each article that is out by now, newest first. */
function published(items: DemoItem[], outlet: string, now: number): (DemoItem & { first: string })[] {
  const out = new Map<string, DemoItem & { first: string }>();
  for (const item of items)
    if (item.outlet === outlet && Date.parse(item.at) <= now)
      out.set(item.id, { ...item, first: out.get(item.id)?.first ?? item.at });
  return [...out.values()].reverse();
}

function rss(outlet: string, items: (DemoItem & { first: string })[]): string {
  const entries = items.map(
    ({ id, title, summary, first }) =>
      `<item><guid isPermaLink="false">${xml(id)}</guid><title>${xml(title)}</title><description>${xml(summary)}</description><pubDate>${new Date(first).toUTCString()}</pubDate><link>https://example.org/${xml(id)}</link></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>${xml(outlet)}</title><link>https://example.org/</link><description>demo</description>\n${entries.join('\n')}\n</channel></rss>`;
}

export async function serveFeeds(items: DemoItem[], clock: Clock): Promise<DemoFeeds> {
  const server = createServer((request, response) => {
    const outlet = decodeURIComponent(request.url!.slice(1));
    const body = rss(outlet, published(items, outlet, clock.now()));
    const etag = `"${Buffer.byteLength(body)}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8', etag }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: (outlet) => `http://127.0.0.1:${port}/${encodeURIComponent(outlet)}`,
    close: () => new Promise((closed) => (server.closeAllConnections(), server.close(() => closed()))),
  };
}
