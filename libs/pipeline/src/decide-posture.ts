import type { Transaction } from '#libs/database';
import {
  decide,
  decisionId,
  POSTURE_STREAM,
  type Decision,
  type NewEvent,
  type Period,
  type Policy,
  type Trigger,
} from '#libs/domain';
import type { EventStore } from '#libs/event-store';
import { readEvidence, readTimeline, writePosture, type DecisionRecord } from '#libs/projections';
import type { KeptFold } from './keep-fold';

export interface DecideDeps {
  store: EventStore;
  policy: Policy;
  ruleset: string;
  kept: KeptFold;
}

export interface FoldMoment {
  trigger: Trigger;
  horizon: string;
  /** The last position assessed. */
  inputPosition: number;
  bootstrapping: boolean;
  /** Version of the read model of the posture; 0: there is none. */
  version: number;
}

const MOST_QUOTES = 5;
const MOST_COUNTER_QUOTES = 1;

/** What was decided, and what stands in the read model now. */
export interface Decided {
  decisions: NewEvent<string, DecisionRecord>[];
  written: { version: number; periods: readonly Period[] };
}

/** Folds on, brings the read model of the posture up to date and says what is to be told. */
export async function decidePosture(tx: Transaction, deps: DecideDeps, moment: FoldMoment): Promise<Decided> {
  const { policy, ruleset, store, kept } = deps;
  const { trigger, horizon, inputPosition, bootstrapping, version } = moment;
  const live = await kept.catchUp(tx);
  const fold = live.foldTo(horizon);
  const written = await writePosture(tx, {
    position: inputPosition,
    ...fold,
    unchanged: kept.unchanged(version, fold.periods),
    snapshot: live.snapshot(),
    ruleset,
  });
  const decisions = decide({
    told: await readTimeline(store, tx),
    fold,
    horizon,
    trigger,
    isFresh: (itemId) => kept.isFresh(itemId),
    bootstrapping,
    policy,
    ruleset,
    inputPosition,
  });
  // A due time comes without an event of its own, so its decisions are told apart by that time.
  const dueTime = trigger.cause === 'due' ? `${fold.periods.at(-1)?.from}/` : '';
  const idOf = ({ type }: Decision, ordinal: number): string =>
    decisionId(type, inputPosition, { place: `${dueTime}${ordinal}`, ruleset });
  const events: NewEvent<string, DecisionRecord>[] = [];
  for (const [ordinal, decision] of decisions.entries())
    events.push(await toEvent(tx, decision, idOf(decision, ordinal)));
  return { decisions: events, written: { version: written, periods: fold.periods } };
}

async function toEvent(
  tx: Transaction,
  { type, body }: Decision,
  id: string,
): Promise<NewEvent<string, DecisionRecord>> {
  return {
    id,
    stream: POSTURE_STREAM,
    type,
    schemaVersion: 1,
    occurredAt: body.effectiveAt,
    body: {
      ...body,
      quotes: await readEvidence(tx, body.evidence, MOST_QUOTES),
      counterQuotes: await readEvidence(tx, body.counterEvidence, MOST_COUNTER_QUOTES),
    },
    causationPosition: body.inputPosition,
  };
}
