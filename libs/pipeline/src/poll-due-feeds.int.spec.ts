// Who polls what, and when: several pollers on one database, against servers that hang.
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { HOUR, isPlanVoid, MINUTE, SECOND, SLOTS, toInstant, type Feed } from '#libs/domain';
import { addFeed, importFeeds, pollFeedNow } from '#libs/operations';
import { claimPolls, readFeed, voidPlans, type ClaimedPoll } from '#libs/projections';
import { NEVER, startFeedHost, type FeedHost } from '../../../test/support/feed-host';
import { createBench, type Bench } from '../../../test/support/pipeline-bench';
import { until } from '../../../test/support/program';
import { createPoller, type Poller } from './poll-due-feeds';

const NOW = Date.UTC(2025, 4, 1, 12);
const LEASE_MS = 9 * SECOND;
let bench: Bench;
let pollers: Poller[];
let closers: (() => void)[];

beforeEach(async () => {
  bench = await createBench(NOW);
  [pollers, closers] = [[], []];
});
afterEach(async () => {
  await Promise.all(pollers.map((poller) => poller.stop()));
  for (const close of closers) close();
  await bench.close();
});

const newPoller = (over: Partial<Bench['deps']> = {}): Poller => {
  const poller = createPoller({ ...bench.deps, ...over });
  pollers.push(poller);
  return poller;
};

async function startHost(waitMs = 0): Promise<FeedHost> {
  const host = await startFeedHost(waitMs);
  closers.push(host.close);
  return host;
}

const add = async (url: string, over: Partial<Feed> = {}): Promise<string> =>
  (await addFeed(bench.deps, { url, ...over })).feedId;
const timesAsked = (host: FeedHost, name: string): number =>
  host.asked.filter((each) => each === name).length;
const lastAttempt = async (feedId: string): Promise<string | null> =>
  (await readFeed(bench.base.database, feedId))!.lastAttemptAt;
const isPolled = (feedId: string, since: string | null = null): Promise<unknown> =>
  until(
    () => lastAttempt(feedId),
    (at) => at !== since,
  );
/** As a worker that then dies: the lease stays. */
const claim = (owner: string): Promise<ClaimedPoll[]> =>
  claimPolls(bench.base.database, {
    owner,
    leaseMs: LEASE_MS,
    polling: [],
    free: SLOTS,
    nowMs: bench.clock.now(),
  });
const lapse = () => bench.query(`update feed_polls set claimed_until = clock_timestamp() - interval '1 ms'`);

describe('leases', () => {
  it('keep a feed to one worker until they end; then it is polled by another, and the log says why', async () => {
    const host = await startHost();
    const feedId = await add(host.url('a'));
    expect(await claim(randomUUID())).toHaveLength(1);
    const poller = newPoller();
    await poller.wake();
    expect(host.asked).toEqual([]);
    await lapse();
    await poller.wake();
    await isPolled(feedId);
    expect(timesAsked(host, 'a')).toBe(1);
    expect(bench.log()).toMatch(/ended in the middle of it; the feed is polled again/);
  });

  it('that end later than any can were set by a clock that was set back, and hold nobody', async () => {
    const host = await startHost();
    const feedId = await add(host.url('a'));
    await claim(randomUUID());
    await bench.query(`update feed_polls set claimed_until = clock_timestamp() + interval '3 days'`);
    await newPoller().wake();
    await isPolled(feedId);
  });

  it('are renewed while the poll goes on, and taken back from nobody', async () => {
    const host = await startHost(NEVER);
    const feedId = await add(host.url('a'));
    const [first, second] = [newPoller(), newPoller()];
    await first.wake();
    await lapse();
    await first.renewLeases();
    await second.wake();
    // A process that stood still comes back to find its own lease lapsed: it does not poll twice.
    await lapse();
    await first.wake();
    expect(
      await until(
        async () => host.asked.length,
        (asked) => asked > 0,
      ),
    ).toBe(1);
    await second.wake();
    await until(
      async () => host.asked.length,
      (asked) => asked === 2,
    );
    await first.renewLeases();
    host.release();
    await isPolled(feedId);
    // What the first brought is recorded once, and only the second noted the poll.
    await until(
      async () => host.open,
      (open) => open === 0,
    );
    expect(await bench.store.read({ types: ['item.observed'] })).toHaveLength(1);
  });

  it('let a feed wait, longer each time, that its workers keep dying of', async () => {
    await add('http://127.0.0.1:9/a');
    const deaths: (number | undefined)[] = [];
    for (let i = 0; i < 5; i += 1) {
      deaths.push((await claim(randomUUID()))[0]?.deaths);
      await lapse();
    }
    expect(deaths).toEqual([0, 1, 2, 3, undefined]);
    bench.clock.advance(5 * MINUTE);
    expect(await claim(randomUUID())).toMatchObject([{ deaths: 4 }]);
    await lapse();
    bench.clock.advance(5 * MINUTE);
    expect(await claim(randomUUID())).toEqual([]);
  });

  it('are given back when the program stops, and nothing is held against the feed', async () => {
    const host = await startHost(NEVER);
    const feedId = await add(host.url('a'));
    const poller = newPoller();
    await poller.wake();
    await until(
      async () => host.open,
      (open) => open === 1,
    );
    await poller.stop();
    expect(await readFeed(bench.base.database, feedId)).toMatchObject({ failures: 0, lastAttemptAt: null });
    expect(await claim(randomUUID())).toMatchObject([{ deaths: 0 }]);
  });
});

