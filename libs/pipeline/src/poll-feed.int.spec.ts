import { randomUUID } from 'node:crypto';
import { HOUR, MINUTE, SLOTS, toInstant, type ItemObservedBody } from '#libs/domain';
import { createHttpClient } from '#libs/http-client';
import { addFeed, changeFeed, pollFeedNow, removeFeed } from '#libs/operations';
import { claimPolls, readFeed, releaseClaim, type FeedRow } from '#libs/projections';
import { startFeedServer, rss, type FeedServer, type Story } from '../../../test/support/feed-server';
import { createBench, type Bench } from '../../../test/support/pipeline-bench';
import { pollFeed, type PollReport } from './poll-feed';

const NOW = Date.UTC(2025, 4, 1, 12);
const OUTLET = 'Capital Wire';
let bench: Bench;
let server: FeedServer;
let feedId: string;
let serial = 0;

beforeEach(async () => {
  bench = await createBench(NOW);
  server = await startFeedServer();
  server.set(OUTLET, [story()]);
  ({ feedId } = await addFeed(bench.deps, { url: server.url(OUTLET), outlet: OUTLET }));
});
afterEach(async () => {
  await server.close();
  await bench.close();
});

const story = (over: Partial<Story> = {}): Story => ({
  title: `Story ${++serial}`,
  summary: 'Something happened.',
  guid: `story-${serial}`,
  at: new Date(NOW - HOUR),
  ...over,
});
const feed = async (): Promise<FeedRow> => (await readFeed(bench.base.database, feedId))!;
/** Claims the feed, as a worker of its own would, and polls it; null when there is nothing to claim. */
async function pollIfDue(deps = bench.deps): Promise<PollReport | null> {
  const owner = randomUUID();
  const [claimed] = await claimPolls(bench.base.database, {
    owner,
    leaseMs: 9_000,
    polling: [],
    free: SLOTS,
    nowMs: deps.clock.now(),
  });
  if (!claimed) return null;
  try {
    return await pollFeed(deps, { feed: claimed.feed, owner, signal: new AbortController().signal });
  } finally {
    await releaseClaim(bench.base.database, { owner, feedId });
  }
}
/** Polls when it is due. */
async function poll(): Promise<PollReport | null> {
  bench.clock.set(Math.max(bench.clock.now(), Date.parse((await feed()).nextPollAt)));
  return pollIfDue();
}
const types = async () =>
  (await bench.store.read({})).map(({ type }) => type).filter((type) => type.startsWith('feed.'));
const arrivals = async () =>
  (await bench.store.read({ types: ['item.observed'] })).map(
    ({ body }) => (body as ItemObservedBody).arrival,
  );

it('asks for what changed only: sends the validators back, and takes a 304 for a success', async () => {
  const headers = { etag: '"v1"', 'last-modified': 'Thu, 01 May 2025 11:00:00 GMT' };
  server.setRaw(OUTLET, { body: rss(OUTLET, [story()]), headers });
  expect(await poll()).toMatchObject({ outcome: 'read', items: 1, fresh: 1 });
  server.setRaw(OUTLET, { status: 304, body: '' });
  expect(await poll()).toMatchObject({ outcome: 'unchanged', items: 0 });
  const [first, second] = server.requests;
  expect(first!.headers['if-none-match']).toBeUndefined();
  expect(second!.headers).toMatchObject({
    'if-none-match': '"v1"',
    'if-modified-since': 'Thu, 01 May 2025 11:00:00 GMT',
  });
  expect(await feed()).toMatchObject({
    etag: '"v1"',
    failures: 0,
    lastSuccessAt: toInstant(bench.clock.now()),
  });
});

it('takes the items of its first successful poll for the past, later ones for news', async () => {
  server.setRaw(OUTLET, { status: 500, body: 'not yet' });
  await poll();
  server.set(OUTLET, [story(), story()]);
  await poll();
  server.set(OUTLET, [story()]);
  await poll();
  expect(await arrivals()).toEqual(['first-poll', 'first-poll', 'poll']);
});

it('begins anew when it was removed and is registered again', async () => {
  server.setRaw(OUTLET, { body: rss(OUTLET, [story()]), headers: { etag: '"v1"' } });
  await poll();
  await removeFeed(bench.deps, feedId, 'a test');
  expect(await pollIfDue()).toBeNull();
  bench.clock.advance(HOUR);
  await addFeed(bench.deps, { url: server.url(OUTLET), outlet: OUTLET });
  expect(await feed()).toMatchObject({
    etag: null,
    lastSuccessAt: null,
    nextPollAt: toInstant(bench.clock.now()),
  });
  server.set(OUTLET, [story()]);
  await poll();
  expect(await arrivals()).toEqual(['first-poll', 'first-poll']);
});

