import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the model's server got it. */
export interface ModelRequest {
  path: string;
  headers: IncomingMessage['headers'];
  body: {
    model: string;
    messages: { role: string; content: string }[];
    response_format: { json_schema: { strict: boolean } };
  };
}

/** An OpenAI-compatible endpoint on loopback that answers what a test tells it to. */
export interface ModelServer {
  url: string;
  requests: ModelRequest[];
  reply: (request: ModelRequest, response: ServerResponse) => void;
  /** Resolves when so many requests have come. */
  waitFor(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A whole completion around what the model is to have written. */
export const completion = (written: unknown, over: Record<string, unknown> = {}): string =>
  JSON.stringify({
    id: 'c1',
    choices: [
      {
        index: 0,
        finish_reason: 'stop',
        message: {
          role: 'assistant',
          content: typeof written === 'string' ? written : JSON.stringify(written),
          refusal: null,
        },
        ...over,
      },
    ],
    usage: { total_tokens: 321 },
  });

/** Answers 200 with a completion. */
export const writes =
  (written: unknown, over?: Record<string, unknown>): ModelServer['reply'] =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(completion(written, over));

export async function startModelServer(): Promise<ModelServer> {
  const watchers = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as ModelRequest['body'];
      const got = { path: request.url!, headers: request.headers, body };
      model.requests.push(got);
      for (const watcher of watchers) watcher();
      model.reply(got, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const model: ModelServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path/v1?tenant=hidden`,
    requests: [],
    reply: (_, response) => void response.writeHead(500).end(),
    waitFor: (count) =>
      new Promise((done) => {
        const look = (): void => {
          if (model.requests.length < count) return;
          watchers.delete(look);
          done();
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
  return model;
}
