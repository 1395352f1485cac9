import type { Queryable, Transaction } from '#libs/database';
import {
  DAY,
  ITEM_SECOND_OPINION,
  toInstant,
  type Assessment,
  type EffectivePrecision,
  type ItemObservedBody,
  type ItemRevisedBody,
  type RecordedEvent,
} from '#libs/domain';

/** One item as of the checkpoint. */
export interface ItemRow {
  itemId: string;
  position: number;
  feedId: string | null;
  outlet: string;
  official: boolean;
  url: string | null;
  title: string;
  summary: string;
  language: string | null;
  effectiveAt: string;
  claimedAt: string | null;
  precision: EffectivePrecision;
  arrival: string;
  recordedAt: string;
  revision: number;
  excluded: boolean;
  textErased: boolean;
  assessment: Assessment | null;
}

const columns = `item_id as "itemId", position, feed_id as "feedId", outlet, official, url, title, summary, language,
  effective_at as "effectiveAt", claimed_at as "claimedAt", precision, arrival, recorded_at as "recordedAt", revision,
  excluded, text_erased as "textErased", assessment`;

/** The row of a newly observed item, before it is assessed. */
export const newItemRow = ({
  body,
  position,
  occurredAt,
  recordedAt,
}: RecordedEvent<string, ItemObservedBody>): ItemRow => ({
  itemId: body.itemId,
  position,
  feedId: body.feedId,
  outlet: body.outlet,
  official: body.official,
  url: body.url,
  title: body.title,
  summary: body.summary,
  language: body.language,
  effectiveAt: occurredAt,
  claimedAt: body.claimedAt,
  precision: body.precision,
  arrival: body.arrival,
  recordedAt,
  revision: 1,
  excluded: false,
  textErased: false,
  assessment: null,
});

/** Stores the rows of newly observed items, all at once. */
export async function insertItems(tx: Transaction, rows: readonly ItemRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into items (item_id, position, feed_id, outlet, official, url, title, summary, language, effective_at,
                        claimed_at, precision, arrival, recorded_at, revision, assessment)
     select "itemId", position, "feedId", outlet, official, url, title, summary, language, "effectiveAt",
            "claimedAt", precision, arrival, "recordedAt", revision, assessment
     from json_to_recordset($1::json) as x(
       "itemId" uuid, position bigint, "feedId" uuid, outlet text, official boolean, url text, title text, summary text,
       language text, "effectiveAt" timestamptz, "claimedAt" timestamptz, precision text, arrival text,
       "recordedAt" timestamptz, revision int, assessment json)`,
    [JSON.stringify(rows)],
  );
}

/** The row after a revision: the new text under the old effective time. */
export async function reviseItem(
  tx: Transaction,
  { body }: RecordedEvent<string, ItemRevisedBody>,
): Promise<ItemRow> {
  const [row] = await tx.query<ItemRow>(
    `update items set revision = $2, title = $3, summary = $4, language = $5, url = coalesce($6, url)
     where item_id = $1 returning ${columns}`,
    [body.itemId, body.revision, body.title, body.summary, body.language, body.url],
  );
  return row!;
}

export async function setExcluded(tx: Transaction, itemId: string, excluded: boolean): Promise<ItemRow> {
  const [row] = await tx.query<ItemRow>(
    `update items set excluded = $2 where item_id = $1 returning ${columns}`,
    [itemId, excluded],
  );
  return row!;
}

export const setTextErased = (tx: Transaction, itemId: string): Promise<object[]> =>
  tx.query('update items set text_erased = true where item_id = $1', [itemId]);

export const setAssessment = (tx: Transaction, itemId: string, assessment: Assessment): Promise<object[]> =>
  tx.query('update items set assessment = $2 where item_id = $1', [itemId, JSON.stringify(assessment)]);

/** The items of the given ids; unknown ids are left out. */
export const readItems = (db: Queryable, itemIds: string[]): Promise<ItemRow[]> =>
  db.query<ItemRow>(`select ${columns} from items where item_id = any($1)`, [itemIds]);

export interface ItemPage {
  /** Items recorded before this position: pages run from the newest to the oldest. */
  before?: number;
  limit: number;
  signal?: string;
}

/** Items, the newest first. */
export const listItems = (db: Queryable, { before, limit, signal }: ItemPage): Promise<ItemRow[]> =>
  db.query<ItemRow>(
    `select ${columns} from items
     where ($1::bigint is null or position < $1) and ($3::text is null or assessment->>'signal' = $3)
     order by position desc limit $2`,
    [before ?? null, limit, signal ?? null],
  );

/** Newest calls that are looked through for those of today. */
const MOST_OPINIONS = 10_000;

/** How many second opinions were read and dropped today (UTC). */
export const opinionsToday = (
  db: Queryable,
  nowMs: number,
): Promise<{ outcome: 'read' | 'dropped'; count: number }[]> =>
  db.query(
    `select outcome, count(body)::int as count
     from (values ('read'), ('dropped')) outcomes (outcome)
     left join lateral (
       select recorded_at, body from events where type = $1 order by position desc limit $2
     ) latest on recorded_at >= $3 and (body->'opinion'->'dropped' is null) = (outcome = 'read')
     group by outcome`,
    [ITEM_SECOND_OPINION, MOST_OPINIONS, toInstant(nowMs - (nowMs % DAY))],
  );
