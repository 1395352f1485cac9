import type { Instant } from '../kernel/index';

/** Facts of the log that are told to endpoints. */
export const ALERT_EVENT_TYPES = [
  'posture.changed',
  'posture.reinforced',
  'posture.corrected',
  'posture.overridden',
  'posture.override-lifted',
  'monitor.blinded',
  'monitor.recovered',
  'item.silent-edit',
] as const;
export type AlertEventType = (typeof ALERT_EVENT_TYPES)[number];

/** Messages that are no fact of the log; each has an id of its own. */
export const NOTICE_TYPES = ['digest', 'heartbeat', 'endpoint.test', 'endpoint.warning'] as const;
export type NoticeType = (typeof NOTICE_TYPES)[number];

/** What `events` of a webhook subscription may name: every fact, and the heartbeat. */
export const SUBSCRIBABLE_TYPES = [...ALERT_EVENT_TYPES, 'heartbeat'] as const;
export type SubscribableType = (typeof SUBSCRIBABLE_TYPES)[number];

/** What an endpoint gets when its owner names nothing. */
export const DEFAULT_EVENTS: readonly AlertEventType[] = [
  'posture.changed',
  'posture.corrected',
  'posture.overridden',
  'posture.override-lifted',
  'monitor.blinded',
  'monitor.recovered',
];

/**
 * What alerts read of a fact's body. Everything is optional because one shape serves every type; a missing
 * field is not told. `from` and `to` are postures (of `monitor.*`: the status); in a correction they are the
 * *current* posture before and after, so they differ exactly when the current posture changes.
 */
export interface AlertBody {
  from?: string;
  to?: string;
  confidence?: number;
  reason?: string;
  origins?: number;
  copies?: number;
  cause?: string;
  /** Corrections: ids of the told events it takes the place of, and the period as it was and is. */
  supersedes?: readonly string[];
  period?: unknown;
  was?: unknown;
  is?: unknown;
  late?: boolean;
  /** Overrides: whose key, until when, and what the fold says meanwhile. */
  by?: string;
  until?: string | null;
  derived?: unknown;
  /** Monitor: which sources answer. */
  freshness?: unknown;
  /** Silent edits: the item and the sentence before and after. */
  itemId?: string;
  before?: unknown;
  after?: unknown;
}

/** A fact as alerts see it. `occurredAt` is its effective time, `recordedAt` when it was decided. */
export interface AlertEvent {
  eventId: string;
  type: AlertEventType;
  occurredAt: Instant;
  recordedAt: Instant;
  position: number;
  body: AlertBody;
}
