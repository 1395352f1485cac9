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
  type NewEvent,
  type Policy,
  type RecordedEvent,
} from '#libs/domain';
import {
  insertItems,
  newItemRow,
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

type Observed = RecordedEvent<string, ItemObservedBody>;

/** New items whose texts are read without a pause: other work of the process waits meanwhile. */
const MOST_AT_ONCE = 500;

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

/** Why some events of one cause may change signals; null when none of them can. */
export const causeOfAll = (events: RecordedEvent[]): FoldCause | null =>
  events.map(causeOf).find((cause) => cause !== null) ?? null;

/** What some events changed. */
export interface AssessResult {
  /** `item.assessed`, one per observation and revision. */
  events: NewEvent[];
  /** Items whose signal is another one now: what the fold has to hear of. */
  touched: string[];
  /** Why their signals differ. */
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
  const result: AssessResult = { events: [], touched: [], cause: causeOfAll(events) ?? 'news' };
  const observed = events.filter(({ type }) => type === ITEM_OBSERVED) as Observed[];
  for (let i = 0; i < observed.length; i += MOST_AT_ONCE)
    await assessObserved(tx, { observed: observed.slice(i, i + MOST_AT_ONCE), result }, context);
  for (const event of events) {
    const itemId = (event.body as { itemId?: string }).itemId ?? '';
    switch (event.type) {
      case ITEM_REVISED:
        await assessRevised(tx, { event: event as RecordedEvent<string, ItemRevisedBody>, result }, context);
        break;
      case ITEM_EXCLUDED:
      case ITEM_REINSTATED:
        await exclude(tx, { event, itemId, result }, context);
        break;
      case ITEM_TEXT_ERASED:
        await setTextErased(tx, itemId);
        break;
      default:
    }
  }
  return result;
}

/** New items are many and most signal nothing, so their texts are read and their rows written together. */
async function assessObserved(
  tx: Transaction,
  { observed, result }: { observed: Observed[]; result: AssessResult },
  context: AssessContext,
): Promise<void> {
  const rows = observed.map((event) => ({ event, row: newItemRow(event) }));
  const texts = await readContents(
    tx,
    rows.map(({ row }) => row),
  );
  const assessed = rows.map(({ event, row }) => {
    const content = texts.get(row.itemId) ?? '';
    return { event, row: { ...row, assessment: assessRow(row, content, context) } };
  });
  await insertItems(
    tx,
    assessed.map(({ row }) => row),
  );
  for (const { event, row } of assessed) await noteAssessment(tx, { event, row, result }, context);
}

async function assessRevised(
  tx: Transaction,
  { event, result }: { event: RecordedEvent<string, ItemRevisedBody>; result: AssessResult },
  context: AssessContext,
): Promise<void> {
  const row = await reviseItem(tx, event);
  const content = (await readContents(tx, [row])).get(row.itemId) ?? '';
  const assessment = assessRow(row, content, context);
  await setAssessment(tx, row.itemId, assessment);
  await noteAssessment(tx, { event, row: { ...row, assessment }, result }, context);
}

function assessRow(row: ItemRow, content: string, { weigh }: AssessContext): Assessment {
  const { title, summary, outlet, effectiveAt } = row;
  const language = row.language ?? undefined;
  return weigh(assess({ title, summary, content, outlet, language, effectiveAt }), row);
}

interface Assessed {
  event: RecordedEvent;
  row: ItemRow & { assessment: Assessment };
  result: AssessResult;
}

/** Stores the signal of an assessed item, and records the assessment. */
async function noteAssessment(
  tx: Transaction,
  { event, row, result }: Assessed,
  { policy, ruleset }: AssessContext,
): Promise<void> {
  const { itemId, revision, effectiveAt, assessment } = row;
  const signal = foldSignal(row, event.recordedAt, policy);
  // A new item that signals nothing has no signal that could go.
  const changed =
    (signal !== null || revision > 1) && (await setSignal(tx, { itemId, position: event.position, signal }));
  if (changed) result.touched.push(itemId);
  result.events.push({
    id: uuidV5(NAMESPACE, 'assessment', itemId, revision, ruleset),
    stream: itemStream(itemId),
    type: ITEM_ASSESSED,
    schemaVersion: 1,
    occurredAt: effectiveAt,
    body: { itemId, revision, ruleset, assessment },
    causationPosition: event.position,
  });
}

async function exclude(
  tx: Transaction,
  { event, itemId, result }: { event: RecordedEvent; itemId: string; result: AssessResult },
  { policy }: AssessContext,
): Promise<void> {
  const row = await setExcluded(tx, itemId, event.type === ITEM_EXCLUDED);
  // Whether an item is news depends on when the text that stands was recorded, not on when it was put back.
  const [text] = await tx.query<{ recorded_at: string }>(
    'select recorded_at from events where stream = $1 and type = any($2) and position < $3 order by version desc limit 1',
    [itemStream(itemId), [ITEM_OBSERVED, ITEM_REVISED], event.position],
  );
  const signal = foldSignal(row, text!.recorded_at, policy);
  if (await setSignal(tx, { itemId, position: event.position, signal })) result.touched.push(itemId);
}

/** The bulk texts of some revisions, by item; a text that was erased or never was is missing. */
async function readContents(tx: Transaction, of: readonly Revision[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ itemId: string; content: string | null }>(
    `select item_id as "itemId", content from item_texts
     where (item_id, revision) in (select * from unnest($1::uuid[], $2::int[]))`,
    [of.map(({ itemId }) => itemId), of.map(({ revision }) => revision)],
  );
  return new Map(rows.flatMap(({ itemId, content }) => (content === null ? [] : [[itemId, content]])));
}
