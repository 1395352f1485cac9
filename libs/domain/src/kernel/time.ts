/** An instant: ISO 8601 UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export type Instant = string;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Milliseconds since 1970 of an instant. */
export const toMs = (at: Instant): number => Date.parse(at);

/** The instant of a number of milliseconds since 1970. */
export const toInstant = (ms: number): Instant => new Date(ms).toISOString();

/** Clocks of several machines differ by a little; a stored time may lie this far ahead and still be true. */
export const CLOCK_TOLERANCE = MINUTE;

/**
 * Whether a stored time of something that has happened cannot be true, because it lies in the future: the clock
 * has been set back since it was stored. Such a time counts as neither fresh nor done.
 */
export const isAheadOfClock = (storedMs: number, nowMs: number): boolean =>
  storedMs > nowMs + CLOCK_TOLERANCE;