describe('faults of this program', () => {
  it('are not held against the feed, which is polled again a minute later', async () => {
    const host = await startHost();
    const feedId = await add(host.url('a'));
    const appendIn = () => Promise.reject(new Error('no space left'));
    await newPoller({ store: { ...bench.store, appendIn } }).wake();
    const waits = await until(
      async () => (await readFeed(bench.base.database, feedId))!,
      ({ nextPollAt }) => nextPollAt === toInstant(NOW + MINUTE),
    );
    expect(waits).toMatchObject({ failures: 0, lastAttemptAt: null });
    bench.clock.advance(MINUTE);
    await newPoller().wake();
    await isPolled(feedId);
    expect(timesAsked(host, 'a')).toBe(2);
  });
});

describe('a person who asks', () => {
  it('is served while nothing is due; asks that meet a poll under way are answered by one more after it', async () => {
    const host = await startHost(NEVER);
    const feedId = await add(host.url('a'));
    const workers = [newPoller(), newPoller()];
    await workers[0]!.wake();
    await until(
      async () => host.open,
      (open) => open === 1,
    );
    for (let i = 0; i < 8; i += 1) {
      await pollFeedNow(bench.deps, feedId);
      await workers[i % 2]!.wake();
    }
    expect(host.asked).toHaveLength(1);
    host.release();
    await until(
      async () => host.asked.length,
      (asked) => asked === 2,
    );
    host.release();
    await until(
      async () => host.open,
      (open) => open === 0,
    );
    await until(
      async () => (await readFeed(bench.base.database, feedId))!.nextPollAt,
      (at) => Date.parse(at) > NOW,
    );
    for (const worker of workers) await worker.wake();
    expect([host.asked.length, host.mostAtOnce]).toEqual([2, 1]);
  });

  it('is answered after the death of the worker that began', async () => {
    const host = await startHost();
    const feedId = await add(host.url('a'));
    await newPoller().wake();
    await isPolled(feedId);
    await pollFeedNow(bench.deps, feedId);
    bench.clock.advance(SECOND);
    expect(await claim(randomUUID())).toHaveLength(1);
    await lapse();
    await newPoller().wake();
    await isPolled(feedId, toInstant(NOW));
  });
});

describe('slots', () => {
  it.each([16, 200])('are left for a feed of tier 1 beside %i hosts that hang', async (hanging) => {
    const hosts = await Promise.all(Array.from({ length: hanging }, () => startHost(NEVER)));
    await importFeeds(
      bench.deps,
      hosts.map((host) => ({ url: host.url('hangs') })),
      'operator',
    );
    const healthy = await startHost();
    const poller = newPoller();
    await poller.wake();
    const opened = Math.min(hanging, SLOTS.ordinary);
    await until(
      async () => hosts.filter(({ open }) => open > 0).length,
      (open) => open === opened,
    );
    const feedId = await add(healthy.url('news'), { tier: 1 });
    const before = performance.now();
    await poller.wake();
    await isPolled(feedId);
    expect(performance.now() - before).toBeLessThan(2_000);
    // Once they are known to be slow, a feed of any tier finds its slot.
    await bench.query(`update feed_polls set slow = true where last_attempt_at is null`);
    await poller.stop();
    const other = await add(healthy.url('other'), { tier: 3 });
    await newPoller().wake();
    await isPolled(other);
    await until(
      async () => hosts.filter(({ open }) => open > 0).length,
      (open) => open === SLOTS.slow,
    );
  });

  it('are few per host, whatever number of workers and feeds', async () => {
    const host = await startHost(NEVER);
    const names = Array.from({ length: 30 }, (_, i) => `feed-${i}`);
    await importFeeds(
      bench.deps,
      names.map((name) => ({ url: host.url(name) })),
      'operator',
    );
    const workers = [newPoller(), newPoller(), newPoller()];
    await Promise.all(workers.map((worker) => worker.wake()));
    await until(
      async () => host.open,
      (open) => open === 2,
    );
    host.waitMs = 5;
    host.release();
    // Each end makes room for the next; wakes of the others stand for their ticks.
    await until(
      async () => {
        await Promise.all(workers.map((worker) => worker.wake()));
        return new Set(host.asked).size;
      },
      (polled) => polled === names.length,
    );
    expect(host.mostAtOnce).toBe(2);
  });

  it('are shared by the longest due, however many are due', async () => {
    const inputs = Array.from({ length: 3_000 }, (_, i) => ({ url: `http://host-${i % 100}.example/${i}` }));
    await importFeeds(bench.deps, inputs, 'operator');
    await bench.query(
      `update feed_polls set next_poll_at = $1::timestamptz - interval '1 hour' where feed_id =
         (select feed_id from feeds where url = 'http://host-7.example/2907')`,
      [toInstant(NOW)],
    );
    const claimed = await claim(randomUUID());
    expect(claimed).toHaveLength(SLOTS.ordinary);
    expect(claimed[0]!.feed.url).toBe('http://host-7.example/2907');
  });
});

