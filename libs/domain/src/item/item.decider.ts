import { DAY, NAMESPACE, toInstant, uuidV5, type ExpectedVersion } from '../kernel/index';
import {
  ITEM_OBSERVED,
  ITEM_REVISED,
  SUMMARY_LIMIT,
  TITLE_LIMIT,
  itemStream,
  type ItemObserved,
  type ItemRevised,
} from './item.events';
import { itemId as idOf, textFingerprint, type ItemSource } from './item.identity';
import type { Arrival, ItemReading } from './item';
import { effectiveTime } from './item.time';

/** What the log knows of an item. */
export interface KnownItem {
  itemId: string;
  /** Version of the item's stream. */
  version: number;
  /** Text fingerprints of revision 1, 2 ... in order; the last is the current text. */
  fingerprints: readonly string[];
  /** When the last revision was recorded, ms since 1970. */
  lastRevisionMs: number;
}

/** Where and how a reading was had. */
export interface ItemContext {
  source: ItemSource;
  outlet: string;
  official: boolean;
  arrival: Arrival;
  /** When this reading was had, ms since 1970. */
  firstSeenMs: number;
  /** Salted hash under which the bulk text is kept; null or absent when there is none. */
  contentHash?: string | null;
  /** From `identifyDocument`, when the plain identity was not enough. */
  itemId?: string;
  flags?: readonly string[];
}

/**
 * What a reading means for the log. `expected` is the version at which the event must be appended: the
 * loser of a race reads the item again and then finds a duplicate.
 */
export type ItemDecision =
  | { kind: 'new'; itemId: string; event: ItemObserved; expected: ExpectedVersion }
  | { kind: 'revised'; itemId: string; event: ItemRevised; expected: ExpectedVersion }
  | { kind: 'duplicate'; itemId: string }
  /** Swings between texts we know; the event is there at most once a day. */
  | { kind: 'alternating'; itemId: string; event?: ItemRevised; expected?: ExpectedVersion };

/**
 * Decides what one reading is: a new item, a revision (its text differs from the last one's; an edit
 * taken back is a revision too), a repetition, or one more swing of an item that was already changed
 * back once.
 */
export function decideItem(known: KnownItem | null, reading: ItemReading, ctx: ItemContext): ItemDecision {
  const itemId = known?.itemId ?? ctx.itemId ?? idOf(ctx.source, reading);
  if (!known) return { kind: 'new', itemId, event: observed(itemId, reading, ctx), expected: 'none' };

  const text = textFingerprint(reading);
  if (text === known.fingerprints.at(-1)) return { kind: 'duplicate', itemId };
  const hasSwungBefore = new Set(known.fingerprints).size < known.fingerprints.length;
  if (!hasSwungBefore || !known.fingerprints.includes(text))
    return { kind: 'revised', itemId, event: revised(known, reading, ctx), expected: known.version };

  if (ctx.firstSeenMs - known.lastRevisionMs < DAY) return { kind: 'alternating', itemId };
  const event = revised(known, reading, { ...ctx, flags: [...(ctx.flags ?? []), 'alternating'] });
  return { kind: 'alternating', itemId, event, expected: known.version };
}

/** Id of the observation of one revision. */
export const observationId = (itemId: string, revision: number): string =>
  uuidV5(NAMESPACE, 'observation', itemId, revision);

function observed(itemId: string, reading: ItemReading, ctx: ItemContext): ItemObserved {
  const { effectiveAt, precision } = effectiveTime(reading, ctx.firstSeenMs);
  return {
    id: observationId(itemId, 1),
    stream: itemStream(itemId),
    type: ITEM_OBSERVED,
    schemaVersion: 1,
    occurredAt: effectiveAt,
    body: {
      revision: 1,
      feedId: 'feedId' in ctx.source ? ctx.source.feedId : null,
      outlet: ctx.outlet,
      official: ctx.official,
      precision,
      ...textOf(itemId, reading, ctx),
    },
  };
}

function revised(known: KnownItem, reading: ItemReading, ctx: ItemContext): ItemRevised {
  const revision = known.fingerprints.length + 1;
  return {
    id: observationId(known.itemId, revision),
    stream: itemStream(known.itemId),
    type: ITEM_REVISED,
    schemaVersion: 1,
    occurredAt: toInstant(ctx.firstSeenMs),
    body: { revision, ...textOf(known.itemId, reading, ctx) },
  };
}

function textOf(
  itemId: string,
  reading: ItemReading,
  ctx: ItemContext,
): Omit<ItemRevised['body'], 'revision'> {
  const title = cut(reading.title, TITLE_LIMIT);
  const summary = cut(reading.summary, SUMMARY_LIMIT);
  const flags = [...(ctx.flags ?? [])];
  if (title !== reading.title) flags.push('title-cut');
  if (summary !== reading.summary) flags.push('summary-cut');
  return {
    itemId,
    url: reading.link ?? null,
    guid: reading.guid ?? null,
    title,
    summary,
    language: reading.language ?? null,
    // Year 10000 and its like come from sentinel dates; nobody else could write such an instant down.
    claimedAt:
      reading.claimedAt !== null && /^(?!0000)\d{4}-/.test(reading.claimedAt) ? reading.claimedAt : null,
    claimedPrecision: reading.claimedPrecision,
    arrival: ctx.arrival,
    content: ctx.contentHash == null ? null : { hash: ctx.contentHash, length: reading.content.length },
    fingerprint: textFingerprint(reading),
    flags,
  };
}

/** The first `limit` UTF-16 units, never half of a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
  return text.slice(0, end);
}