it('keeps where its polling stands when it is changed', async () => {
  await poll();
  const before = await feed();
  await changeFeed(bench.deps, feedId, { title: 'Another title' });
  expect(await feed()).toEqual({ ...before, title: 'Another title' });
});

it('records new and revised items, once each', async () => {
  const one = story();
  server.set(OUTLET, [one]);
  await poll();
  server.set(OUTLET, [story(), { ...one, summary: 'Something else happened.' }]);
  expect(await poll()).toMatchObject({ items: 2, fresh: 1, revised: 1 });
  expect(await poll()).toMatchObject({ outcome: 'unchanged' });
});

it('is polled once when two workers claim it, one after the other or at once', async () => {
  expect(await poll()).not.toBeNull();
  expect(await pollIfDue()).toBeNull();
  expect(server.requests).toHaveLength(1);
  server.set(OUTLET, [story(), story()]);
  bench.clock.advance(HOUR);
  const reports = await Promise.all([pollIfDue(), pollIfDue()]);
  expect(reports.filter((report) => report !== null)).toMatchObject([{ fresh: 2 }]);
  expect(server.requests).toHaveLength(2);
  expect(await arrivals()).toHaveLength(3);
});

it('says once that it fails, after three failures in a row, waits longer each time, and says when it is back', async () => {
  await poll();
  server.setRaw(OUTLET, { status: 503, body: 'later' });
  const pauses: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    await poll();
    pauses.push(Date.parse((await feed()).nextPollAt) - bench.clock.now());
  }
  expect(pauses).toEqual([30, 60, 120, 240, 480].map((minutes) => minutes * MINUTE));
  expect(await feed()).toMatchObject({ failures: 5, lastError: expect.stringMatching(/^http-503: /) });
  expect(await types()).toEqual(['feed.registered', 'feed.failing']);
  server.set(OUTLET, [story()]);
  await poll();
  expect(await feed()).toMatchObject({ failures: 0, lastError: null });
  expect((await types()).slice(2)).toEqual(['feed.recovered', 'feed.gap-suspected']);
  const pause = Date.parse((await feed()).nextPollAt) - bench.clock.now();
  expect(pause).toBe(15 * MINUTE);
});

it('waits as long as a server asks it to', async () => {
  server.setRaw(OUTLET, { status: 429, body: '', headers: { 'retry-after': String(3 * 3_600) } });
  await poll();
  const pause = Date.parse((await feed()).nextPollAt) - bench.clock.now();
  expect(pause).toBeGreaterThanOrEqual(3 * HOUR);
  expect(pause).toBeLessThanOrEqual(3.3 * HOUR);
});

it('reads a document again when an item of it could not be recorded for a fault of the server', async () => {
  await poll();
  server.setRaw(OUTLET, { body: rss(OUTLET, [story()]), headers: { etag: '"v2"' } });
  bench.clock.advance(HOUR);
  const failing = {
    ...bench.deps,
    store: {
      ...bench.store,
      appendIn: async () => {
        throw Object.assign(new Error('could not extend file: no space left'), { code: '53100' });
      },
    },
  };
  await expect(pollIfDue(failing)).rejects.toThrow('no space left');
  expect(await feed()).toMatchObject({ etag: null });
  expect(await poll()).toMatchObject({ outcome: 'read', fresh: 1 });
});

it('notes what is no feed, without changing what was read before', async () => {
  await poll();
  const before = await feed();
  server.setRaw(OUTLET, { type: 'text/html', body: '<!doctype html><title>Welcome</title>' });
  expect(await poll()).toMatchObject({ outcome: 'failed', items: 0 });
  expect(await feed()).toMatchObject({
    failures: 1,
    bodyHash: before.bodyHash,
    lastSuccessAt: before.lastSuccessAt,
  });
});

it('polls out of turn when a person asks', async () => {
  await poll();
  server.set(OUTLET, [story(), story()]);
  expect(await pollIfDue()).toBeNull();
  await pollFeedNow(bench.deps, feedId);
  expect(await pollIfDue()).toMatchObject({ fresh: 2 });
});

it('blames no feed for the stop of this program', async () => {
  await poll();
  await pollFeedNow(bench.deps, feedId);
  const before = await feed();
  const http = createHttpClient({ allow: ['127.0.0.0/8'], userAgent: 'test' });
  server.hang(OUTLET);
  const polling = pollIfDue({ ...bench.deps, http });
  await server.asked(OUTLET, 2);
  await http.close();
  expect(await polling).toBeNull();
  expect(await feed()).toEqual(before);
});
