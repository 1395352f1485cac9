import { CLOCK_TOLERANCE, HOUR, isAheadOfClock, MINUTE, toInstant } from '../kernel/index';
import type { Feed } from './feed';
import {
  FEED_FAILING,
  FEED_GAP_SUSPECTED,
  FEED_RECOVERED,
  feedEvent,
  type FeedFailing,
  type FeedGapSuspected,
  type FeedRecovered,
} from './feed.events';

/** Failed polls in a row after which a feed is said to be failing. */
const FAILING_AFTER = 3;
/** However long a server asks us to wait. */
const LONGEST_RETRY_AFTER = 24 * HOUR;
/** Share of the pause by which it is moved either way, so that feeds do not meet on one minute. */
const JITTER = 0.1;

/** Where the polling of one feed stands. Times are ms since 1970. */
export interface PollState {
  feedId: string;
  tier: Feed['tier'];
  official: boolean;
  /** Failed polls in a row. */
  failures: number;
  lastSuccessMs: number | null;
  nextCheckMs: number;
}

/** How a poll ended. `known` counts the entries that had been seen before this poll. */
export type PollResult =
  | { kind: 'unchanged' }
  | { kind: 'read'; items: number; known: number }
  | { kind: 'failed'; code: string; message: string; retryAfterMs?: number };

export type PollEvent = FeedFailing | FeedRecovered | FeedGapSuspected;

type Rank = Pick<Feed, 'tier' | 'official'>;

/** Feeds nearest to the facts: they are polled more often, and first. */
export const isTop = ({ tier, official }: Rank): boolean => tier === 1 || official;

/** Pause between two polls of a healthy feed, ms. */
export const baseInterval = (feed: Rank): number => (isTop(feed) ? 5 : 15) * MINUTE;

/**
 * Pause before the next poll, ms: the base interval, doubled with each failure in a row up to 6 h (24 h
 * outside tier 1); a server's Retry-After is waited for. A feed is never given up.
 * @param rand 0..1, spreads the pause by +-10 %; a Retry-After is only ever lengthened
 */
export function pauseBefore(feed: Rank, failures: number, { rand, retryAfterMs = 0 }: Pause): number {
  const longest = (isTop(feed) ? 6 : 24) * HOUR;
  const grown = Math.min(baseInterval(feed) * 2 ** Math.min(failures, 20), longest);
  const asked = Math.min(retryAfterMs, LONGEST_RETRY_AFTER) * (1 + JITTER * rand);
  return Math.round(Math.max(grown * (1 + JITTER * (2 * rand - 1)), asked));
}

interface Pause {
  rand: number;
  retryAfterMs?: number;
}

/** No pause is longer than this, ms. */
export const LONGEST_PAUSE = LONGEST_RETRY_AFTER * (1 + JITTER);

/** When a feed was polled last and shall be polled next, ms since 1970; null: it never was. */
export interface PollTimes {
  nextCheckMs: number;
  lastAttemptMs: number | null;
}

/**
 * Whether the next poll was planned by a clock that has been set back since. A plan counts for nothing when it
 * follows an attempt in the future, lies further ahead than the schedule ever plans, or makes a first poll wait.
 */
export function isPlanVoid({ nextCheckMs, lastAttemptMs }: PollTimes, nowMs: number): boolean {
  if (nextCheckMs <= nowMs) return false;
  if (lastAttemptMs === null || isAheadOfClock(lastAttemptMs, nowMs)) return true;
  return nextCheckMs > nowMs + LONGEST_PAUSE + CLOCK_TOLERANCE;
}

/** Intervals without the poll that was due after which a feed is overdue, which an operator must hear of. */
const OVERDUE_INTERVALS = 3;

/** Milliseconds past its due time from which a feed is overdue. */
export const overdueAfter = (feed: Rank): number => OVERDUE_INTERVALS * baseInterval(feed);

/**
 * Pause after a poll that its worker did not survive for the n-th time in a row, ms. Two deaths may be chance and
 * are made good at once; from the third on the feed itself may be what kills, so it waits, longer each time.
 */
export const pauseAfterDeaths = (deaths: number): number =>
  deaths < 3 ? 0 : Math.min(5 * MINUTE * 2 ** (deaths - 3), 6 * HOUR);

/**
 * What a poll changes: the next state, and the events a person should see. `feed.failing` is told once,
 * at the third failure in a row, `feed.recovered` at the first success after it; `feed.gap-suspected`
 * when a poll that is not the first shares no entry with what was known.
 * @param moment when the poll ended (ms since 1970) and a random number 0..1 for the jitter
 */
export function pollOutcome(
  state: PollState,
  result: PollResult,
  { nowMs, rand }: { nowMs: number; rand: number },
): { next: PollState; events: PollEvent[] } {
  const at = toInstant(nowMs);
  const { feedId } = state;
  if (result.kind === 'failed') {
    const { code, message, retryAfterMs } = result;
    const failures = state.failures + 1;
    const nextCheckMs = nowMs + pauseBefore(state, failures, { rand, retryAfterMs });
    const events =
      failures === FAILING_AFTER ? [feedEvent(FEED_FAILING, at, { feedId, failures, code, message })] : [];
    return { next: { ...state, failures, nextCheckMs }, events };
  }
  const events: PollEvent[] = [];
  const { failures } = state;
  if (failures >= FAILING_AFTER) events.push(feedEvent(FEED_RECOVERED, at, { feedId, failures }));
  const isFirst = state.lastSuccessMs === null;
  if (result.kind === 'read' && !isFirst && result.items > 0 && result.known === 0)
    events.push(feedEvent(FEED_GAP_SUSPECTED, at, { feedId, items: result.items }));
  const nextCheckMs = nowMs + pauseBefore(state, 0, { rand });
  return { next: { ...state, failures: 0, lastSuccessMs: nowMs, nextCheckMs }, events };
}
