import {
  ITEM_EXCLUDED,
  ITEM_OBSERVED,
  ITEM_REINSTATED,
  ITEM_TEXT_ERASED,
  itemStream,
  NAMESPACE,
  toInstant,
  uuidV5,
  type NewEvent,
} from '#libs/domain';
import type { OperationDeps } from './deps';
import { OperationError } from './errors';

/** Who did it, and why: both stand in the log. */
export interface Act {
  by: string;
  reason: string;
}

/** Takes an item out of the fold. The posture is folded again without it; what changes is told as a correction. */
export const excludeItem = (deps: OperationDeps, itemId: string, act: Act): Promise<void> =>
  append(deps, ITEM_EXCLUDED, { itemId, ...act });

/** Puts an excluded item back. */
export const reinstateItem = (deps: OperationDeps, itemId: string, act: Act): Promise<void> =>
  append(deps, ITEM_REINSTATED, { itemId, ...act });

async function append(
  deps: OperationDeps,
  type: string,
  body: { itemId: string; by: string; reason: string },
): Promise<void> {
  await mustExist(deps, body.itemId);
  const now = deps.clock.now();
  await deps.store.append([fact(type, body, now)], { recordedAt: now });
}

/** Erases an item's bulk text, on legal demand; hashes, title, summary and quotes stay, so the chain holds. */
export async function eraseItemText(
  deps: OperationDeps,
  itemId: string,
  act: Act,
): Promise<{ revisions: number[] }> {
  await mustExist(deps, itemId);
  const now = deps.clock.now();
  return deps.database.transaction(async (tx) => {
    const rows = await tx.query<{ revision: number }>(
      'select revision from item_texts where item_id = $1 and content is not null order by revision',
      [itemId],
    );
    const revisions = rows.map(({ revision }) => revision);
    await tx.query('select erase_item_text($1, $2)', [itemId, toInstant(now)]);
    await deps.store.appendIn(tx, [fact(ITEM_TEXT_ERASED, { itemId, revisions, ...act }, now)], {
      recordedAt: now,
    });
    return { revisions };
  });
}

async function mustExist({ store }: OperationDeps, itemId: string): Promise<void> {
  if ((await store.readStreams([itemStream(itemId)], [ITEM_OBSERVED])).length === 0)
    throw new OperationError('item-not-found');
}

function fact(type: string, body: Record<string, unknown> & { itemId: string }, atMs: number): NewEvent {
  const at = toInstant(atMs);
  return {
    // With what it says: two people may act within one millisecond.
    id: uuidV5(NAMESPACE, type, body.itemId, at, JSON.stringify(body)),
    stream: itemStream(body.itemId),
    type,
    schemaVersion: 1,
    occurredAt: at,
    body,
  };
}
