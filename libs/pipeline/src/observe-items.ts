import { randomBytes } from 'node:crypto';
import type { Clock } from '#libs/clock';
import type { Database, Transaction } from '#libs/database';
import {
  decideItem,
  ITEM_OBSERVED,
  ITEM_REVISED,
  itemStream,
  sha256Hex,
  toMs,
  type ExpectedVersion,
  type ItemContext,
  type ItemDecision,
  type ItemObservedBody,
  type ItemReading,
  type ItemRevisedBody,
  type KnownItem,
  type RecordedEvent,
} from '#libs/domain';
import { EventIdReused, UnstorableText, WrongExpectedVersion, type EventStore } from '#libs/event-store';
import type { Logger } from '#libs/telemetry';

export interface ObserveDeps {
  database: Database;
  store: EventStore;
  clock: Clock;
  logger: Logger;
}

/** A reading with its identity and what goes with it into the event. */
export interface Observation {
  itemId: string;
  reading: ItemReading;
  context: Omit<ItemContext, 'firstSeenMs' | 'contentHash' | 'itemId'>;
}

/** What became of one observation. */
export interface Observed {
  itemId: string;
  kind: ItemDecision['kind'] | 'failed';
  /** Position of its event, or of what was known before. */
  position: number;
}

/** A race is lost to a writer that then stands in the log, so few rounds suffice. */
const MOST_ROUNDS = 5;

/**
 * Makes events of what is new or changed among some readings, all in one transaction. A reading that the
 * database refuses is left out with a log line and does not stop the others.
 * @returns one entry per observation, in order
 * @throws Error when the server, not a reading, is at fault
 */
export async function observeItems(deps: ObserveDeps, observations: Observation[]): Promise<Observed[]> {
  if (observations.length === 0) return [];
  try {
    return await untilNoRace(deps, observations);
  } catch (error) {
    if (!isFaultOfAnItem(error)) throw error;
    if (observations.length === 1) {
      const { itemId, reading } = observations[0]!;
      deps.logger.error(
        { itemId, title: reading.title.slice(0, 80), error: String(error) },
        'an item could not be recorded',
      );
      return [{ itemId, kind: 'failed', position: 0 }];
    }
    const observed: Observed[] = [];
    for (const observation of observations) observed.push(...(await observeItems(deps, [observation])));
    return observed;
  }
}

const lostRace = (error: unknown): boolean =>
  error instanceof WrongExpectedVersion || error instanceof EventIdReused;

/**
 * Whether one item alone can have caused this: a text that cannot be stored, a lost race, or classes 22, 23
 * and 54 of PostgreSQL's codes (data, constraint, limit). Anything else (no connection, a lock not had in
 * time, no space) is the server's, and must not cost an item that a later poll would bring.
 */
const isFaultOfAnItem = (error: unknown): boolean =>
  error instanceof UnstorableText ||
  lostRace(error) ||
  /^(22|23|54)/.test((error as { code?: string }).code ?? '');

async function untilNoRace(deps: ObserveDeps, observations: Observation[]): Promise<Observed[]> {
  for (let round = 1; ; round += 1) {
    try {
      return await deps.database.transaction((tx) => observeIn(tx, deps, observations));
    } catch (error) {
      if (!lostRace(error) || round === MOST_ROUNDS) throw error;
    }
  }
}

async function observeIn(
  tx: Transaction,
  { store, clock }: ObserveDeps,
  observations: Observation[],
): Promise<Observed[]> {
  const known = await knownItems(tx, store, [...new Set(observations.map(({ itemId }) => itemId))]);
  const firstSeenMs = clock.now();
  const decided: ItemDecision[] = [];
  const texts: BulkText[] = [];
  const expected: Record<string, ExpectedVersion> = {};
  for (const { itemId, reading, context } of observations) {
    const salt = reading.content ? randomBytes(16) : null;
    const contentHash = salt && sha256Hex(Buffer.concat([salt, Buffer.from(reading.content)]));
    const before = known.get(itemId);
    const decision = decideItem(before?.item ?? null, reading, {
      ...context,
      itemId,
      firstSeenMs,
      contentHash,
    });
    decided.push(decision);
    if (decision.kind === 'duplicate' || !decision.event) continue;
    const { stream, body } = decision.event;
    expected[stream] ??= decision.expected!;
    if (salt)
      texts.push({ itemId, revision: body.revision, content: reading.content, salt, hash: contentHash! });
    // The same item again in this batch is read against what the batch has said of it.
    known.set(itemId, { item: afterEvent(before?.item, body, firstSeenMs), position: 0 });
  }
  await storeTexts(tx, texts);
  const events = decided.flatMap((decision) => eventOf(decision) ?? []);
  const places = await store.appendIn(tx, events, { recordedAt: firstSeenMs, expected });
  const placeOf = new Map(events.map(({ id }, i) => [id, places[i]!]));
  const positions = new Map(events.map(({ id, body }) => [body.itemId, placeOf.get(id)!.position]));
  return decided.map((decision) => {
    const { itemId } = decision;
    const position = positions.get(itemId) ?? known.get(itemId)?.position ?? 0;
    // Somebody else recorded the very same fact just now.
    const isKnown = placeOf.get(eventOf(decision)?.id ?? '')?.duplicate;
    return { itemId, kind: isKnown ? 'duplicate' : decision.kind, position };
  });
}

const eventOf = (decision: ItemDecision) => (decision.kind === 'duplicate' ? undefined : decision.event);

interface Known {
  item: KnownItem;
  position: number;
}

/** What the log itself, not a read model that may lag, knows of these items. */
async function knownItems(
  tx: Transaction,
  store: EventStore,
  itemIds: string[],
): Promise<Map<string, Known>> {
  const streams = itemIds.map(itemStream);
  const events = (await store.readStreams(streams, [ITEM_OBSERVED, ITEM_REVISED], tx)) as RecordedEvent<
    string,
    ItemObservedBody | ItemRevisedBody
  >[];
  const versions = await store.versions([...new Set(events.map(({ stream }) => stream))], tx);
  const known = new Map<string, Known>();
  for (const { body, stream, recordedAt, position } of events) {
    const item = afterEvent(known.get(body.itemId)?.item, body, toMs(recordedAt));
    known.set(body.itemId, { item: { ...item, version: versions.get(stream)! }, position });
  }
  return known;
}

const afterEvent = (
  before: KnownItem | undefined,
  { itemId, fingerprint }: Pick<ItemObservedBody, 'itemId' | 'fingerprint'>,
  lastRevisionMs: number,
): KnownItem => ({
  itemId,
  version: (before?.version ?? 0) + 1,
  fingerprints: [...(before?.fingerprints ?? []), fingerprint],
  lastRevisionMs,
});

interface BulkText {
  itemId: string;
  revision: number;
  content: string;
  salt: Buffer;
  hash: string;
}

/** In the order of the items' ids: two workers with the same items in different orders would lock each other out. */
async function storeTexts(tx: Transaction, texts: BulkText[]): Promise<void> {
  const ordered = texts.toSorted((a, b) => a.itemId.localeCompare(b.itemId) || a.revision - b.revision);
  // A racer may have stored its own text under the same revision; then the append fails and is tried again.
  for (const { itemId, revision, content, salt, hash } of ordered)
    await tx.query(
      'insert into item_texts (item_id, revision, content, salt, hash) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [itemId, revision, content, salt, Buffer.from(hash, 'hex')],
    );
}
