import type { Queryable } from '#libs/database';
import {
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

/**
 * The decisions in the order of the log.
 * @param knownAt only those recorded by then
 */
export async function readDecisions(
  store: EventStore,
  from?: Queryable,
  knownAt?: string,
): Promise<DecisionEvent[]> {
  const events = (await store.readStreams([POSTURE_STREAM], DECISIONS, from)) as DecisionEvent[];
  return knownAt === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= knownAt);
}

/** The timeline as this service told it, from its recorded decisions alone. */
export const toldTimeline = (decisions: DecisionEvent[]): ToldPeriod[] =>
  timelineOf(decisions as unknown as RecordedDecision[]);
