import type { Queryable } from '#libs/database';
import {
  answeringFor,
  CLOCK_TOLERANCE,
  freshness,
  SECOND,
  toInstant,
  toMs,
  type Freshness,
} from '#libs/domain';

/** How far the sources can be trusted just now, and when each stage last saw something. */
export interface FreshnessAnswer extends Freshness {
  lastPollAt: string | null;
  lastItemAt: string | null;
  lastSignalAt: string | null;
}

interface FreshnessRow {
  ok: number;
  total: number;
  topOk: number;
  top: number;
  lastPoll: string | null;
  heartbeatAge: number | null;
  lastPush: string | null;
  lastItem: string | null;
  lastSignal: string | null;
}

/**
 * Computed at read time, so that a dead worker shows. Heartbeats are measured on the database's own clock; one from the
 * future was made before that clock was set back, and says nothing.
 */
export async function readFreshness(db: Queryable, nowMs: number): Promise<FreshnessAnswer> {
  // A feed of tier 1 or of a speaker is polled more often, so its silence shows sooner.
  const since = (rank: Parameters<typeof answeringFor>[0]): string => toInstant(nowMs - answeringFor(rank));
  const [row] = await db.query<FreshnessRow>(
    `select polled.*,
       (select extract(epoch from clock_timestamp() - max(at))::float8 * 1000 from worker_heartbeats
        where at <= clock_timestamp() + interval '1 minute') as "heartbeatAge",
       (select recorded_at from items where arrival = 'push' order by position desc limit 1) as "lastPush",
       (select recorded_at from items order by position desc limit 1) as "lastItem",
       (select max(effective_at) from signals where fold_item is not null) as "lastSignal"
     from (
       select count(*)::int as total, count(*) filter (where answers)::int as ok,
              count(*) filter (where tier = 1)::int as top, count(*) filter (where tier = 1 and answers)::int as "topOk",
              max(last_success_at) as "lastPoll"
       from (
         select tier, last_success_at,
                last_success_at > (case when tier = 1 or official then $1 else $2 end)::timestamptz
                  and last_success_at <= $3 as answers
         from feeds join feed_polls using (feed_id) where not removed
       ) feed
     ) polled`,
    [
      since({ tier: 1, official: false }),
      since({ tier: 2, official: false }),
      toInstant(nowMs + CLOCK_TOLERANCE),
    ],
  );
  const { heartbeatAge, lastPush, lastPoll, lastItem, lastSignal, ...counts } = row!;
  const status = freshness(counts, nowMs, {
    lastPushMs: lastPush === null ? null : toMs(lastPush),
    lastHeartbeatMs: heartbeatAge === null ? null : nowMs - heartbeatAge,
  });
  return { ...status, lastPollAt: lastPoll, lastItemAt: lastItem, lastSignalAt: lastSignal };
}

/** An answer may be as old as this: on the product's clock, and never older than the second in real time. */
const HOLDS_MS = 5 * SECOND;
const HOLDS_REAL_MS = 0.5 * SECOND;

interface Kept {
  at: number;
  realAt: number;
  answer: Promise<FreshnessAnswer>;
}

const keptOf = new WeakMap<Queryable, Kept>();

/**
 * `readFreshness` for whoever only shows it: counting many feeds is not done again for each of many readers. The
 * answer is half a second old at most, and never of another moment of a simulated clock.
 */
export function readRecentFreshness(db: Queryable, nowMs: number): Promise<FreshnessAnswer> {
  const kept = keptOf.get(db);
  const realAt = performance.now();
  if (kept && nowMs >= kept.at && nowMs - kept.at < HOLDS_MS && realAt - kept.realAt < HOLDS_REAL_MS)
    return kept.answer;
  const answer = readFreshness(db, nowMs);
  keptOf.set(db, { at: nowMs, realAt, answer });
  // What failed is asked again.
  answer.catch(() => keptOf.delete(db));
  return answer;
}
