import type { Queryable, Transaction } from '#libs/database';
import { isTop, type Feed, type PollState } from '#libs/domain';

/** A feed and where its polling stands. */
export interface FeedRow extends Feed {
  registeredAt: string;
  nextPollAt: string;
  lastAttemptAt: string | null;
  lastSuccessAt: string | null;
  lastItemAt: string | null;
  failures: number;
  lastError: string | null;
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
}

const select = `select f.feed_id as "feedId", f.url, f.title, f.outlet, f.tier, f.official, f.country, f.language, f.homepage,
    f.registered_at as "registeredAt", p.next_poll_at as "nextPollAt", p.last_attempt_at as "lastAttemptAt",
    p.last_success_at as "lastSuccessAt", p.last_item_at as "lastItemAt", p.failures, p.last_error as "lastError",
    p.etag, p.last_modified as "lastModified", p.body_hash as "bodyHash"
  from feeds f join feed_polls p using (feed_id) where not f.removed`;

/** All feeds, official and nearest to the facts first. */
export const listFeeds = (db: Queryable): Promise<FeedRow[]> =>
  db.query<FeedRow>(`${select} order by f.tier, f.outlet, f.url`);

/**
 * A page of the feeds in the order of `listFeeds`.
 * @param page `after`: id of the last feed of the page before, also when it was removed since
 * @returns null when there never was a feed `after`
 */
export async function listFeedsPage(
  db: Queryable,
  { after, limit }: { after?: string; limit: number },
): Promise<FeedRow[] | null> {
  const order = 'order by f.tier, f.outlet, f.url limit $1';
  if (after === undefined) return db.query<FeedRow>(`${select} ${order}`, [limit]);
  const [last] = await db.query<Feed>('select tier, outlet, url from feeds where feed_id = $1', [after]);
  if (!last) return null;
  return db.query<FeedRow>(`${select} and (f.tier, f.outlet, f.url) > ($2, $3, $4) ${order}`, [
    limit,
    last.tier,
    last.outlet,
    last.url,
  ]);
}

export async function readFeed(db: Queryable, feedId: string): Promise<FeedRow | null> {
  return (await db.query<FeedRow>(`${select} and f.feed_id = $1`, [feedId]))[0] ?? null;
}

export const readFeedsById = (db: Queryable, feedIds: string[]): Promise<FeedRow[]> =>
  db.query<FeedRow>(`${select} and f.feed_id = any($1::uuid[])`, [feedIds]);

const feedColumns = 'url, title, outlet, tier, official, country, language, homepage';
const feedValues = (feed: Feed): unknown[] => [
  feed.feedId,
  feed.url,
  feed.title,
  feed.outlet,
  feed.tier,
  feed.official,
  feed.country,
  feed.language,
  feed.homepage,
];

/**
 * Registers a feed, or brings a removed one back; its first poll is due at once.
 * @returns false when it is registered already, also by somebody else just now
 */
export async function insertFeed(tx: Transaction, feed: Feed, now: string): Promise<boolean> {
  const rows = await tx.query(
    `insert into feeds (feed_id, ${feedColumns}, registered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (feed_id) do update set (${feedColumns}) = ($2, $3, $4, $5, $6, $7, $8, $9), removed = false
       where feeds.removed
     returning 1 as one`,
    [...feedValues(feed), now],
  );
  if (rows.length === 0) return false;
  await tx.query(
    'insert into feed_polls (feed_id, next_poll_at, top) values ($1, $2, $3) on conflict do nothing',
    [feed.feedId, now, isTop(feed)],
  );
  return true;
}

/** Changes what is known of a feed, and the lane that follows from it. */
export async function updateFeed(tx: Transaction, feed: Feed): Promise<void> {
  await tx.query(
    `update feeds set (${feedColumns}) = ($2, $3, $4, $5, $6, $7, $8, $9) where feed_id = $1 and not removed`,
    feedValues(feed),
  );
  await tx.query('update feed_polls set top = $2 where feed_id = $1', [feed.feedId, isTop(feed)]);
}

/**
 * Where its polling stood goes with it: registered again, it begins with a first poll, which alerts nobody.
 * @returns false when somebody else removed it before
 */
export async function setFeedRemoved(tx: Transaction, feedId: string): Promise<boolean> {
  const rows = await tx.query(
    'update feeds set removed = true where feed_id = $1 and not removed returning 1 as one',
    [feedId],
  );
  await tx.query('delete from feed_polls where feed_id = $1', [feedId]);
  return rows.length > 0;
}

/** How the polling of a feed stands, as the domain's schedule wants it. */
export const pollState = (feed: FeedRow): PollState => ({
  feedId: feed.feedId,
  tier: feed.tier,
  official: feed.official,
  failures: feed.failures,
  lastSuccessMs: feed.lastSuccessAt === null ? null : Date.parse(feed.lastSuccessAt),
  nextCheckMs: Date.parse(feed.nextPollAt),
});
