import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rss } from './feed-server';

/** Longer than any test: the host answers when it is told to. */
export const NEVER = Infinity;

/** A slow host with any number of feeds that counts how many requests are open at a time. */
export interface FeedHost {
  url(name: string): string;
  /** Real milliseconds until it answers. */
  waitMs: number;
  open: number;
  mostAtOnce: number;
  /** Names of the feeds that were asked for, in order. */
  asked: string[];
  /** Answers all who wait. */
  release(): void;
  close(): void;
}

export async function startFeedHost(waitMs = 0): Promise<FeedHost> {
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const name = request.url!.slice(1);
    host.asked.push(name);
    host.open += 1;
    host.mostAtOnce = Math.max(host.mostAtOnce, host.open);
    response.on('close', () => (host.open -= 1));
    const answer = (): void => {
      waiting.delete(answer);
      response.end(rss(name, [{ title: name, summary: 'Something happened.', guid: name }]));
    };
    if (host.waitMs === 0) return answer();
    waiting.add(answer);
    if (host.waitMs !== NEVER) setTimeout(answer, host.waitMs).unref();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const host: FeedHost = {
    url: (name) => `http://127.0.0.1:${port}/${name}`,
    waitMs,
    open: 0,
    mostAtOnce: 0,
    asked: [],
    release: () => waiting.forEach((answer) => answer()),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return host;
}
