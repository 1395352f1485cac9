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
/** From this many failures on `Retry-After` may lengthen the plan, no longer shorten it. */
export const RETRY_AFTER_TRUSTED_ATTEMPTS = 5;

export interface FailedAttempts {
  /** Failed attempts of this message so far, at least 1. */
  attempts: number;
  retryAfterMs?: number;
}

/**
 * How long to wait before the next attempt.
 * @param random 0 <= random < 1
 */
export function plannedPause({ attempts, retryAfterMs }: FailedAttempts, random: number): number {
  const step = PAUSES_MS[Math.min(Math.max(attempts, 1), PAUSES_MS.length) - 1]!;
  const planned = Math.round(step * (1 - JITTER + 2 * JITTER * random));
  if (retryAfterMs === undefined || Number.isNaN(retryAfterMs)) return planned;
  const spread = Math.round(retryAfterMs * (1 + RETRY_AFTER_JITTER * random));
  const asked = Math.min(Math.max(spread, RETRY_AFTER_MIN_MS), RETRY_AFTER_MAX_MS);
  return attempts < RETRY_AFTER_TRUSTED_ATTEMPTS ? asked : Math.max(asked, planned);
}
