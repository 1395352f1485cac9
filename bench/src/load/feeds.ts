import type { ItemText } from '#libs/domain';
import { writeOpml } from '#libs/feed-reader';
import { rss, type Story } from '../laboratory/feed-server';
import { listen } from '../receivers';

/** Items that a feed holds. */
export const ITEMS_PER_FEED = 10;
/** The product asks one host for two documents at a time, so the feeds are spread over as many servers. */
const SERVERS = 32;
/** Feeds of one list for the import. */
const LISTED = 1_000;
/** Feeds whose server knows a validator: they answer 304 when nothing changed. */
const WITH_VALIDATOR = 2;

/** Many feeds of other news, and a few that tell a change. */
export interface LoadFeeds {
  /** The many as lists for the import, a thousand each. */
  lists(): string[];
  /** Address of a feed that tells what it is given; its first poll finds one old item. */
  teller(name: string): string;
  /** Sets the newest item of a telling feed. */
  tell(name: string, story: Story): void;
  /** When each telling feed was first asked since its item was set, on the clock of `performance`. */
  served(name: string): Promise<number>;
  /** Gives each of the many feeds so many new items instead of its oldest. */
  renew(count: number): void;
  /** Documents that were served, and of these the answers that nothing changed. */
  readonly counts: { served: number; unchanged: number };
  close(): void;
}

interface Teller {
  stories: Story[];
  served: Promise<number>;
  note: (at: number) => void;
}

/** @param texts what the many feeds take their items from */
export async function startLoadFeeds(count: number, texts: readonly ItemText[]): Promise<LoadFeeds> {
  const tellers = new Map<string, Teller>();
  const counts = { served: 0, unchanged: 0 };
  const begin = Date.now();
  let renewed = 0;

  const documentOf = (feed: number): string => {
    const stories = Array.from({ length: ITEMS_PER_FEED }, (_, at): Story => {
      const number = renewed + ITEMS_PER_FEED - 1 - at;
      const { title, summary } = texts[(feed * 31 + number) % texts.length]!;
      // Items of one poll lie a minute apart and end before now, as in a feed that is read for the first time.
      const when = new Date(begin - (ITEMS_PER_FEED - (number % ITEMS_PER_FEED)) * 60_000);
      return { title: `${title} (${feed}/${number})`, summary, guid: `load-${feed}-${number}`, at: when };
    });
    return rss(`Load ${feed}`, stories);
  };
  const servers = await Promise.all(
    Array.from({ length: Math.min(SERVERS, count) }, () =>
      listen((request, response) => {
        const name = decodeURIComponent(request.url!.slice(1));
        const teller = tellers.get(name);
        const etag = `"${name}-${renewed}"`;
        counts.served += 1;
        if (teller) teller.note(performance.now());
        else if (Number(name) % WITH_VALIDATOR === 0) {
          if (request.headers['if-none-match'] === etag) {
            counts.unchanged += 1;
            return void response.writeHead(304).end();
          }
          response.setHeader('etag', etag);
        }
        response
          .writeHead(200, { 'content-type': 'application/rss+xml' })
          .end(teller ? rss(name, teller.stories) : documentOf(Number(name)));
      }),
    ),
  );
  const urlOf = (feed: number): string => `${servers[feed % servers.length]!.url}/${feed}`;
  const expect = (stories: Story[]): Teller => {
    let note: (at: number) => void = () => undefined;
    const served = new Promise<number>((resolve) => (note = resolve));
    return { stories, served, note };
  };

  return {
    counts,
    lists: () =>
      Array.from({ length: Math.ceil(count / LISTED) }, (_, list) => {
        const first = list * LISTED;
        const listed = Array.from({ length: Math.min(LISTED, count - first) }, (_each, at) => {
          const feed = first + at;
          return { url: urlOf(feed), title: `Load ${feed}` };
        });
        return writeOpml(listed);
      }),
    teller(name) {
      const at = new Date(begin - 3_600_000);
      tellers.set(name, expect([{ title: 'The market hall opens', summary: '', guid: `${name}-0`, at }]));
      return `${servers[tellers.size % servers.length]!.url}/${name}`;
    },
    tell(name, story) {
      tellers.set(name, expect([story, ...tellers.get(name)!.stories]));
    },
    served: (name) => tellers.get(name)!.served,
    renew: (items) => void (renewed += items),
    close: () => servers.forEach(({ close }) => close()),
  };
}
