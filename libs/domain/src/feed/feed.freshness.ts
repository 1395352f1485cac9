import { DAY, MINUTE } from '../kernel/index';
import { baseInterval, type PollState } from './feed.schedule';

/** How far the sources can be trusted to tell us what happens (product.md rule 9). */
export type FreshnessStatus = 'watching' | 'degraded' | 'blind';

export interface Freshness {
  status: FreshnessStatus;
  /** Feeds that answer, of how many. */
  feedsOk: number;
  feedsTotal: number;
}

/** Signs of life besides the feeds, ms since 1970; null: never. */
export interface LifeSigns {
  lastPushMs: number | null;
  lastHeartbeatMs: number | null;
}

type PolledFeed = Pick<PollState, 'tier' | 'official' | 'lastSuccessMs'>;

/** A feed answers when its last success is younger than 3 intervals (at least 15 min). */
export function answers(feed: PolledFeed, nowMs: number): boolean {
  const patience = Math.max(3 * baseInterval(feed), 15 * MINUTE);
  return feed.lastSuccessMs !== null && nowMs - feed.lastSuccessMs < patience;
}

/**
 * Whether the monitor sees. `degraded`: under 80 % of the feeds answer, or one of tier 1 does not.
 * `blind`: under 50 % of tier 1 (of all, if there is no tier 1), or neither a feed nor a push within
 * 24 h, or no worker heartbeat for 5 minutes. Computed at read time, so that a dead worker shows.
 */
export function freshness(feeds: readonly PolledFeed[], nowMs: number, life: LifeSigns): Freshness {
  const ok = feeds.filter((feed) => answers(feed, nowMs));
  const top = feeds.filter((feed) => feed.tier === 1);
  const topOk = ok.filter((feed) => feed.tier === 1);
  const [asked, answering] = top.length > 0 ? [top, topOk] : [feeds, ok];
  const since = (ms: number | null): number => (ms === null ? Infinity : nowMs - ms);
  const blind =
    since(life.lastHeartbeatMs) >= 5 * MINUTE ||
    (feeds.length === 0 && since(life.lastPushMs) >= DAY) ||
    answering.length < 0.5 * asked.length;
  const degraded = ok.length < 0.8 * feeds.length || topOk.length < top.length;
  const status = blind ? 'blind' : degraded ? 'degraded' : 'watching';
  return { status, feedsOk: ok.length, feedsTotal: feeds.length };
}
