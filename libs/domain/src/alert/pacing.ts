import { MINUTE } from '../kernel/index';
import type { AlertBody } from './event';

/** An endpoint gets at most one correction in this time of the product's clock (product.md rule 5). */
export const CORRECTION_PAUSE_MS = 15 * MINUTE;

/** Where an endpoint stands with its corrections; real time. */
export interface CorrectionPace {
  /** When its last correction left the queue; null: none did. */
  lastMs: number | null;
  /** Something else waits behind the correction that is to be sent. */
  othersWait: boolean;
}

/**
 * Real milliseconds for which a correction has to wait; 0: none. The head of a queue blocks what follows, so
 * a correction with other news behind it is sent at once: a change held back for a quarter of an hour is
 * worse than two corrections within it. One that was sent in the future was dated by a clock that has been set
 * back since: nothing is known of the pause.
 * @param pauseMs `CORRECTION_PAUSE_MS` in real time
 */
export function correctionWait(
  { lastMs, othersWait }: CorrectionPace,
  { nowMs, pauseMs }: { nowMs: number; pauseMs: number },
): number {
  return lastMs === null || lastMs > nowMs || othersWait ? 0 : Math.max(0, lastMs + pauseMs - nowMs);
}

/** What the newer of two corrections takes over from the older one. */
export type Absorbed = Pick<AlertBody, 'from' | 'supersedes' | 'late'>;

/**
 * The newer of two corrections as it is told where the older one was never sent: it names everything both
 * supersede, and comes from the posture that this endpoint was told last. `period`, `was` and `is` stay those
 * of the newer one; the history has both.
 */
export function absorb(older: Absorbed, newer: AlertBody): AlertBody {
  const { from = newer.from } = older;
  const supersedes = [...new Set([...(older.supersedes ?? []), ...(newer.supersedes ?? [])])];
  const late = from !== newer.to && Boolean(older.late || newer.late);
  return { ...newer, from, supersedes, late };
}
