import { DAY, HOUR, MINUTE, toInstant, toMs, type Instant } from '../kernel/index';
import type { EffectivePrecision, ItemReading } from './item';

/** A claim further ahead of the first sight than this is a mistake or a calendar, not a date. */
const TOLERATED_LEAD = 5 * MINUTE;

/** Feeds that know no date like to write 1970 or 1900; news feeds did not exist before this. */
const EARLIEST = Date.UTC(1990, 0, 1);

/** When an item counts as having been so, and where that time comes from. */
export interface EffectiveTime {
  effectiveAt: Instant;
  precision: EffectivePrecision;
}

/**
 * The effective time of an item (product.md rule 2), fixed once, when it is observed: the claimed time;
 * first seen when the claim is missing, more than 5 minutes ahead of it, or before 1990; a date without
 * a time is 12:00Z of that day, but not after first seen.
 */
export function effectiveTime(
  { claimedAt, claimedPrecision }: Pick<ItemReading, 'claimedAt' | 'claimedPrecision'>,
  firstSeenMs: number,
): EffectiveTime {
  const claimed = claimedAt === null ? NaN : toMs(claimedAt);
  const start = claimedPrecision === 'day' ? Math.floor(claimed / DAY) * DAY : claimed;
  const usable = start >= EARLIEST && start <= firstSeenMs + TOLERATED_LEAD;
  if (!usable) return { effectiveAt: toInstant(firstSeenMs), precision: 'first-seen' };
  if (claimedPrecision === 'instant') return { effectiveAt: toInstant(start), precision: 'instant' };
  return { effectiveAt: toInstant(Math.min(start + 12 * HOUR, firstSeenMs)), precision: 'day' };
}
