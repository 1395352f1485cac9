import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A message that the receiver got. */
export interface DemoMessage {
  type: string;
  sequence?: number;
  data: Record<string, unknown>;
  /** The reference library of Standard Webhooks accepts its signature. */
  verified: boolean;
}

/** A customer's endpoint: verifies with the reference library and answers 204, or 401 to a wrong signature. */
export interface DemoReceiver {
  url: string;
  /** Set once the subscription has given it; until then only the test of the endpoint comes, and waits. */
  secret(secret: string): void;
  close(): Promise<void>;
}

export async function startReceiver(onMessage: (message: DemoMessage) => void): Promise<DemoReceiver> {
  let tell: (secret: string) => void = () => undefined;
  const known = new Promise<string>((resolve) => (tell = resolve));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void known.then((secret) => {
        const body = Buffer.concat(chunks).toString();
        const verified = verify(secret, body, request.headers as Record<string, string>);
        response.writeHead(verified ? 204 : 401).end();
        onMessage({ ...(JSON.parse(body) as Omit<DemoMessage, 'verified'>), verified });
      });
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    secret: (secret) => tell(secret),
    close: () => new Promise((closed) => (server.closeAllConnections(), server.close(() => closed()))),
  };
}

function verify(secret: string, body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
