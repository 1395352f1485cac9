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
