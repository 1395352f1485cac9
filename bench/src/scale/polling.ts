import { within, type BenchOptions } from '../harness';
import { listen } from '../receivers';
import { mixedTexts } from '../texts';
import { isSo } from './system';
import type { Prepared, Work } from './work';

/** Each on a host of its own, for a host gets two requests at a time; several times what a worker polls at once. */
const FEEDS = 48;
const SMOKE_FEEDS = 4;
const LIMIT_MS = 120_000;

interface Documents {
  name: string;
  /** Entries that are always there, and how often the text of each is repeated in it. */
  old: number;
  repeated: number;
  /** Entries that are new in every round. */
  fresh: number;
}

/** What a poll of a busy outlet with whole texts brings: 0.3 MB, and little of it is new. */
export const parsing = feedWork({
  name: 'polling feeds of long texts',
  old: 45,
  repeated: 5,
  fresh: 1,
});

/** Every entry is new, so that all of them are recorded, read and folded. */
export const reading = feedWork({
  name: 'polling and reading new items',
  old: 0,
  repeated: 1,
  fresh: 30,
});

function feedWork(documents: Documents): Work {
  return {
    name: documents.name,
    rounds: ({ smoke }) => (smoke ? { counted: 1, warmUp: 0 } : { counted: 3, warmUp: 2 }),
    async prepare({ ask, database, folded }, { smoke }: BenchOptions): Promise<Prepared> {
      const count = smoke ? SMOKE_FEEDS : FEEDS;
      const feeds = await Promise.all(Array.from({ length: count }, (_, n) => startFeed(n, documents)));
      const ids: string[] = [];
      for (const { url } of feeds) ids.push((await ask<{ id: string }>('/v1/feeds', { url })).id);
      const polled = (since: string): Promise<void> =>
        isSo(
          database,
          'select count(*) = $2 as so from feed_polls where last_success_at >= $1 and claimed_by is null and not asked',
          [since, count],
        );
      await within(LIMIT_MS, 'the first polls', polled(new Date(0).toISOString()));
      await within(LIMIT_MS, 'the first items', folded());
      return {
        round(n) {
          for (const feed of feeds) feed.publish(n + 1);
          return async () => {
            const since = new Date().toISOString();
            await Promise.all(ids.map((id) => ask(`/v1/feeds/${id}/poll`, {})));
            await within(LIMIT_MS, 'the polls of a round', polled(since));
            await within(LIMIT_MS, 'the items of a round', folded());
          };
        },
        close: () => feeds.forEach((feed) => feed.close()),
      };
    },
  };
}

const escape = (text: string): string => text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);

interface Entries {
  /** Begins their ids. */
  prefix: string;
  seed: number;
  count: number;
  repeated?: number;
}

/** So many entries of seeded texts, as RSS. */
const entries = ({ prefix, seed, count, repeated = 1 }: Entries): string =>
  mixedTexts(seed, count)
    .map(({ title = '', summary = '', content = '' }, n) => {
      const text = escape(`${summary} ${content} `.repeat(repeated));
      return `<item><guid isPermaLink="false">${prefix}-${n}</guid><title>${escape(title)}</title><description>${text}</description></item>`;
    })
    .join('');

/** Seeds of a feed lie apart, so that no text comes twice. */
const SEEDS = 1_000;

async function startFeed(feed: number, { old, repeated, fresh }: Documents) {
  const always = entries({ prefix: `${feed}-old`, seed: feed * SEEDS, count: old, repeated });
  let document = '';
  const publish = (round: number): void => {
    const items =
      entries({ prefix: `${feed}-${round}`, seed: feed * SEEDS + round + 1, count: fresh }) + always;
    document = `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed ${feed}</title>${items}</channel></rss>`;
  };
  publish(0);
  const { url, close } = await listen((_, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(document);
  });
  return { url, close, publish };
}
