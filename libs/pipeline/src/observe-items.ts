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
import { EventIdReused, WrongExpectedVersion, type EventStore } from '#libs/event-store';
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
 */
export async function observeItems(deps: ObserveDeps, observations: Observation[]): Promise<Observed[]> {
  if (observations.length === 0) return [];
  try {
    return await untilNoRace(deps, observations);
  } catch (error) {
    if (observations.length === 1) {
      const { itemId, reading } = observations[0]!;
      deps.logger.error(
        { itemId, title: reading.title.slice(0, 80), error: String(error) },
        'an item could not be recorded',
      );
      return [{ itemId, kind: 'failed', position: 0 }];
    }
    if (isConnectionFault(error)) throw error;
    const observed: Observed[] = [];
    for (const observation of observations) observed.push(...(await observeItems(deps, [observation])));
    return observed;
  }
}

/** Class 08 and 57 of PostgreSQL's codes, or no code at all: the server, not the item, is at fault. */
const isConnectionFault = (error: unknown): boolean =>
  /^$|^08|^57/.test((error as { code?: string }).code ?? '');

async function untilNoRace(deps: ObserveDeps, observations: Observation[]): Promise<Observed[]> {
  for (let round = 1; ; round += 1) {
    try {
      return await deps.database.transaction((tx) => observeIn(tx, deps, observations));
    } catch (error) {
      const lostRace = error instanceof WrongExpectedVersion || error instanceof EventIdReused;
      if (!lostRace || round === MOST_ROUNDS) throw error;
    }
  }
}

async function observeIn(
  tx: Transaction,
  deps: ObserveDeps,
  observations: Observation[],
): Promise<Observed[]> {
  const { store, clock } = deps;
  const known = await knownItems(tx, store, [...new Set(observations.map(({ itemId }) => itemId))]);
  const firstSeenMs = clock.now();
  const decided: ItemDecision[] = [];
  const expected: Record<string, ExpectedVersion> = {};
  const seen = new Set<string>();
  for (const { itemId, reading, context } of observations) {
    // The same item twice in one batch: the first reading stands, the next poll would bring the other.
    if (seen.has(itemId)) {
      decided.push({ kind: 'duplicate', itemId });
      continue;
    }
    seen.add(itemId);
    const salt = reading.content ? randomBytes(16) : null;
    const contentHash = salt && sha256Hex(Buffer.concat([salt, Buffer.from(reading.content)]));
    const decision = decideItem(known.get(itemId)?.item ?? null, reading, {
      ...context,
      itemId,
      firstSeenMs,
      contentHash,
    });
    decided.push(decision);
    if (decision.kind === 'duplicate' || !decision.event || !decision.expected) continue;
    expected[decision.event.stream] = decision.expected;
    if (salt)
      await storeText(tx, {
        itemId,
        revision: decision.event.body.revision,
        content: reading.content,
        salt,
        hash: contentHash!,
      });
  }
  const events = decided.flatMap((decision) =>
    decision.kind !== 'duplicate' && decision.event ? [decision.event] : [],
  );
  const places = await store.appendIn(tx, events, { recordedAt: firstSeenMs, expected });
  const positions = new Map(events.map((event, i) => [event.body.itemId, places[i]!.position]));
  return decided.map(({ kind, itemId }) => ({
    kind,
    itemId,
    position: positions.get(itemId) ?? known.get(itemId)?.position ?? 0,
  }));
}

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
    const before = known.get(body.itemId)?.item.fingerprints ?? [];
    known.set(body.itemId, {
      item: {
        itemId: body.itemId,
        version: versions.get(stream)!,
        fingerprints: [...before, body.fingerprint],
        lastRevisionMs: toMs(recordedAt),
      },
      position,
    });
  }
  return known;
}

interface BulkText {
  itemId: string;
  revision: number;
  content: string;
  salt: Buffer;
  hash: string;
}

async function storeText(
  tx: Transaction,
  { itemId, revision, content, salt, hash }: BulkText,
): Promise<void> {
  // A racer may have stored its own text under the same revision; then the append below fails and is tried again.
  await tx.query(
    'insert into item_texts (item_id, revision, content, salt, hash) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [itemId, revision, content, salt, Buffer.from(hash, 'hex')],
  );
}
