import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One item of a served feed. */
export interface Story {
  title: string;
  summary: string;
  guid?: string;
  link?: string;
  /** When it claims to be published. */
  at?: Date;
}

/** A fault of a feed's host: no answer, half of one and then a cut connection, or one that trickles in. */
export type Misbehaviour = 'hang' | 'cut' | { trickleMs: number };

/** Real feeds over HTTP: what is set is served at the next request. */
export interface FeedServer {
  /** Address of the feed of an outlet. */
  url(outlet: string): string;
  /** Replaces what a feed holds. */
  set(outlet: string, stories: Story[]): void;
  /** Serves something that is no feed. */
  setRaw(
    outlet: string,
    answer: { status?: number; type?: string; body: string | Buffer; headers?: Record<string, string> },
  ): void;
  /** Answers the next requests never. */
  hang(outlet: string): void;
  /** Answers requests for this feed so from now on; undefined: as usual. */
  misbehave(outlet: string, how?: Misbehaviour): void;
  /** Resolves when a feed was asked for so many times. */
  asked(outlet: string, times: number): Promise<void>;
  requests: { outlet: string; headers: Record<string, string> }[];
  close(): Promise<void>;
}

const escape = (text: string): string => text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** An RSS 2.0 document. */
export function rss(outlet: string, stories: Story[]): string {
  const items = stories.map(
    ({
      title,
      summary,
      guid,
      link,
      at,
    }) => `<item><title>${escape(title)}</title><description>${escape(summary)}</description>
      ${guid ? `<guid isPermaLink="false">${escape(guid)}</guid>` : ''}${link ? `<link>${escape(link)}</link>` : ''}
      ${at ? `<pubDate>${at.toUTCString()}</pubDate>` : ''}</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${escape(outlet)}</title>
    <link>https://example.org/</link><description>${escape(outlet)}</description>${items.join('\n')}</channel></rss>`;
}

export async function startFeedServer(): Promise<FeedServer> {
  const answers = new Map<
    string,
    { status: number; type: string; body: string | Buffer; headers: Record<string, string> }
  >();
  const requests: FeedServer['requests'] = [];
  const faults = new Map<string, Misbehaviour>();
  const watchers = new Set<() => void>();
  const server = createServer((request, response) => {
    const outlet = decodeURIComponent(request.url!.slice(1).replace(/\.xml$/, ''));
    requests.push({ outlet, headers: request.headers as Record<string, string> });
    for (const watcher of watchers) watcher();
    const fault = faults.get(outlet);
    if (fault === 'hang') return;
    const answer = answers.get(outlet);
    if (!answer) return void response.writeHead(404).end();
    response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers });
    if (fault === undefined) return void response.end(answer.body);
    const half = answer.body.length >> 1;
    response.write(answer.body.slice(0, half));
    if (fault === 'cut') setImmediate(() => request.socket.destroy());
    else setTimeout(() => response.end(answer.body.slice(half)), fault.trickleMs);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const setRaw: FeedServer['setRaw'] = (
    outlet,
    { status = 200, type = 'application/rss+xml', body, headers = {} },
  ) => void answers.set(outlet, { status, type, body, headers });
  return {
    url: (outlet) => `http://127.0.0.1:${port}/${encodeURIComponent(outlet)}.xml`,
    set: (outlet, stories) => setRaw(outlet, { body: rss(outlet, stories) }),
    setRaw,
    hang: (outlet) => void faults.set(outlet, 'hang'),
    misbehave: (outlet, how) => void (how === undefined ? faults.delete(outlet) : faults.set(outlet, how)),
    asked: (outlet, times) =>
      new Promise((done) => {
        const look = (): void => {
          if (requests.filter((each) => each.outlet === outlet).length < times) return;
          watchers.delete(look);
          done();
        };
        watchers.add(look);
        look();
      }),
    requests,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
