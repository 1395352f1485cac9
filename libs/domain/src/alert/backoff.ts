import { HOUR, MINUTE, SECOND } from '../kernel/index';

/**
 * Pauses after the first, second, ... failed attempt of a message; the last repeats. The first ones are short
 * because most faults are a restart; the sum passes Standard Webhooks' advice of several days because the
 * last one repeats until the endpoint is disabled.
 */
export const PAUSES_MS: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
];

/** Each pause is drawn from the plan +-20 % (as Svix does), little enough that pauses still grow. */
export const JITTER = 0.2;

/** Bounds of `Retry-After`: neither a storm nor a silence of years at a receiver's word. */
export const RETRY_AFTER_MIN_MS = SECOND;
export const RETRY_AFTER_MAX_MS = 6 * HOUR;
/** Jitter of `Retry-After` is only added: never earlier than asked. */
export const RETRY_AFTER_JITTER = 0.1;
/**
 * How long an endpoint may fail before its word no longer shortens a pause and its breaker opens. A receiver that
 * asks for two seconds again and again is busy, not down; the planned pauses take about as long for five attempts.
 */
export const PATIENCE_MS = 10 * MINUTE;
/** The longest pause that back-off ever sets. */
export const LONGEST_PAUSE_MS = Math.max(PAUSES_MS.at(-1)! * (1 + JITTER), RETRY_AFTER_MAX_MS);

export interface FailedAttempts {
  /** Failed attempts of this message so far, at least 1. */
  attempts: number;
  /** For how long the endpoint has been failing without a success. */
  failingMs: number;
  retryAfterMs?: number;
}

/**
 * How long to wait before the next attempt. Attempts that the receiver asked for sooner than planned do not
 * lengthen the plan: its step is the one that the time of failing has reached.
 * @param random 0 <= random < 1
 */
export function plannedPause({ attempts, failingMs, retryAfterMs }: FailedAttempts, random: number): number {
  const step = PAUSES_MS[Math.min(Math.max(attempts, 1), stepAfter(failingMs), PAUSES_MS.length) - 1]!;
  const planned = Math.round(step * (1 - JITTER + 2 * JITTER * random));
  if (retryAfterMs === undefined || Number.isNaN(retryAfterMs)) return planned;
  const spread = Math.round(retryAfterMs * (1 + RETRY_AFTER_JITTER * random));
  const asked = Math.min(Math.max(spread, RETRY_AFTER_MIN_MS), RETRY_AFTER_MAX_MS);
  return failingMs < PATIENCE_MS ? asked : Math.max(asked, planned);
}

/** The attempt that the plan, at its fastest, would have come to after failing for so long; the first is 1. */
function stepAfter(failingMs: number): number {
  let [step, reachedMs] = [1, 0];
  for (const pause of PAUSES_MS) {
    reachedMs += pause * (1 - JITTER);
    if (failingMs < Math.floor(reachedMs)) break;
    step += 1;
  }
  return step;
}

/**
 * Real milliseconds to wait for a moment that back-off once set. A moment further away than any pause was set by a
 * clock that has been set back since; it counts as reached.
 */
export function waitFor(dueMs: number, nowMs: number): number {
  const wait = dueMs - nowMs;
  return wait > LONGEST_PAUSE_MS ? 0 : Math.max(0, wait);
}
