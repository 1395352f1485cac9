import type { Queryable } from '#libs/database';
import {
  applyDecision,
  POSTURE_CHANGED,
  POSTURE_CORRECTED,
  POSTURE_REINFORCED,
  POSTURE_STREAM,
  timelineOf,
  type DecisionBody,
  type PostureCorrected,
  type RecordedDecision,
  type RecordedEvent,
  type ToldPeriod,
} from '#libs/domain';
import type { EventStore } from '#libs/event-store';
import type { Evidence } from './evidence';

/** A decision as it stands in the log: with the quotes that prove it, so that it explains itself for ever. */
export type DecisionRecord = DecisionBody &
  Partial<Pick<PostureCorrected, 'period' | 'was' | 'is' | 'supersedes' | 'late'>> & {
    quotes: Evidence[];
    counterQuotes: Evidence[];
  };

export type DecisionEvent = RecordedEvent<string, DecisionRecord>;

const DECISIONS = [POSTURE_CHANGED, POSTURE_CORRECTED, POSTURE_REINFORCED];

/** Decisions read at once: each carries its quotes. */
const PAGE = 500;

/** What was read of the stream of decisions, which only grows. */
interface ReadSoFar {
  version: number;
  decisions: DecisionEvent[];
  timeline: ToldPeriod[];
}

/** Each process reads a decision of a log once. */
const readOfStore = new WeakMap<EventStore, ReadSoFar>();

/** Reads on where this process stopped reading. */
async function readOn(store: EventStore, from?: Queryable): Promise<ReadSoFar> {
  const known = readOfStore.get(store) ?? { version: 0, decisions: [], timeline: [] };
  readOfStore.set(store, known);
  for (;;) {
    const page = { stream: POSTURE_STREAM, version: known.version, limit: PAGE };
    const events = (await store.readStreamAfter(page, from)) as DecisionEvent[];
    for (const event of events) {
      // Somebody else may have read on meanwhile.
      if (event.version <= known.version) continue;
      known.version = event.version;
      if (!DECISIONS.includes(event.type)) continue;
      known.decisions.push(event);
      known.timeline = applyDecision(known.timeline, event as unknown as RecordedDecision);
    }
    if (events.length < PAGE) return known;
  }
}

/**
 * The decisions in the order of the log.
 * @param knownAt only those recorded by then
 */
export async function readDecisions(
  store: EventStore,
  from?: Queryable,
  knownAt?: string,
): Promise<readonly DecisionEvent[]> {
  const { decisions } = await readOn(store, from);
  return knownAt === undefined ? [...decisions] : decisions.filter(({ recordedAt }) => recordedAt <= knownAt);
}

/** The timeline as this service has told it so far. */
export const readTimeline = async (store: EventStore, from?: Queryable): Promise<readonly ToldPeriod[]> =>
  (await readOn(store, from)).timeline;

/** The timeline as this service told it by some decisions alone. */
export const toldTimeline = (decisions: readonly DecisionEvent[]): ToldPeriod[] =>
  timelineOf(decisions as unknown as RecordedDecision[]);
