import type { Database, Queryable, Transaction } from '#libs/database';
import {
  choosePolls,
  CLOCK_TOLERANCE,
  laneOf,
  LONGEST_PAUSE,
  MOST_PER_HOST,
  MOST_PER_HOST_SLOW,
  overdueAfter,
  pauseAfterDeaths,
  toInstant,
  type DueFeed,
  type Lane,
  type PollState,
} from '#libs/domain';
import { readFeedsById, type FeedRow } from './feeds';

/** A feed that this process may poll until its lease ends. */
export interface ClaimedPoll {
  feed: FeedRow;
  lane: Lane;
  /** Polls before this one that their worker did not survive, in a row. */
  deaths: number;
}

/** Who claims, for how long, and what it has room for. */
export interface ClaimRequest {
  owner: string;
  /** Length of the lease, on the database's clock. */
  leaseMs: number;
  /** Feeds that this process polls just now: its own lapsed leases are not taken over. */
  polling: string[];
  free: Readonly<Record<Lane, number>>;
  nowMs: number;
}

/** Claims are made one at a time, so that the limit per host holds across all workers. */
const CLAIMING_LOCK = 7301006;
/** Most feeds looked at per lane. More than there are slots, since many may be of one host. */
const MOST_CANDIDATES = 64;

/** A lease counts while it has not ended; one that ends later than any can was set by a clock that went back. */
const isLeased = (leaseMs: string): string =>
  `(p.claimed_by is not null and p.claimed_until > clock_timestamp()
    and p.claimed_until <= clock_timestamp() + ${leaseMs} * interval '1 ms')`;

// Each lane is read in the order of its index, so that a backlog of any size costs the same. Hosts that are full
// are passed over here; what begins in the end is for domain/feed `choosePolls` to say.
const candidatesSql = `
  with open as materialized (
    select f.host, count(*)::int as polls from feed_polls p join feeds f using (feed_id)
    where ${isLeased('$2::int')} group by f.host
  )
  select c.* from (values (1, 'asked', 'infinity', ${MOST_PER_HOST}), (2, 'top', $1, ${MOST_PER_HOST}),
                          (3, 'ordinary', $1, ${MOST_PER_HOST}), (4, 'slow', $1, ${MOST_PER_HOST_SLOW}))
                   as l (place, lane, until, most)
  cross join lateral (
    select p.feed_id as "feedId", f.host, f.tier, f.official, p.asked, p.slow, p.next_poll_at,
           coalesce(o.polls, 0) as polls
    from feed_polls p join feeds f using (feed_id) left join open o on o.host = f.host
    where p.lane = l.lane and p.next_poll_at <= l.until::timestamptz and coalesce(o.polls, 0) < l.most
      and not ${isLeased('$2::int')} and p.feed_id <> all($3::uuid[])
    order by p.next_poll_at, p.feed_id limit ${MOST_CANDIDATES}
  ) c order by l.place, c.next_poll_at`;

/**
 * Claims feeds whose poll is due, or asked for, as lanes and hosts have room. A claim is a lease: unless it is
 * renewed it ends, and the feed is there for anybody to claim.
 */
export async function claimPolls(database: Database, request: ClaimRequest): Promise<ClaimedPoll[]> {
  const { owner, leaseMs, polling, free, nowMs } = request;
  const now = toInstant(nowMs);
  return database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [CLAIMING_LOCK]);
    const due = await tx.query<DueFeed & { polls: number }>(candidatesSql, [now, leaseMs, polling]);
    const openByHost = new Map(due.map(({ host, polls }) => [host, polls]));
    const chosen = choosePolls(due, { free, openByHost });
    if (chosen.length === 0) return [];
    const ids = chosen.map(({ feedId }) => feedId);
    // An asked poll stays due if its worker dies: the question is answered by the poll, not by the claim.
    const claimed = await tx.query<{ feedId: string; deaths: number }>(
      `update feed_polls set claimed_by = $2, claimed_until = clock_timestamp() + $3::int * interval '1 ms',
         asked = false, next_poll_at = least(next_poll_at, $4),
         deaths = case when claimed_by is null then deaths else deaths + 1 end
       where feed_id = any($1::uuid[]) returning feed_id as "feedId", deaths`,
      [ids, owner, leaseMs, now],
    );
    await deferDeadly(tx, claimed, nowMs);
    const deaths = new Map(claimed.map((row) => [row.feedId, row.deaths]));
    const feeds = new Map((await readFeedsById(tx, ids)).map((feed) => [feed.feedId, feed]));
    return chosen.flatMap((each) => {
      const feed = feeds.get(each.feedId);
      return feed ? [{ feed, lane: laneOf(each), deaths: deaths.get(each.feedId)! }] : [];
    });
  });
}

/** A poll that its workers keep dying of is tried once more, and if that ends the same way not again for a while. */
async function deferDeadly(
  tx: Transaction,
  claimed: { feedId: string; deaths: number }[],
  nowMs: number,
): Promise<void> {
  for (const { feedId, deaths } of claimed) {
    const pause = pauseAfterDeaths(deaths);
    if (pause > 0) await postpone(tx, feedId, nowMs + pause);
  }
}

