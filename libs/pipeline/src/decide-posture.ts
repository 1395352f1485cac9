import type { Transaction } from '#libs/database';
import {
  decide,
  decisionId,
  foldPeriods,
  POSTURE_STREAM,
  type Decision,
  type NewEvent,
  type Policy,
  type Trigger,
} from '#libs/domain';
import type { EventStore } from '#libs/event-store';
import {
  readDecisions,
  readEvidence,
  readSignals,
  toldTimeline,
  writePosture,
  type DecisionRecord,
} from '#libs/projections';

export interface DecideDeps {
  store: EventStore;
  policy: Policy;
  ruleset: string;
}

export interface FoldMoment {
  trigger: Trigger;
  horizon: string;
  /** The last position assessed. */
  inputPosition: number;
  bootstrapping: boolean;
}

const MOST_QUOTES = 5;
const MOST_COUNTER_QUOTES = 1;

/** Folds all signals, replaces the read model of the posture and says what is to be told. */
export async function decidePosture(
  tx: Transaction,
  deps: DecideDeps,
  moment: FoldMoment,
): Promise<NewEvent<string, DecisionRecord>[]> {
  const { policy, ruleset, store } = deps;
  const { trigger, horizon, inputPosition, bootstrapping } = moment;
  const { items, fresh } = await readSignals(tx);
  const fold = foldPeriods(items, policy, horizon);
  await writePosture(tx, { position: inputPosition, ...fold, ruleset });
  const decisions = decide({
    told: toldTimeline(await readDecisions(store, tx)),
    fold,
    horizon,
    trigger,
    isFresh: (itemId) => fresh.has(itemId),
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
  return events;
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
