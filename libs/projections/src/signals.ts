import type { Queryable, Transaction } from '#libs/database';
import type { FoldItem } from '#libs/domain';

/** An item's signal as the fold reads it. */
export interface SignalRow {
  itemId: string;
  effectiveAt: string;
  /** Whether it was news when it was recorded. */
  fresh: boolean;
  /** null: the item signals nothing any more, or was excluded. */
  item: FoldItem | null;
}

const columns = 'item_id as "itemId", effective_at as "effectiveAt", fresh, fold_item as item';

/** What an event makes of an item's signal. */
export interface SignalChanged {
  itemId: string;
  /** Position of the event. */
  position: number;
  /** null: it signals nothing, or is excluded. */
  signal: { item: FoldItem; fresh: boolean } | null;
}

/** Stores an item's signal. @returns whether the fold has anything to do with it: a signal is there, or went */
export async function setSignal(
  tx: Transaction,
  { itemId, position, signal }: SignalChanged,
): Promise<boolean> {
  if (!signal) {
    const gone = await tx.query(
      `update signals set fold_item = null, position = $2 where item_id = $1 and fold_item is not null
       returning 1 as one`,
      [itemId, position],
    );
    return gone.length > 0;
  }
  const { item, fresh } = signal;
  await tx.query(
    `insert into signals (item_id, effective_at, fresh, fold_item, position) values ($1, $2, $3, $4, $5)
     on conflict (item_id) do update set effective_at = $2, fresh = $3, fold_item = $4, position = $5`,
    [itemId, item.effectiveAt, fresh, JSON.stringify(item), position],
  );
  return true;
}

/** Signals read at once. */
const PAGE = 1_000;

/** All signals in the order of their effective times, in pages: whoever hears them lets other work in between. */
export async function* signalPages(db: Queryable): AsyncGenerator<SignalRow[]> {
  let last: Pick<SignalRow, 'effectiveAt' | 'itemId'> | undefined;
  for (;;) {
    const rows = await db.query<SignalRow>(
      `select ${columns} from signals
       where fold_item is not null and ($1::timestamptz is null or (effective_at, item_id) > ($1, $2::uuid))
       order by effective_at, item_id limit $3`,
      [last?.effectiveAt ?? null, last?.itemId ?? null, PAGE],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

/** Signals that changed after a position, and those of some items. */
export const readSignalsSince = (db: Queryable, position: number, itemIds: string[]): Promise<SignalRow[]> =>
  db.query<SignalRow>(`select ${columns} from signals where position > $1 or item_id = any($2::uuid[])`, [
    position,
    itemIds,
  ]);