const postpone = (db: Queryable, feedId: string, untilMs: number): Promise<object[]> =>
  db.query('update feed_polls set next_poll_at = $2 where feed_id = $1', [feedId, toInstant(untilMs)]);

/** Who polls which feeds. */
export interface Claims {
  owner: string;
  feedIds: string[];
}

/** Leases the feeds for `leaseMs` from now on; one that somebody else has claimed since is left alone. */
export const renewClaims = (db: Queryable, { owner, feedIds }: Claims, leaseMs: number): Promise<object[]> =>
  db.query(
    `update feed_polls set claimed_until = clock_timestamp() + $3::int * interval '1 ms'
     where feed_id = any($1::uuid[]) and claimed_by = $2`,
    [feedIds, owner, leaseMs],
  );

/**
 * Gives a feed back whose poll says nothing about it: this program is stopping, or it is itself at fault.
 * @param untilMs when it shall be polled again; it stays due when absent
 */
export const releaseClaim = (
  db: Queryable,
  { owner, feedId }: { owner: string; feedId: string },
  untilMs?: number,
): Promise<object[]> =>
  db.query(
    `update feed_polls set claimed_by = null, claimed_until = null, next_poll_at = coalesce($3, next_poll_at)
     where feed_id = $1 and claimed_by = $2`,
    [feedId, owner, untilMs === undefined ? null : toInstant(untilMs)],
  );

/** Makes a feed due for a person. A poll that is under way began too early to count; another follows it. */
export const askPoll = (db: Queryable, feedId: string, now: string): Promise<object[]> =>
  db.query('update feed_polls set asked = true, next_poll_at = $2 where feed_id = $1', [feedId, now]);

/** What a poll leaves behind. Validators are null when the poll failed: the old ones stay. */
export interface PollTrace {
  owner: string;
  next: PollState;
  attemptAt: string;
  error: string | null;
  newItems: number;
  slow: boolean;
  validators: { etag: string | null; lastModified: string | null; bodyHash: string | null } | null;
}

/**
 * Notes how a poll went, and ends its lease.
 * @returns false when the feed was removed or somebody else has claimed it since: then nothing is noted
 */
export async function recordPoll(tx: Transaction, trace: PollTrace): Promise<boolean> {
  const { owner, next, attemptAt, error, newItems, slow, validators } = trace;
  const rows = await tx.query(
    `update feed_polls set next_poll_at = $2, last_attempt_at = $3, last_success_at = $4, failures = $5, last_error = $6,
       last_item_at = case when $7 then $3 else last_item_at end,
       etag = case when $8 then $9 else etag end, last_modified = case when $8 then $10 else last_modified end,
       body_hash = case when $8 then $11 else body_hash end,
       slow = $12, deaths = 0, claimed_by = null, claimed_until = null
     where feed_id = $1 and claimed_by = $13 returning 1 as one`,
    [
      next.feedId,
      toInstant(next.nextCheckMs),
      attemptAt,
      next.lastSuccessMs === null ? null : toInstant(next.lastSuccessMs),
      next.failures,
      error,
      newItems > 0,
      validators !== null,
      validators?.etag ?? null,
      validators?.lastModified ?? null,
      validators?.bodyHash ?? null,
      slow,
      owner,
    ],
  );
  return rows.length > 0;
}

/**
 * Makes every feed due whose next poll was planned by a clock that has been set back since: domain/feed
 * `isPlanVoid`, in SQL. @returns how many
 */
export async function voidPlans(db: Queryable, nowMs: number): Promise<number> {
  const rows = await db.query(
    `update feed_polls set next_poll_at = $1
     where next_poll_at > $1 and (last_attempt_at is null or last_attempt_at > $2 or next_poll_at > $3)
     returning 1 as one`,
    [nowMs, nowMs + CLOCK_TOLERANCE, nowMs + LONGEST_PAUSE + CLOCK_TOLERANCE].map(toInstant),
  );
  return rows.length;
}

/** A feed that should have been polled long ago. */
export interface OverdueFeed {
  feedId: string;
  title: string;
  url: string;
  dueSince: string;
}

/** Feeds whose poll is overdue (domain/feed `overdueAfter`) and not under way, longest first. */
export async function overdueFeeds(
  db: Queryable,
  { nowMs, leaseMs, limit }: { nowMs: number; leaseMs: number; limit: number },
): Promise<OverdueFeed[]> {
  const bound = (top: boolean): string =>
    toInstant(nowMs - overdueAfter({ tier: top ? 1 : 2, official: false }));
  return db.query<OverdueFeed>(
    `select p.feed_id as "feedId", f.title, f.url, p.next_poll_at as "dueSince"
     from feed_polls p join feeds f using (feed_id)
     where p.next_poll_at <= case when f.tier = 1 or f.official then $1::timestamptz else $2 end
       and not ${isLeased('$3::int')}
     order by p.next_poll_at limit $4`,
    [bound(true), bound(false), leaseMs, limit],
  );
}
