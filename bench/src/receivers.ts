import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free port of loopback. @returns its address without a path */
export async function listen(handler: RequestListener): Promise<{ url: string; close(): void }> {
  const server: Server = createServer(handler);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Counts what comes in by path; tests of endpoints apart. */
export interface CountingReceiver {
  url: string;
  /** Resolves once so many paths were sent a test. */
  tested(count: number): Promise<void>;
  /** From now on: when each path is told its next alert, and when all of so many were. */
  nextAlerts(count: number): Promise<number[]>;
  close(): void;
}

export async function startCounting({ hangs = false } = {}): Promise<CountingReceiver> {
  const tests = new Set<string>();
  let alerts = new Map<string, number>();
  let look: () => void = () => undefined;
  const watch = (done: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      look = () => void (done() && resolve());
      look();
    });
  const { url, close } = await listen((request, response) => {
    const at = performance.now();
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const isTest = text.includes('"mediation-watch.endpoint.test"');
      if (isTest) tests.add(request.url!);
      else if (text !== '{}' && !alerts.has(request.url!)) alerts.set(request.url!, at);
      // A tar pit answers its test, so that it is registered, and nothing from then on.
      if (isTest || !hangs) response.writeHead(204).end();
      look();
    });
  });
  return {
    url,
    close,
    tested: (count) => watch(() => tests.size >= count),
    async nextAlerts(count) {
      const fresh = (alerts = new Map<string, number>());
      await watch(() => fresh.size >= count);
      return [...fresh.values()];
    },
  };
}
