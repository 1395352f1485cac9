import type { Freshness, FreshnessStatus } from '../feed/index';
import { type Instant, isAheadOfClock, MINUTE, NAMESPACE, type NewEvent, uuidV5 } from '../kernel/index';

export const MONITOR_BLINDED = 'monitor.blinded';
export const MONITOR_RECOVERED = 'monitor.recovered';

/** The stream of what the monitor says of itself. */
export const MONITOR_STREAM = 'monitor';

/** A state is told when it has lasted this long (product.md rule 9). */
export const MONITOR_PATIENCE_MS = 10 * MINUTE;

/** The monitor as it was looked at last. Times are ms since 1970. */
export interface MonitorWatch {
  blind: boolean;
  /** Since when without a break. */
  sinceMs: number;
  lookedMs: number;
  /** Its status when it last saw; null: it never did. */
  seen: Exclude<FreshnessStatus, 'blind'> | null;
}

export type MonitorEvent = NewEvent<typeof MONITOR_BLINDED | typeof MONITOR_RECOVERED, Freshness>;

/** One look: what was seen, when, and whether blindness was told last. */
export interface MonitorLook {
  freshness: Freshness;
  nowMs: number;
  toldBlind: boolean;
}

/** What a look leaves behind, and what is to be told of it. */
export interface MonitorVerdict {
  watch: MonitorWatch;
  tell: MonitorEvent['type'] | null;
}

/**
 * Tells of blindness and of its end when they have lasted for ten minutes. Who never saw anything is not
 * blinded: a first start without network alerts nobody. Time in which nobody looked does not count: after a
 * long stop, or when the clock was set back, the sources get their ten minutes.
 */
export function watchMonitor(
  before: MonitorWatch | null,
  { freshness: { status }, nowMs, toldBlind }: MonitorLook,
): MonitorVerdict {
  const blind = status === 'blind';
  const goesOn =
    before?.blind === blind &&
    nowMs - before.lookedMs <= MONITOR_PATIENCE_MS &&
    !isAheadOfClock(before.lookedMs, nowMs);
  const sinceMs = goesOn ? before.sinceMs : nowMs;
  const seen = blind ? (before?.seen ?? null) : status;
  const watch: MonitorWatch = { blind, sinceMs, lookedMs: nowMs, seen };
  const isNews = blind ? !toldBlind && seen !== null : toldBlind;
  const isTold = isNews && nowMs - sinceMs >= MONITOR_PATIENCE_MS;
  return { watch, tell: isTold ? (blind ? MONITOR_BLINDED : MONITOR_RECOVERED) : null };
}

/** The fact; its id is taken over the moment at which the state began. */
export const monitorEvent = (
  type: MonitorEvent['type'],
  since: Instant,
  { status, feedsOk, feedsTotal }: Freshness,
): MonitorEvent => ({
  id: uuidV5(NAMESPACE, type, since),
  stream: MONITOR_STREAM,
  type,
  schemaVersion: 1,
  occurredAt: since,
  body: { status, feedsOk, feedsTotal },
});