describe('a clock that was set back by three days', () => {
  it('has everything polled at the next inspection, and the log says so', async () => {
    const host = await startHost();
    const feedId = await add(host.url('a'));
    await newPoller().wake();
    await isPolled(feedId);
    bench.clock.advance(-72 * HOUR);
    const poller = newPoller();
    await poller.wake();
    expect(timesAsked(host, 'a')).toBe(1);
    await poller.inspect();
    await isPolled(feedId, toInstant(NOW));
    expect(bench.log()).toMatch(/the clock was set back/);
    const { nextPollAt } = (await readFeed(bench.base.database, feedId))!;
    expect(Date.parse(nextPollAt) - bench.clock.now()).toBe(15 * MINUTE);
  });

  it('is told in SQL exactly as the domain tells it', async () => {
    const feedId = await add('http://127.0.0.1:9/a');
    const ahead = fc.integer({ min: -48 * HOUR, max: 96 * HOUR });
    const near = fc.integer({ min: -2 * MINUTE, max: 2 * MINUTE });
    const offset = fc.oneof(
      ahead,
      near,
      near.map((ms) => ms + 26.4 * HOUR),
    );
    await fc.assert(
      fc.asyncProperty(offset, fc.option(offset), async (next, attempt) => {
        const nextCheckMs = NOW + next;
        const lastAttemptMs = attempt === null ? null : NOW + attempt;
        await bench.query(
          'update feed_polls set next_poll_at = $2, last_attempt_at = $3 where feed_id = $1',
          [feedId, toInstant(nextCheckMs), lastAttemptMs === null ? null : toInstant(lastAttemptMs)],
        );
        const isVoid = isPlanVoid({ nextCheckMs, lastAttemptMs }, NOW);
        expect(await voidPlans(bench.base.database, NOW)).toBe(isVoid ? 1 : 0);
      }),
      { numRuns: 300 },
    );
  });
});

it('names a feed that stays overdue by three intervals in one line, once', async () => {
  await add('http://127.0.0.1:9/top', { tier: 1, title: 'Top' });
  await add('http://127.0.0.1:9/other', { title: 'Other' });
  const poller = newPoller();
  const lines = (): string[] =>
    bench
      .log()
      .split('\n')
      .filter((line) => /overdue/.test(line));
  bench.clock.advance(15 * MINUTE);
  await poller.inspect();
  expect(lines()).toEqual([]);
  for (let i = 0; i < 3; i += 1) await poller.inspect();
  expect(lines().map((line) => JSON.parse(line) as object)).toMatchObject([
    { feed: 'Top', url: 'http://127.0.0.1:9/top', dueSince: toInstant(NOW) },
  ]);
  bench.clock.advance(30 * MINUTE);
  for (let i = 0; i < 3; i += 1) await poller.inspect();
  expect(lines()).toHaveLength(2);
  // Whoever is being polled is not overdue.
  await poller.wake();
  await poller.inspect();
  await poller.inspect();
  expect(lines()).toHaveLength(2);
});

it('tells of polls that cannot be recorded once, and once when they are again, however many feeds it meets', async () => {
  const host = await startHost();
  const feedIds = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => add(host.url(name))));
  await bench.query(
    `create function refuse() returns trigger language plpgsql as
     $$ begin raise exception 'no space left' using errcode = 'disk_full'; end $$`,
  );
  await bench.query(
    `create trigger refuse before update of last_attempt_at on feed_polls for each row execute function refuse()`,
  );
  const errors = (): number =>
    bench
      .log()
      .split('\n')
      .filter((line) => line.includes('"level":50') && line.includes('a poll could not be recorded')).length;
  const poller = newPoller();
  await poller.wake();
  // Each feed is given back for a minute; then it meets the fault again.
  const refused = async (): Promise<number> => bench.log().split('a poll could not be recorded').length - 1;
  await until(refused, (count) => count === feedIds.length);
  await until(
    () => bench.query('select 1 from feed_polls where claimed_by is not null'),
    (claimed) => claimed.length === 0,
  );
  bench.clock.advance(2 * MINUTE);
  await poller.wake();
  await until(refused, (count) => count === 2 * feedIds.length);
  await until(
    () => bench.query('select 1 from feed_polls where claimed_by is not null'),
    (claimed) => claimed.length === 0,
  );
  expect(errors()).toBe(1);
  await bench.query('drop trigger refuse on feed_polls');
  bench.clock.advance(2 * MINUTE);
  await poller.wake();
  await Promise.all(feedIds.map((feedId) => isPolled(feedId)));
  await until(
    async () => bench.log(),
    (log) => log.includes('polls are recorded again'),
  );
  expect(bench.log().split('polls are recorded again')).toHaveLength(2);
});
