import type { Instant, NewEvent } from '../kernel/index';
import type { Arrival, EffectivePrecision, ItemReading } from './item';

export const ITEM_OBSERVED = 'item.observed';
export const ITEM_REVISED = 'item.revised';
export const ITEM_EXCLUDED = 'item.excluded';
export const ITEM_REINSTATED = 'item.reinstated';
export const ITEM_TEXT_ERASED = 'item.text-erased';
export const ITEM_SILENT_EDIT = 'item.silent-edit';
export const ITEM_SECOND_OPINION = 'item.second-opinion';
export const ITEM_ASSESSED = 'item.assessed';

/** Most UTF-16 units that an event carries of a title and of a summary; the rest is bulk text. */
export const TITLE_LIMIT = 500;
export const SUMMARY_LIMIT = 2_000;

export const itemStream = (itemId: string): string => `item-${itemId}`;

/** The text of one revision, as both kinds of observation carry it. */
interface ObservedText {
  itemId: string;
  url: string | null;
  guid: string | null;
  title: string;
  summary: string;
  language: string | null;
  claimedAt: Instant | null;
  claimedPrecision: ItemReading['claimedPrecision'];
  arrival: Arrival;
  /** Longer text, kept outside the log: salted hash and length in UTF-16 units; null when there is none. */
  content: { hash: string; length: number } | null;
  /** See `textFingerprint`; covers the whole text, also what is kept outside. */
  fingerprint: string;
  /** Oddities a person may want to know: `guid-repeated`, `title-cut`, `alternating` ... */
  flags: string[];
}

/** A news item as first read. The event's `occurredAt` is the item's effective time, for good. */
export interface ItemObservedBody extends ObservedText {
  revision: 1;
  /** null: pushed or imported. */
  feedId: string | null;
  outlet: string;
  official: boolean;
  precision: EffectivePrecision;
}

/** Changed text under the same identity. `occurredAt` is when the change was first seen. */
export interface ItemRevisedBody extends ObservedText {
  /** 2, 3 ... */
  revision: number;
}

/** A person took the item out of the fold, or put it back. */
export interface ItemExcludedBody {
  itemId: string;
  /** Name of the key that asked for it. */
  by: string;
  reason: string;
}
export type ItemReinstatedBody = ItemExcludedBody;

/** The bulk text of these revisions was erased on demand; their hashes stay in the log. */
export interface ItemTextErasedBody {
  itemId: string;
  revisions: number[];
  by: string;
  reason: string;
}

/** A revision changed a negation, condition or modal of a sentence that carried a signal. */
export interface ItemSilentEditBody {
  itemId: string;
  /** The revision that changed it; the one before is `revision - 1`. */
  revision: number;
  changes: { field: 'title' | 'summary' | 'content'; before: string; after: string; words: string[] }[];
}

/** What a model said of one revision. `O` is the opinion, which a later stage defines. */
export interface ItemSecondOpinionBody<O = unknown> {
  itemId: string;
  revision: number;
  model: string;
  /** Hash of the instructions and the schema of the answer. */
  prompt: string;
  opinion: O;
}

/** What a rule set read in one revision. `A` is the assessment, which a later stage defines. */
export interface ItemAssessedBody<A = unknown> {
  itemId: string;
  revision: number;
  /** Hash of the rule set that read it. */
  ruleset: string;
  assessment: A;
}

export type ItemObserved = NewEvent<typeof ITEM_OBSERVED, ItemObservedBody>;
export type ItemRevised = NewEvent<typeof ITEM_REVISED, ItemRevisedBody>;
export type ItemExcluded = NewEvent<typeof ITEM_EXCLUDED, ItemExcludedBody>;
export type ItemReinstated = NewEvent<typeof ITEM_REINSTATED, ItemReinstatedBody>;
export type ItemTextErased = NewEvent<typeof ITEM_TEXT_ERASED, ItemTextErasedBody>;
export type ItemSilentEdit = NewEvent<typeof ITEM_SILENT_EDIT, ItemSilentEditBody>;
export type ItemSecondOpinion<O = unknown> = NewEvent<typeof ITEM_SECOND_OPINION, ItemSecondOpinionBody<O>>;
export type ItemAssessed<A = unknown> = NewEvent<typeof ITEM_ASSESSED, ItemAssessedBody<A>>;
