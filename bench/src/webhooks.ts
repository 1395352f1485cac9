import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { row, type Row } from './harness';
import { KEY, startStandalone } from './program';

/** Each says one threat and one walk-back: a remark told again is old news to the fold, however it is worded. */
const SPEAKERS = [
  'the State Department spokeswoman',
  'the Secretary of State',
  'President Trump',
  'Vice President Vance',
  'the White House spokeswoman',
  'US special envoy Witkoff',
];

interface Article {
  title: string;
  summary: string;
}

const STORY: Record<'threatened' | 'clarified', (speaker: string) => Article> = {
  threatened: (speaker) => ({
    title: `US may walk away from mediating between Russia and Ukraine, ${speaker} warns`,
    summary: `The United States will step back as mediator between Russia and Ukraine if there is no progress, ${speaker} told reporters.`,
  }),
  clarified: (speaker) => ({
    title: `US is not walking away from mediating between Russia and Ukraine, ${speaker} says`,
    summary: `The United States has not given up its role as mediator between Russia and Ukraine, ${speaker} told reporters, denying that it walks away.`,
  }),
};

const listen = (server: Server): Promise<string> =>
  new Promise((done) =>
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );

/** From the moment a poll reaches the feed to the moment the webhook reaches the receiver, idle machine, loopback. */
export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mw-bench-'));
  const stage = await setStage();
  const program = await startStandalone(folder);
  try {
    const latencies: number[] = [];
    const feedId = await prepare(program.url, stage);
    for (const speaker of SPEAKERS) {
      for (const posture of ['threatened', 'clarified'] as const) {
        const { polledAt, receivedAt } = await stage.tell(STORY[posture](speaker), () =>
          post(program.url, `/v1/feeds/${feedId}/poll`),
        );
        latencies.push(receivedAt - polledAt);
      }
    }
    return [
      row({
        name: 'poll begins to webhook received, p50',
        unit: 'ms',
        values: latencies,
        peer: {
          name: 'plain POST to the same receiver',
          values: await plainPosts(stage.receiverUrl, latencies.length),
        },
        aim: { text: 'p50 <= 150 ms', met: (value) => value <= 150 },
      }),
    ];
  } finally {
    await program.stop();
    stage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A feed and a receiver. */
async function setStage() {
  let articles: (Article & { at: Date; id: number })[] = [];
  let polledAt = 0;
  const begin = Date.now() - 3_600_000;
  let arrived: (at: number) => void = () => undefined;
  const feed = createServer((_, response) => {
    polledAt ||= performance.now();
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss(articles));
  });
  const receiver = createServer((request, response) => {
    const at = performance.now();
    request.resume().on('end', () => {
      response.writeHead(204).end();
      if (request.headers['webhook-id']) arrived(at);
    });
  });
  const [feedUrl, receiverUrl] = [await listen(feed), await listen(receiver)];
  const nextArrival = (): Promise<number> => new Promise((resolve) => (arrived = resolve));
  return {
    feedUrl,
    receiverUrl,
    nextArrival,
    async tell(
      article: Article,
      poll: () => Promise<unknown>,
    ): Promise<{ polledAt: number; receivedAt: number }> {
      // RSS dates have seconds, and what is of one instant is folded as one set: a minute lies between two.
      articles = [
        { ...article, at: new Date(begin + articles.length * 60_000), id: articles.length },
        ...articles,
      ];
      polledAt = 0;
      const receivedAt = nextArrival();
      await poll();
      return { receivedAt: await receivedAt, polledAt };
    },
    close: () => [feed, receiver].forEach((server) => (server.closeAllConnections(), server.close())),
  };
}

const rss = (articles: (Article & { at: Date; id: number })[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Bench</title>${articles
    .slice(0, 30)
    .map(
      ({ title, summary, at, id }) =>
        `<item><guid isPermaLink="false">b${id}</guid><title>${title}</title><description>${summary}</description><pubDate>${at.toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`;

const post = (url: string, path: string, body?: object): Promise<Response> =>
  fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

/** Registers an official feed (one item decides) and a verified endpoint. */
async function prepare(url: string, stage: Awaited<ReturnType<typeof setStage>>): Promise<string> {
  const verified = stage.nextArrival();
  await post(url, '/v1/subscriptions', { url: stage.receiverUrl });
  await verified;
  const feed = await post(url, '/v1/feeds', {
    url: stage.feedUrl,
    outlet: 'State Department',
    tier: 1,
    official: true,
  });
  const { id } = (await feed.json()) as { id: string };
  for (;;) {
    const { health } = (await (await fetch(`${url}/v1/feeds/${id}`)).json()) as {
      health: { lastSuccessAt: string | null };
    };
    if (health.lastSuccessAt) return id;
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function plainPosts(url: string, count: number): Promise<number[]> {
  const pool = new Pool(url);
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const begin = performance.now();
    const { body } = await pool.request({ method: 'POST', path: '/', body: '{}' });
    await body.dump();
    times.push(performance.now() - begin);
  }
  await pool.close();
  return times;
}
