import type { Queryable } from '#libs/database';
import { readItems, type ItemRow } from './items';

/** One piece of evidence: who said what, where it can be read. Made once, for answers, events and webhooks alike. */
export interface Evidence {
  quote: string;
  speaker: string | null;
  authority: string;
  certainty: string;
  outlet: string;
  url: string | null;
  publishedAt: string;
  itemId: string;
  rules: string[];
}

/** Longest quote that is shown of an item: we point at articles, we do not republish them. */
const LONGEST_QUOTE = 300;

/** The evidence that items give, in the order of the ids; at most one quote an item, at most `limit` of them. */
export async function readEvidence(
  db: Queryable,
  itemIds: readonly string[],
  limit: number,
): Promise<Evidence[]> {
  const wanted = itemIds.slice(0, limit);
  const rows = new Map((await readItems(db, wanted)).map((row) => [row.itemId, row]));
  return wanted.flatMap((itemId) => {
    const row = rows.get(itemId);
    return row ? evidenceOf(row) : [];
  });
}

function evidenceOf(row: ItemRow): Evidence[] {
  const { assessment } = row;
  const span = assessment?.evidence[0];
  if (!assessment || !span) return [];
  return [
    {
      quote: span.quote.slice(0, LONGEST_QUOTE),
      speaker: assessment.speaker ?? null,
      authority: assessment.authority,
      certainty: assessment.certainty,
      outlet: row.outlet,
      url: row.url,
      publishedAt: row.effectiveAt,
      itemId: row.itemId,
      rules: span.rules,
    },
  ];
}
