import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  id: string;
  body: string;
  event: { type: string; sequence?: number; id: string; data: Record<string, unknown> };
  headers: Record<string, string>;
}

/** What a receiver does with a message: a status, one with headers, or no answer at all. */
export type Answer =
  | number
  | { status: number; headers?: Record<string, string> }
  /** Cuts the connection instead of answering. */
  | 'cut';

/** A receiver as a customer would write it: it answers what it is told to, and keeps all it got. */
export interface Receiver {
  url: string;
  received: Received[];
  /** Messages of the order, without tests. */
  alerts(): Received[];
  /** Status of the next answers; the answer waits for a promise. */
  answer: (message: Received) => Answer | Promise<Answer>;
  /** What it says beside the status. */
  says: string;
  /** Resolves when so many alerts are there. */
  waitFor(count: number): Promise<Received[]>;
  /** Verifies each signature with the reference library, at the time of receipt. */
  secret: string | undefined;
  unverified: string[];
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const watchers = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      const headers = request.headers as Record<string, string>;
      const message: Received = {
        id: headers['webhook-id']!,
        body,
        headers,
        event: JSON.parse(body) as Received['event'],
      };
      if (receiver.secret) {
        try {
          new Webhook(receiver.secret).verify(body, headers);
        } catch {
          receiver.unverified.push(message.id);
        }
      }
      receiver.received.push(message);
      for (const watcher of watchers) watcher();
      const answer = await receiver.answer(message);
      if (answer === 'cut') return void request.socket.destroy();
      const { status, headers: extra = {} } = typeof answer === 'number' ? { status: answer } : answer;
      response.writeHead(status, extra).end(receiver.says);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    unverified: [],
    secret: undefined,
    answer: () => 204,
    says: 'ok',
    alerts: () => receiver.received.filter(({ event }) => event.type !== 'mediation-watch.endpoint.test'),
    waitFor: (count) =>
      new Promise((done) => {
        const look = (): void => {
          if (receiver.alerts().length < count) return;
          watchers.delete(look);
          done(receiver.alerts());
        };
        watchers.add(look);
        look();
      }),
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
  return receiver;
}
