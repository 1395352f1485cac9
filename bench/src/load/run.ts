import { within } from '../harness';
import type { Asker } from '../program';
import { startCounting } from '../receivers';
import { itemsOf, momentOf, OUTLETS, storyOf } from '../story';
import { otherTexts } from '../texts';
import { register } from '../webhooks-fan-out';
import { ITEMS_PER_FEED, startLoadFeeds, type LoadFeeds } from './feeds';
import type { Load } from './order';
import { startLoadedSystem, type LoadedSystem } from './system';
import type { Usage } from './usage';

/** What one stretch of a load cost. */
export interface Stage {
  name: string;
  /** What it got through. */
  count: number;
  unit: 'polls' | 'items' | 'deliveries';
  seconds: number;
  /** Processor time in milliseconds by part of the system. */
  cpuMs: Record<string, number>;
  /** Memory at its end in MB by part of the system. */
  memoryMb: Record<string, number>;
}

/** Milliseconds from a change until its message is there: one for each endpoint and change. */
export interface Latency {
  name: string;
  /** From the answer in which the deciding feed first showed it. */
  sinceServed: number[];
}

export interface LoadReport {
  load: Load;
  stages: Stage[];
  latencies: Latency[];
  /** What the largest tables take on disk at the end with their indexes, in MB. */
  diskMb: Record<string, number>;
}

/** Different texts that feeds and pushes take theirs from; titles are numbered, so that no two items are alike. */
const TEXTS = 2_000;
const PUSHED_AT_ONCE = 500;
/** Requests of clients that push at a time. */
const PUSHERS = 4;
/** Changes of posture that are told on a quiet system, and as many on a busy one. */
const CHANGES = 4;
/** Items of every feed that are new when all feeds are due again. */
const NEW_ITEMS = 1;
/** Longest wait for any one thing: a slow machine may take its time, but the laboratory ends by itself. */
const LIMIT_MS = 600_000;

/**
 * Plays one load on a system of its own: all feeds for the first time, all feeds again with nothing new, pushed
 * items, changes on a quiet system, and changes while every feed is due and brings news.
 * @throws Error when something that must come does not: nothing is measured that did not happen
 */
export async function playLoad(load: Load, { smoke }: { smoke: boolean }): Promise<LoadReport> {
  const texts = otherTexts(4, TEXTS);
  const changes = smoke ? 1 : CHANGES;
  const story = storyOf(2 * changes);
  const feeds = await startLoadFeeds(load.feeds, texts);
  const receiver = await startCounting();
  const system = await startLoadedSystem(load).catch((error: unknown) => {
    feeds.close();
    receiver.close();
    throw error;
  });
  const stages: Stage[] = [];
  const stage = measuring(system, stages);
  try {
    const tellers = await addTellers(system, feeds);
    await stage({ name: 'first polls', unit: 'polls' }, async () => {
      for (const text of feeds.lists()) await post(system, '/v1/feeds/opml', { type: 'text/xml', text });
      await polled(system, load.feeds + tellers.length);
      return load.feeds;
    });
    await folded(system);
    await stage({ name: 'polls without news', unit: 'polls' }, async () => {
      await pollAll(system);
      return load.feeds;
    });
    await stage({ name: 'pushed items', unit: 'items' }, () => push(system, texts, load.items));
    await register(asker(system), receiver, load.endpoints);

    const latencies: Latency[] = [];
    const tell = async (name: string, from: number, meanwhile: () => Promise<void>): Promise<number> => {
      const sinceServed: number[] = [];
      const other = meanwhile();
      for (let step = from; step < from + changes; step += 1) {
        const received = receiver.nextAlerts(load.endpoints);
        const [first, second] = itemsOf(story[step]!, momentOf(step));
        await tellOf(system, feeds, { ...tellers[0]!, item: first! });
        const served = await tellOf(system, feeds, { ...tellers[1]!, item: second! });
        const times = await within(LIMIT_MS, `the alerts of change ${step + 1}`, received);
        sinceServed.push(...times.map((at) => at - served));
      }
      await other;
      latencies.push({ name, sinceServed });
      return changes * load.endpoints;
    };
    await stage({ name: 'changes on a quiet system', unit: 'deliveries' }, () =>
      tell('quiet', 0, () => Promise.resolve()),
    );
    await stage({ name: 'changes while every feed brings news', unit: 'deliveries' }, () =>
      tell('busy', changes, async () => {
        feeds.renew(NEW_ITEMS);
        await pollAll(system);
      }),
    );
    await folded(system);
    await settled(system);
    await checkPremise(system, load, changes);
    return { load, stages, latencies, diskMb: await diskOf(system) };
  } finally {
    await system.close();
    receiver.close();
    feeds.close();
  }
}

/** Measures what a piece of work costs and adds it to the stages. */
function measuring({ usage }: LoadedSystem, stages: Stage[]) {
  return async ({ name, unit }: Pick<Stage, 'name' | 'unit'>, work: () => Promise<number>): Promise<void> => {
    const before = usage();
    const begin = performance.now();
    const count = await work();
    const seconds = (performance.now() - begin) / 1_000;
    const after = [...usage()];
    const each = (figure: (part: string, used: Usage) => number): Record<string, number> =>
      Object.fromEntries(after.map(([part, used]) => [part, figure(part, used)]));
    const cpuMs = each((part, used) => used.cpuMs - before.get(part)!.cpuMs);
    stages.push({ name, unit, count, seconds, cpuMs, memoryMb: each((_, { memoryMb }) => memoryMb) });
  };
}

