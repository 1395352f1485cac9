import { shingles } from '#libs/assessor';
import { HOUR, toMs, type FoldItem, type Policy } from '#libs/domain';
import type { ItemRow } from '#libs/projections';

/** What the fold reads of an item, and whether it is news. */
export interface FoldSignal {
  item: FoldItem;
  fresh: boolean;
}

/**
 * An item as the fold sees it; null when it is excluded or signals nothing.
 * @param recordedAt when the text that was assessed was recorded
 */
export function foldSignal(row: ItemRow, recordedAt: string, policy: Policy): FoldSignal | null {
  const { assessment, itemId, effectiveAt, outlet, official } = row;
  if (row.excluded || !assessment || assessment.signal === 'none') return null;
  const { signal, confidence, certainty, authority, speaker, attributedTo, statements } = assessment;
  return {
    item: {
      itemId,
      effectiveAt,
      outlet,
      official,
      signal,
      confidence,
      certainty,
      authority,
      speaker,
      attributedTo,
      statements,
      shingles: shingles({ title: row.title, summary: row.summary, content: '' }),
    },
    fresh: isFresh(row, recordedAt, policy),
  };
}

/** Fresh (product.md rule 4): recorded within the alert window, and neither history nor undated. */
function isFresh({ arrival, precision, effectiveAt }: ItemRow, recordedAt: string, policy: Policy): boolean {
  const isNews = arrival === 'poll' || arrival === 'push';
  const age = toMs(recordedAt) - toMs(effectiveAt);
  return isNews && precision !== 'first-seen' && age <= policy.alertWindowHours * HOUR;
}
