// What is left of a round, as data: all that the checker judges by. Nothing in this folder uses the product's code.
import type { ExpectedPeriod, StoryItem } from '../story';

/** A row of `events`. JSON is kept as the bytes that were hashed. */
export interface LogRow {
  position: number;
  event_id: string;
  stream: string;
  version: number;
  type: string;
  schema_version: number;
  occurred_at: string;
  recorded_at: string;
  causation_position: number | null;
  correlation_id: string | null;
  body: string;
  meta: string | null;
  content_hash: Buffer;
  chain_hash: Buffer;
}

export interface ItemRow {
  item_id: string;
  position: number;
  title: string;
  revision: number;
  assessment: unknown;
}

/** Read models, each row as JSON text. */
export interface ReadModels {
  items: string[];
  signals: string[];
  posture_periods: string[];
}

/** A message as its receiver got it. */
export interface Receipt {
  id: string;
  body: string;
  /** Whether the reference library of Standard Webhooks accepts its signature. */
  verified: boolean;
}

export interface EndpointRecord {
  name: string;
  /** Types it subscribed to. */
  events: readonly string[];
  /** In the order of arrival, without tests. */
  receipts: Receipt[];
}

/** A `202` of `POST /v1/items`. */
export interface Acknowledgement {
  title: string;
  position: number;
}

export interface Dossier {
  /** Milliseconds since 1970 at which the story began. */
  begin: number;
  /** Whether a process had a slow clock for a while; what told the story was held back meanwhile. */
  slowClock: boolean;
  /** All items that were shown, the past of the feeds among them. */
  shown: StoryItem[];
  expected: readonly ExpectedPeriod[];
  acknowledged: Acknowledgement[];
  log: LogRow[];
  items: ItemRow[];
  live: ReadModels;
  rebuilt: ReadModels;
  endpoints: EndpointRecord[];
  /** `GET /v1/posture/history` and `GET /v1/posture`. */
  history: { posture: string; from: string }[];
  posture: string;
}

/** One thing that is not as it was promised. */
export interface Finding {
  promise: 'log' | 'items' | 'acknowledged' | 'read-models' | 'history' | 'told' | 'deliveries' | 'process';
  message: string;
}

/** Findings of a promise; more than a few say nothing new. */
export function findings(promise: Finding['promise'], messages: readonly string[]): Finding[] {
  const most = 5;
  const rest = messages.length > most ? [`and ${messages.length - most} more of this kind`] : [];
  return [...messages.slice(0, most), ...rest].map((message) => ({ promise, message }));
}
