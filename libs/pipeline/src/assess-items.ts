import { assess } from '#libs/assessor';
import type { Transaction } from '#libs/database';
import {
  ITEM_ASSESSED,
  ITEM_EXCLUDED,
  ITEM_OBSERVED,
  ITEM_REINSTATED,
  ITEM_REVISED,
  ITEM_TEXT_ERASED,
  itemStream,
  NAMESPACE,
  uuidV5,
  type Assessment,
  type ItemObservedBody,
  type ItemRevisedBody,
  type ItemText,
  type NewEvent,
  type Policy,
  type RecordedEvent,
} from '#libs/domain';
import {
  insertItem,
  reviseItem,
  setAssessment,
  setExcluded,
  setSignal,
  setTextErased,
  type ItemRow,
} from '#libs/projections';
import { foldSignal } from './fold-item';

export interface AssessContext {
  policy: Policy;
  /** Hash of lexicons, rules and policy together. */
  ruleset: string;
  /** The assessment of a revision by the rules and by what a model was recorded to say of it. */
  weigh(cascade: Assessment, of: Revision): Assessment;
}

/** One text of an item. */
export interface Revision {
  itemId: string;
  revision: number;
}

/** Why an item's signal may change. */
export type FoldCause = 'news' | 'import' | 'revision' | 'exclusion' | 'reinstatement';

const CAUSES: Record<string, FoldCause> = {
  [ITEM_OBSERVED]: 'news',
  [ITEM_REVISED]: 'revision',
  [ITEM_EXCLUDED]: 'exclusion',
  [ITEM_REINSTATED]: 'reinstatement',
};

/** Why an event may change a signal; null when it cannot. */
function causeOf({ type, body }: RecordedEvent): FoldCause | null {
  const isImported = type === ITEM_OBSERVED && (body as ItemObservedBody).arrival === 'import';
  return isImported ? 'import' : (CAUSES[type] ?? null);
}

/**
 * The first events that belong to one cause. News beside somebody's exclusion, an outlet's edit or imported
 * history must not be told as a correction, so they are folded apart.
 */
export function ofOneCause(events: RecordedEvent[]): RecordedEvent[] {
  const causes = events.map(causeOf);
  const first = causes.find((cause) => cause !== null);
  const end = causes.findIndex((cause) => cause !== null && cause !== first);
  return end < 0 ? events : events.slice(0, end);
}

/** What some events changed. */
export interface AssessResult {
  /** `item.assessed`, one per observation and revision. */
  events: NewEvent[];
  /** Items whose signal may differ now. */
  touched: string[];
  /** Why their signals may differ. */
  cause: FoldCause;
}

/**
 * Applies item events of one cause to the read model and assesses what has new text. Events of other kinds are
 * passed over.
 */
export async function assessItems(
  tx: Transaction,
  events: RecordedEvent[],
  context: AssessContext,
): Promise<AssessResult> {
  const cause = events.map(causeOf).find((each) => each !== null);
  const result: AssessResult = { events: [], touched: [], cause: cause ?? 'news' };
  for (const event of events) {
    const itemId = (event.body as { itemId?: string }).itemId ?? '';
    switch (event.type) {
      case ITEM_OBSERVED:
        await assessRow(
          tx,
          { row: await insertItem(tx, event as RecordedEvent<string, ItemObservedBody>), event, result },
          context,
        );
        break;
      case ITEM_REVISED:
        await assessRow(
          tx,
          { row: await reviseItem(tx, event as RecordedEvent<string, ItemRevisedBody>), event, result },
          context,
        );
        break;
      case ITEM_EXCLUDED:
      case ITEM_REINSTATED:
        await exclude(tx, { itemId, event }, context);
        result.touched.push(itemId);
        break;
      case ITEM_TEXT_ERASED:
        await setTextErased(tx, itemId);
        break;
      default:
    }
  }
  return result;
}

interface Assessing {
  row: ItemRow;
  event: RecordedEvent;
  result: AssessResult;
}

async function assessRow(
  tx: Transaction,
  { row, event, result }: Assessing,
  { policy, ruleset, weigh }: AssessContext,
): Promise<void> {
  const assessment = weigh(assess(await textOf(tx, row)), row);
  await setAssessment(tx, row.itemId, assessment);
  await setSignal(tx, row.itemId, foldSignal({ ...row, assessment }, event.recordedAt, policy));
  result.touched.push(row.itemId);
  result.events.push({
    id: uuidV5(NAMESPACE, 'assessment', row.itemId, row.revision, ruleset),
    stream: itemStream(row.itemId),
    type: ITEM_ASSESSED,
    schemaVersion: 1,
    occurredAt: row.effectiveAt,
    body: { itemId: row.itemId, revision: row.revision, ruleset, assessment },
    causationPosition: event.position,
  });
}

async function exclude(
  tx: Transaction,
  { itemId, event }: { itemId: string; event: RecordedEvent },
  { policy }: AssessContext,
): Promise<void> {
  const row = await setExcluded(tx, itemId, event.type === ITEM_EXCLUDED);
  // Whether an item is news depends on when the text that stands was recorded, not on when it was put back.
  const [text] = await tx.query<{ recorded_at: string }>(
    'select recorded_at from events where stream = $1 and type = any($2) and position < $3 order by version desc limit 1',
    [itemStream(itemId), [ITEM_OBSERVED, ITEM_REVISED], event.position],
  );
  await setSignal(tx, itemId, foldSignal(row, text!.recorded_at, policy));
}

async function textOf(tx: Transaction, row: ItemRow): Promise<ItemText> {
  const [text] = await tx.query<{ content: string | null }>(
    'select content from item_texts where item_id = $1 and revision = $2',
    [row.itemId, row.revision],
  );
  return {
    title: row.title,
    summary: row.summary,
    content: text?.content ?? '',
    outlet: row.outlet,
    language: row.language ?? undefined,
    effectiveAt: row.effectiveAt,
  };
}
