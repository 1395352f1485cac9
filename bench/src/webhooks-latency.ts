import { Pool } from 'undici';
import { row, within, type BenchOptions, type Row } from './harness';
import { ask, type Running } from './program';
import { listen, startCounting } from './receivers';
import { itemsOf, momentOf, OUTLETS, storyOf, type Article } from './story';

const STEPS = 8;
const SMOKE_STEPS = 2;
const STEP_LIMIT_MS = 20_000;

type Item = ReturnType<typeof itemsOf>[number];

interface FeedView {
  id: string;
  health: { lastSuccessAt: string | null };
}

/** From the moment a poll reaches the feed to the moment the webhook reaches the receiver, idle machine, loopback. */
export async function latency({ url }: Running, { smoke }: BenchOptions): Promise<Row[]> {
  const story = storyOf(smoke ? SMOKE_STEPS : STEPS);
  const receiver = await startCounting();
  const feeds = await Promise.all(OUTLETS.map(startFeed));
  try {
    await ask(url, '/v1/subscriptions', { url: `${receiver.url}/hook` });
    await within(STEP_LIMIT_MS, 'the test of the endpoint', receiver.tested(1));
    const ids: string[] = [];
    for (const [i, outlet] of OUTLETS.entries())
      ids.push((await ask<FeedView>(url, '/v1/feeds', { url: feeds[i]!.url, outlet, tier: 1 })).id);
    for (const id of ids) await polled(url, id, null);
    const latencies: number[] = [];
    for (const [step, article] of story.entries())
      latencies.push(await tell({ url, receiver, feeds, ids }, article, step));
    return [
      row({
        name: 'poll begins to webhook received, p50',
        unit: 'ms',
        values: latencies,
        peer: {
          name: 'plain POST to the same receiver',
          values: await plainPosts(receiver.url, latencies.length),
        },
        aim: { text: 'p50 <= 150 ms', met: (value) => value <= 150 },
      }),
    ];
  } finally {
    receiver.close();
    for (const feed of feeds) feed.close();
  }
}

interface Stage {
  url: string;
  receiver: Awaited<ReturnType<typeof startCounting>>;
  feeds: Awaited<ReturnType<typeof startFeed>>[];
  ids: string[];
}

/** The first outlet reports it and nothing follows; the poll of the second one decides, and is measured. */
async function tell({ url, receiver, feeds, ids }: Stage, article: Article, step: number): Promise<number> {
  const [first, second] = itemsOf(article, momentOf(step));
  feeds[0]!.publish(first!);
  const before = await ask<FeedView>(url, `/v1/feeds/${ids[0]}`);
  await ask(url, `/v1/feeds/${ids[0]}/poll`, {});
  await polled(url, ids[0]!, before.health.lastSuccessAt);
  feeds[1]!.publish(second!);
  const received = receiver.nextAlerts(1);
  const polledAt = feeds[1]!.nextPoll();
  await ask(url, `/v1/feeds/${ids[1]}/poll`, {});
  const [at] = await within(STEP_LIMIT_MS, `the alert of step ${step + 1}`, received);
  return at! - (await polledAt);
}

async function polled(url: string, id: string, before: string | null): Promise<void> {
  const look = async (): Promise<void> => {
    for (;;) {
      const { health } = await ask<FeedView>(url, `/v1/feeds/${id}`);
      if (health.lastSuccessAt !== before) return;
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  await within(STEP_LIMIT_MS, 'the poll of a feed', look());
}

async function startFeed() {
  let items: Item[] = [];
  let poll: (at: number) => void = () => undefined;
  const { url, close } = await listen((_, response) => {
    poll(performance.now());
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss(items));
  });
  return {
    url,
    close,
    publish: (item: Item) => void (items = [item, ...items]),
    nextPoll: (): Promise<number> => new Promise((resolve) => (poll = resolve)),
  };
}

const rss = (items: readonly Item[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Bench</title>${items
    .map(
      ({ id, title, summary, publishedAt }) =>
        `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><description>${summary}</description><pubDate>${new Date(publishedAt).toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`;

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
