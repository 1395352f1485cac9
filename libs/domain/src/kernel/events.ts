import type { Instant } from './time';

/**
 * A fact to be appended. `id` is derived from what the fact says (see `uuidV5`), never drawn by chance;
 * `body` holds nothing read from a clock: when it was recorded stands beside it, not in it.
 */
export interface NewEvent<T extends string = string, B = unknown> {
  id: string;
  stream: string;
  type: T;
  schemaVersion: number;
  /** Effective time: when it was so. */
  occurredAt: Instant;
  body: B;
  /** Position of the event that led to this one. */
  causationPosition?: number;
  /** Groups what belongs to one act, e.g. one poll. */
  correlationId?: string;
  meta?: Record<string, unknown>;
}

/** A fact in the log: its place in the total order, and when we came to know it. */
export interface RecordedEvent<T extends string = string, B = unknown> extends NewEvent<T, B> {
  position: number;
  version: number;
  recordedAt: Instant;
}

/** Where a stream must stand for an append to succeed: at a version, not there yet, there, or anywhere. */
export type ExpectedVersion = number | 'none' | 'exists' | 'any';
