import { shingles } from '#libs/assessor';
import {
  HOUR,
  toMs,
  type Assessment,
  type EffectivePrecision,
  type FoldItem,
  type Policy,
} from '#libs/domain';
import type { ItemRow } from '#libs/projections';

/** What the fold reads of an item, and whether it is news. */
export interface FoldSignal {
  item: FoldItem;
  fresh: boolean;
}

/** An item whose text was assessed. */
export interface AssessedItem {
  itemId: string;
  effectiveAt: string;
  precision: EffectivePrecision;
  outlet: string;
  official: boolean;
  title: string;
  summary: string;
  assessment: Assessment;
}

/** An assessed item as the fold sees it; null when it signals nothing. */
export function toFoldItem({ assessment, title, summary, ...place }: AssessedItem): FoldItem | null {
  const { signal, confidence, certainty, authority, speaker, attributedTo, statements } = assessment;
  if (signal === 'none') return null;
  const { itemId, effectiveAt, precision, outlet, official } = place;
  const reading = { signal, confidence, certainty, authority, speaker, attributedTo, statements };
  return {
    itemId,
    effectiveAt,
    precision,
    outlet,
    official,
    ...reading,
    shingles: shingles({ title, summary, content: '' }),
  };
}

/**
 * What the fold reads of a stored item; null when it is excluded or signals nothing.
 * @param recordedAt when the text that was assessed was recorded
 */
export function foldSignal(row: ItemRow, recordedAt: string, policy: Policy): FoldSignal | null {
  const { assessment, excluded } = row;
  const item = excluded || !assessment ? null : toFoldItem({ ...row, assessment });
  return item && { item, fresh: isFresh(row, recordedAt, policy) };
}

/**
 * Fresh (product.md rule 4): recorded within the alert window, and neither history nor of unknown age. An item that
 * a client hands in without a date is of the moment it is handed in: for what is older there is the import. A feed
 * without dates may bring up old stories at any time, and a date that cannot be true tells nothing.
 */
function isFresh(
  { arrival, precision, effectiveAt, claimedAt }: ItemRow,
  recordedAt: string,
  policy: Policy,
): boolean {
  const isDated = precision !== 'first-seen' || (arrival === 'push' && claimedAt === null);
  const isNews = arrival === 'poll' || arrival === 'push';
  const age = toMs(recordedAt) - toMs(effectiveAt);
  return isNews && isDated && age <= policy.alertWindowHours * HOUR;
}
