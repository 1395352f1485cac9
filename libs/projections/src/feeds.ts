import type { Queryable, Transaction } from '#libs/database';
import type { Feed, PollState } from '#libs/domain';

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

export async function readFeed(db: Queryable, feedId: string): Promise<FeedRow | null> {
  return (await db.query<FeedRow>(`${select} and f.feed_id = $1`, [feedId]))[0] ?? null;
}

/** Ids of the feeds whose next poll is due. */
export async function dueFeeds(db: Queryable, now: string, limit: number): Promise<string[]> {
  const rows = await db.query<{ feed_id: string }>(
    `select feed_id from feed_polls join feeds using (feed_id)
     where next_poll_at <= $1 and not removed order by next_poll_at limit $2`,
    [now, limit],
  );
  return rows.map((row) => row.feed_id);
}

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
  await tx.query('insert into feed_polls (feed_id, next_poll_at) values ($1, $2) on conflict do nothing', [
    feed.feedId,
    now,
  ]);
  return true;
}

export const updateFeed = (tx: Transaction, feed: Feed): Promise<object[]> =>
  tx.query(
    `update feeds set (${feedColumns}) = ($2, $3, $4, $5, $6, $7, $8, $9) where feed_id = $1 and not removed`,
    feedValues(feed),
  );

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

export const pollNow = (db: Queryable, feedId: string, now: string): Promise<object[]> =>
  db.query('update feed_polls set next_poll_at = $2 where feed_id = $1', [feedId, now]);

/** How the polling of a feed stands, as the domain's schedule wants it. */
export const pollState = (feed: FeedRow): PollState => ({
  feedId: feed.feedId,
  tier: feed.tier,
  official: feed.official,
  failures: feed.failures,
  lastSuccessMs: feed.lastSuccessAt === null ? null : Date.parse(feed.lastSuccessAt),
  nextCheckMs: Date.parse(feed.nextPollAt),
});

/** What a poll leaves behind. Validators are null when the poll failed: the old ones stay. */
export interface PollTrace {
  next: PollState;
  attemptAt: string;
  error: string | null;
  newItems: number;
  validators: { etag: string | null; lastModified: string | null; bodyHash: string | null } | null;
}

export async function recordPoll(
  tx: Transaction,
  { next, attemptAt, error, newItems, validators }: PollTrace,
): Promise<void> {
  await tx.query(
    `update feed_polls set next_poll_at = $2, last_attempt_at = $3, last_success_at = $4, failures = $5, last_error = $6,
       last_item_at = case when $7 then $3 else last_item_at end,
       etag = case when $8 then $9 else etag end, last_modified = case when $8 then $10 else last_modified end,
       body_hash = case when $8 then $11 else body_hash end
     where feed_id = $1`,
    [
      next.feedId,
      new Date(next.nextCheckMs).toISOString(),
      attemptAt,
      next.lastSuccessMs === null ? null : new Date(next.lastSuccessMs).toISOString(),
      next.failures,
      error,
      newItems > 0,
      validators !== null,
      validators?.etag ?? null,
      validators?.lastModified ?? null,
      validators?.bodyHash ?? null,
    ],
  );
}
