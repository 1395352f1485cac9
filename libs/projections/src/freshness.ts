import type { Queryable } from '#libs/database';
import { freshness, toMs, type Freshness } from '#libs/domain';
import { listFeeds, pollState } from './feeds';

/** How far the sources can be trusted just now, and when each stage last saw something. */
export interface FreshnessAnswer extends Freshness {
  lastPollAt: string | null;
  lastItemAt: string | null;
  lastSignalAt: string | null;
}

/** Computed at read time, so that a dead worker shows. Heartbeats are measured on the database's own clock. */
export async function readFreshness(db: Queryable, nowMs: number): Promise<FreshnessAnswer> {
  const feeds = await listFeeds(db);
  const [life] = await db.query<{
    heartbeat_age: number | null;
    last_push: string | null;
    last_item: string | null;
    last_signal: string | null;
  }>(
    `select (select extract(epoch from clock_timestamp() - max(at))::float8 * 1000 from worker_heartbeats) as heartbeat_age,
            (select max(recorded_at) from items where arrival = 'push') as last_push,
            (select max(recorded_at) from items) as last_item,
            (select max(effective_at) from signals) as last_signal`,
  );
  const { heartbeat_age, last_push, last_item, last_signal } = life!;
  const status = freshness(feeds.map(pollState), nowMs, {
    lastPushMs: last_push === null ? null : toMs(last_push),
    lastHeartbeatMs: heartbeat_age === null ? null : nowMs - heartbeat_age,
  });
  const polls = feeds.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []).sort();
  return { ...status, lastPollAt: polls.at(-1) ?? null, lastItemAt: last_item, lastSignalAt: last_signal };
}
