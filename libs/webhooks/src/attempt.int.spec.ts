import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { createHttpClient, HttpError, type HttpClient, type HttpRequest } from '#libs/http-client';
import {
  attemptDelivery,
  MAX_ANSWER_BYTES,
  newSecret,
  type AttemptRequest,
  type AttemptResult,
} from './index';

const client = createHttpClient({ allow: ['127.0.0.0/8'], userAgent: 'mediation-watch/test' });
const servers: Server[] = [];
const secret = newSecret();

afterAll(async () => {
  await client.close();
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const attempt = (
  url: string,
  part: Partial<AttemptRequest> = {},
  by: HttpClient = client,
): Promise<AttemptResult> =>
  attemptDelivery(by, {
    url,
    body: '{"a":"\u00fc"}',
    id: 'id-1',
    secrets: [secret],
    timestampMs: Date.now(),
    ...part,
  });

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('attemptDelivery', () => {
  it('posts the stored bytes, signed so that an independent judge agrees', async () => {
    const seen: { headers: IncomingMessage['headers']; body: Buffer; method?: string }[] = [];
    const url = await serve(async (request, response) => {
      seen.push({ headers: request.headers, body: await bodyOf(request), method: request.method });
      response.writeHead(204).end();
    });
    const result = await attempt(url);
    expect(result).toEqual({ outcome: 'success', status: 204, latencyMs: expect.any(Number), answer: '' });
    const { headers, body, method } = seen[0]!;
    expect(method).toBe('POST');
    expect(headers).toMatchObject({
      'content-type': 'application/cloudevents+json',
      'user-agent': 'mediation-watch/test',
      'webhook-id': 'id-1',
    });
    expect(headers).not.toHaveProperty('mediation-watch-replay');
    const judged = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(judged).toEqual({ a: '\u00fc' });
  });

  it('repeats a delivery with the same bytes and id, a fresh timestamp and the replay mark', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers);
      response.end('ok');
    });
    await attempt(url, { timestampMs: 1_000_999 });
    await attempt(url, { timestampMs: 2_000_000, replay: true });
    expect(seen.map((headers) => [headers['webhook-timestamp'], headers['mediation-watch-replay']])).toEqual([
      ['1000', undefined],
      ['2000', 'true'],
    ]);
    expect(seen[0]!['webhook-id']).toBe(seen[1]!['webhook-id']);
    expect(seen[0]!['webhook-signature']).not.toBe(seen[1]!['webhook-signature']);
  });

  it.each([400, 404, 410, 422, 429, 500, 503])('%i is a failure with its answer kept', async (status) => {
    const url = await serve((_, response) =>
      response.writeHead(status).end('no\u0000 \u001b[31mred\r\nline'),
    );
    expect(await attempt(url)).toEqual({
      outcome: 'failure',
      status,
      latencyMs: expect.any(Number),
      answer: 'no [31mred\nline',
    });
  });

  it.each([301, 302, 303, 307, 308])('%i is a failure and is not followed', async (status) => {
    let canary = 0;
    const target = await serve((_, response) => response.end(String(++canary)));
    const url = await serve((_, response) => response.writeHead(status, { location: target }).end());
    expect(await attempt(url)).toMatchObject({ outcome: 'failure', status });
    expect(canary).toBe(0);
  });

  it.each([
    ['120', 120_000],
    ['soon', undefined],
  ])('reads Retry-After: %s', async (header, expected) => {
    const url = await serve((_, response) => response.writeHead(503, { 'retry-after': header }).end());
    expect((await attempt(url)).retryAfterMs).toBe(expected);
  });

  it('reads Retry-After as a date by the clock of the receiver', async () => {
    const headers = { date: 'Thu, 01 May 2025 12:00:00 GMT', 'retry-after': 'Thu, 01 May 2025 12:01:30 GMT' };
    const url = await serve((_, response) => response.writeHead(429, headers).end());
    expect((await attempt(url)).retryAfterMs).toBe(90_000);
  });

  it('stops reading an endless answer at 4 KiB', async () => {
    let open = true;
    const url = await serve((_, response) => {
      response.on('close', () => (open = false));
      const pump = (): void => {
        while (open && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pump);
      pump();
    });
    const result = await attempt(url);
    expect(result).toMatchObject({ outcome: 'success', status: 200 });
    expect(result.answer).toBe('x'.repeat(MAX_ANSWER_BYTES));
    for (let i = 0; i < 100 && open; i++) await new Promise((next) => setTimeout(next, 10));
    expect(open).toBe(false);
  });

  it('never splits a character at the cut', async () => {
    const url = await serve((_, response) => response.end('a' + '\u00fc'.repeat(5_000)));
    expect((await attempt(url)).answer).toMatch(/^a\u00fc+$/);
  });

  it('gives up on a receiver that trickles for ever, by the wall clock', async () => {
    const url = await serve((_, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    // The limit is 15 s; the client is asked for less so that the suite need not wait.
    const hasty: HttpClient = { ...client, request: (r) => client.request({ ...r, timeoutMs: 200 }) };
    const result = await attempt(url, {}, hasty);
    expect(result).toMatchObject({ outcome: 'failure', answer: '', error: { code: 'timeout' } });
    expect(result).not.toHaveProperty('status');
    expect(result.latencyMs).toBeGreaterThanOrEqual(190);
  });

  it('asks for 15 s, 4 KiB and no redirects', async () => {
    const asked: HttpRequest[] = [];
    const recorder: HttpClient = {
      request: (request) => {
        asked.push(request);
        return Promise.reject(new HttpError('timeout', 'slow'));
      },
      close: () => Promise.resolve(),
    };
    await attempt('http://h.example/', {}, recorder);
    expect(asked[0]).toMatchObject({
      timeoutMs: 15_000,
      maxBytes: 4_096,
      truncate: true,
      maxRedirects: 0,
    });
  });

  it('names a refused connection and a broken answer', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await attempt(url)).toMatchObject({ outcome: 'failure', error: { code: 'broken-answer' } });
    const gone = await serve((_, response) => response.end());
    const last = servers.at(-1)!;
    await new Promise((done) => last.close(done));
    expect(await attempt(gone)).toMatchObject({ outcome: 'failure', error: { code: 'connect-failed' } });
  });

  it('is refused by the address guard, not by chance', async () => {
    const closed = createHttpClient({ allow: [], userAgent: 'x' });
    const url = await serve((_, response) => response.end());
    expect(await attempt(url, {}, closed)).toMatchObject({ error: { code: 'refused-address' } });
    await closed.close();
  });

  it('keeps secrets out of what is stored, also when the receiver echoes them', async () => {
    const url = await serve((request, response) => response.writeHead(500).end(`${request.url} ${secret}`));
    const { answer } = await attempt(`${url}/T000-very-secret?token=canary-canary`);
    expect(answer).not.toMatch(/canary|T000|whsec/);
    const leaky: HttpClient = {
      request: () => Promise.reject(new Error(`GET ${url}?token=canary-canary ${secret} \ud800`)),
      close: () => Promise.resolve(),
    };
    const { error } = await attempt(`${url}?token=canary-canary`, {}, leaky);
    expect(error).toMatchObject({ code: 'unexpected' });
    expect(error!.message).not.toMatch(/canary|whsec|\ud800/);
  });

  it('survives a client that rejects with no error, and a URL that is none', async () => {
    const odd: HttpClient = { request: () => Promise.reject('x'), close: () => Promise.resolve() };
    expect(await attempt('no url', {}, odd)).toMatchObject({ error: { code: 'unexpected' } });
    expect(await attempt('no url')).toMatchObject({ error: { code: 'bad-url' } });
  });

  it('throws only at our own faults', async () => {
    await expect(attempt('http://127.0.0.1:1/', { secrets: ['bad'] })).rejects.toThrow('whsec_');
    await expect(attempt('http://127.0.0.1:1/', { id: 'a.b' })).rejects.toThrow('webhook id');
  });
});
