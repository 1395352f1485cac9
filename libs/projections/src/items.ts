import type { Queryable, Transaction } from '#libs/database';
import {
  DAY,
  ITEM_SECOND_OPINION,
  toInstant,
  type Assessment,
  type EffectivePrecision,
  type FoldItem,
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

/** The row of a newly observed item. */
export async function insertItem(
  tx: Transaction,
  event: RecordedEvent<string, ItemObservedBody>,
): Promise<ItemRow> {
  const { body, position, occurredAt, recordedAt } = event;
  const [row] = await tx.query<ItemRow>(
    `insert into items (item_id, position, feed_id, outlet, official, url, title, summary, language, effective_at,
                        claimed_at, precision, arrival, recorded_at, revision)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1) returning ${columns}`,
    [
      body.itemId,
      position,
      body.feedId,
      body.outlet,
      body.official,
      body.url,
      body.title,
      body.summary,
      body.language,
      occurredAt,
      body.claimedAt,
      body.precision,
      body.arrival,
      recordedAt,
    ],
  );
  return row!;
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

/** What the fold reads of an item; null when it signals nothing or is excluded. */
export async function setSignal(
  tx: Transaction,
  itemId: string,
  signal: { item: FoldItem; fresh: boolean } | null,
): Promise<void> {
  if (!signal) {
    await tx.query('delete from signals where item_id = $1', [itemId]);
    return;
  }
  await tx.query(
    `insert into signals (item_id, effective_at, fresh, fold_item) values ($1, $2, $3, $4)
     on conflict (item_id) do update set effective_at = $2, fresh = $3, fold_item = $4`,
    [itemId, signal.item.effectiveAt, signal.fresh, JSON.stringify(signal.item)],
  );
}

/** All that the fold reads, and the items whose news is fresh enough to alert. */
export async function readSignals(db: Queryable): Promise<{ items: FoldItem[]; fresh: Set<string> }> {
  const rows = await db.query<{ fold_item: FoldItem; fresh: boolean }>(
    'select fold_item, fresh from signals',
  );
  return {
    items: rows.map((row) => row.fold_item),
    fresh: new Set(rows.filter((row) => row.fresh).map((row) => row.fold_item.itemId)),
  };
}

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