/** A request of a client, with a JSON body when there is one. */
const asker =
  (system: LoadedSystem): Asker =>
  async <T>(path: string, body?: object) => {
    const answer = await system.api(path, body && { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };

async function post({ api }: LoadedSystem, path: string, body: Body): Promise<void> {
  const answer = await api(path, { method: 'POST', body: body.text, headers: { 'content-type': body.type } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

interface Body {
  type: 'text/xml' | 'application/json';
  text: string;
}

const json = (value: object): Body => ({ type: 'application/json', text: JSON.stringify(value) });

interface TellingFeed {
  id: string;
  outlet: string;
}

/** The two outlets whose reports decide. */
async function addTellers(system: LoadedSystem, feeds: LoadFeeds): Promise<TellingFeed[]> {
  const added: TellingFeed[] = [];
  for (const outlet of OUTLETS) {
    const url = feeds.teller(outlet.replaceAll(' ', '-'));
    const { id } = await asker(system)<{ id: string }>('/v1/feeds', { url, outlet, tier: 1 });
    added.push({ id, outlet });
  }
  return added;
}

/** Shows an item in a feed and asks for its poll. @returns when the feed was asked */
async function tellOf(
  system: LoadedSystem,
  feeds: LoadFeeds,
  { id, outlet, item }: TellingFeed & { item: ReturnType<typeof itemsOf>[number] },
): Promise<number> {
  const name = outlet.replaceAll(' ', '-');
  feeds.tell(name, { ...item, guid: item.id, at: new Date(item.publishedAt) });
  await post(system, `/v1/feeds/${id}/poll`, json({}));
  return within(LIMIT_MS, `the poll of ${outlet}`, feeds.served(name));
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const look = async (): Promise<void> => {
    while (!(await isSo())) await new Promise((done) => setTimeout(done, 25));
  };
  await within(LIMIT_MS, what, look());
}

/** Waits until so many feeds were polled. */
const polled = (system: LoadedSystem, count: number): Promise<void> =>
  until(`the first poll of ${count} feeds`, async () => {
    const [row] = await system.query<{ done: number }>(
      'select count(last_success_at)::int as done from feed_polls',
    );
    return row!.done === count;
  });

/** Waits until everything in the log is assessed and folded. */
const folded = (system: LoadedSystem): Promise<void> =>
  until('the fold', async () => {
    const [row] = await system.query<{ done: boolean }>(
      `select (select position from checkpoints where name = 'posture') >= (select max(position) from events) as done`,
    );
    return row!.done;
  });

/** Waits until every receipt is noted: a receiver has its message a moment before that. */
const settled = (system: LoadedSystem): Promise<void> =>
  until('the receipts', async () => {
    const rows = await system.query(`select 1 from deliveries where state = 'waiting' limit 1`);
    return rows.length === 0;
  });

/** The tables that grow with the load, the largest first. */
async function diskOf(system: LoadedSystem): Promise<Record<string, number>> {
  const rows = await system.query<{ name: string; mb: number }>(
    `select relname as name, pg_total_relation_size(oid) / 1048576.0::float8 as mb from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace order by 2 desc limit 6`,
  );
  return Object.fromEntries(rows.map(({ name, mb }) => [name, mb]));
}

/** Makes every feed of the many due at once, as after a standstill, and waits until each was polled. */
async function pollAll(system: LoadedSystem): Promise<void> {
  const [row] = await system.query<{ now: string }>('select clock_timestamp()::text as now');
  await system.query(`update feed_polls set next_poll_at = '${row!.now}' where not top`);
  await until('another poll of every feed', async () => {
    const [left] = await system.query<{ left: number }>(
      `select count(*)::int as left from feed_polls where not top and last_success_at < '${row!.now}'`,
    );
    return left!.left === 0;
  });
}

/** Pushes items of other news and waits until all are folded. */
async function push(system: LoadedSystem, texts: readonly Text[], count: number): Promise<number> {
  const outlets = Array.from({ length: 40 }, (_, n) => `Outlet ${n}`);
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < count) {
      const first = next;
      next = Math.min(count, next + PUSHED_AT_ONCE);
      const items = Array.from({ length: next - first }, (_, at) => {
        const number = first + at;
        const { title, summary } = texts[number % texts.length]!;
        const publishedAt = new Date(Date.now() - (number % 7_200) * 1_000).toISOString();
        const outlet = outlets[number % outlets.length]!;
        return { id: `pushed-${number}`, title: `${title} (${number})`, summary, outlet, publishedAt };
      });
      await post(system, '/v1/items', json({ items }));
    }
  };
  await Promise.all(Array.from({ length: PUSHERS }, client));
  await folded(system);
  return count;
}

type Text = Pick<ReturnType<typeof otherTexts>[number], 'title' | 'summary'>;

/** Whether what was measured is what was asked for: every item is there once, and nobody was told more or less. */
async function checkPremise(system: LoadedSystem, load: Load, changes: number): Promise<void> {
  const [row] = await system.query<{ items: number; told: number; left: number; failing: number }>(
    `select (select count(*)::int from items) as items,
            (select count(*)::int from deliveries where state = 'delivered') as told,
            (select count(*)::int from deliveries where state <> 'delivered') as left,
            (select count(*)::int from feed_polls where failures > 0) as failing`,
  );
  const expected = {
    items: load.feeds * (ITEMS_PER_FEED + NEW_ITEMS) + load.items + OUTLETS.length * (1 + 2 * changes),
    told: 2 * changes * load.endpoints,
    left: 0,
    failing: 0,
  };
  const found = JSON.stringify(row);
  if (found !== JSON.stringify(expected))
    throw new Error(`the load came to ${found}, not to ${JSON.stringify(expected)}`);
}
