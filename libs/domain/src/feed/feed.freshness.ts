import { DAY, isAheadOfClock, MINUTE } from '../kernel/index';
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

/** Milliseconds for which a success makes a feed count as answering: 3 intervals, at least 15 min. */
export const answeringFor = (feed: Pick<PollState, 'tier' | 'official'>): number =>
  Math.max(3 * baseInterval(feed), 15 * MINUTE);

/**
 * Milliseconds since something was seen; Infinity when it never was, or when its time lies in the future: then
 * the clock was set back, and nothing is known of its age.
 */
export const ageOf = (seenMs: number | null, nowMs: number): number =>
  seenMs === null || isAheadOfClock(seenMs, nowMs) ? Infinity : nowMs - seenMs;

/** A feed answers when its last success is recent, see `answeringFor`. */
export const answers = (feed: PolledFeed, nowMs: number): boolean =>
  ageOf(feed.lastSuccessMs, nowMs) < answeringFor(feed);

/** How many feeds answer, of how many; `top` are those of tier 1. */
export interface FeedCounts {
  ok: number;
  total: number;
  topOk: number;
  top: number;
}

/**
 * Whether the monitor sees. `degraded`: under 80 % of the feeds answer, or one of tier 1 does not.
 * `blind`: under 50 % of tier 1 (of all, if there is no tier 1), or neither a feed nor a push within
 * 24 h, or no worker heartbeat for 5 minutes. Computed at read time, so that a dead worker shows.
 */
export function freshness({ ok, total, topOk, top }: FeedCounts, nowMs: number, life: LifeSigns): Freshness {
  const [asked, answering] = top > 0 ? [top, topOk] : [total, ok];
  const blind =
    ageOf(life.lastHeartbeatMs, nowMs) >= 5 * MINUTE ||
    (total === 0 && ageOf(life.lastPushMs, nowMs) >= DAY) ||
    answering < 0.5 * asked;
  const degraded = ok < 0.8 * total || topOk < top;
  const status = blind ? 'blind' : degraded ? 'degraded' : 'watching';
  return { status, feedsOk: ok, feedsTotal: total };
}
