import { SECOND } from '../kernel/index';
import type { EndpointHealth } from './health';

/**
 * Where an endpoint waits for a free slot of a sender. `proven`: it answered well and soon when it was last called;
 * `slow`: its last answer took long or never came; `unproven`: anything else. Slow endpoints never take the slots
 * of the others.
 */
export const DELIVERY_LANES = ['proven', 'unproven', 'slow'] as const;
export type DeliveryLane = (typeof DELIVERY_LANES)[number];

/** Whoever takes longer than this is slow, and a request that runs longer frees the slot of its lane. */
export const SLOW_AFTER_MS = SECOND;

/** The lane of an endpoint after an attempt that took so long, for its health since. */
export function deliveryLaneOf(health: EndpointHealth, latencyMs: number): DeliveryLane {
  if (latencyMs >= SLOW_AFTER_MS) return 'slow';
  return health.state === 'active' && !health.failing ? 'proven' : 'unproven';
}

/** Requests of each lane that one process has under way; of `proven` and `unproven` only those younger than `SLOW_AFTER_MS`. */
export const REQUEST_SLOTS: Readonly<Record<DeliveryLane, number>> = { proven: 256, unproven: 64, slow: 64 };
/** Requests that one process has under way at all, each on a connection of its own. */
export const MOST_REQUESTS = 768;
/** The part of them that only proven endpoints get. */
export const RESERVED_FOR_PROVEN = REQUEST_SLOTS.proven;
/** Requests that all processes together have under way to one host, by the lane of the endpoint that asks for one. */
export const HOST_SLOTS: Readonly<Record<DeliveryLane, number>> = { proven: 256, unproven: 64, slow: 16 };

/** A request under way. */
export interface Flight {
  lane: DeliveryLane;
  /** For how long it has been under way. */
  ageMs: number;
}

/**
 * How many requests of each lane may begin now. A proven endpoint that hangs for the first time gives its slot back
 * after `SLOW_AFTER_MS`, so that even many of them at once hold up the others only for that long.
 */
export function freeRequestSlots(flights: readonly Flight[]): Record<DeliveryLane, number> {
  const free = { ...REQUEST_SLOTS };
  for (const { lane, ageMs } of flights) if (lane === 'slow' || ageMs < SLOW_AFTER_MS) free[lane] -= 1;
  const left = MOST_REQUESTS - flights.length;
  const within = (lane: DeliveryLane, most: number): number => Math.max(0, Math.min(free[lane], most));
  const unreserved = left - RESERVED_FOR_PROVEN;
  const slow = within('slow', unreserved);
  return { proven: within('proven', left), unproven: within('unproven', unreserved - slow), slow };
}

/** How often a worker looks for due deliveries whatever wakes it; real time. */
export const SWEEP_MS = 5 * SECOND;
/** So many of its intervals late, an endpoint is reported. */
export const OVERDUE_INTERVALS = 3;

/**
 * Whether an endpoint should have been called long ago. Its interval is the pause that it waited for since its last
 * failure, and at least the time between two sweeps.
 * @param lastMs when it failed last; null: it did not
 */
export function isOverdue(
  { dueMs, lastMs }: { dueMs: number; lastMs: number | null },
  nowMs: number,
): boolean {
  const interval = Math.max(SWEEP_MS, lastMs === null ? 0 : dueMs - lastMs);
  return nowMs - dueMs > OVERDUE_INTERVALS * interval;
}
