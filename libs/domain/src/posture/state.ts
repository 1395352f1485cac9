import { toInstant } from '../kernel/index';
import { standingOf, type Tally, type Witness } from './evidence';
import type { Origins } from './origins';
import { days, hours, type Policy } from './policy';
import type { Period, Posture, Standing } from './posture';
import { reasonOf } from './reason';

export type Test = (w: Witness) => boolean;

/** Postures whose evidence may wait for the end of its day. */
export type DayPosture = keyof Policy['dayHours'];

/** A posture whose evidence is complete and which takes hold at its due time, unless that is overtaken. */
export interface Waiting<P extends Posture = Posture> {
  posture: P;
  /** When the evidence was complete and when it takes hold, in ms. */
  at: number;
  due: number;
  /** The newest remark of the evidence. */
  saidAt: number;
  by: Witness[];
  /** What spoke for it when it was complete; a later exit changes what would speak for it then. */
  fits: Test;
}

/** Where the fold stands after the instants folded so far. */
export interface State {
  posture: Posture;
  /** Start of the current period, in ms. */
  from: number;
  /** What speaks for the current period, and how far back it reaches. */
  support: { since: number; fits: Test };
  /** Exit remarks made up to here were answered, by a clarification or by the return to mediation. */
  answeredAt: number;
  /** When a clarification was last complete. */
  clarifiedAt: number;
  /** When the evidence of an exit was last complete, and since when that exit stood. */
  exitAt: number;
  exitFrom: number;
  /** The way back, which waits for its dwell. */
  returning: Waiting<'active'> | null;
  /** An exit or an answer that waits for the end of its day. */
  waiting: Waiting<DayPosture> | null;
  periods: Period[];
  /** All witnesses so far, in order of time. */
  seen: Witness[];
}

export interface Context {
  policy: Policy;
  origins: Origins;
  /** Counts that did not make up the evidence for a posture, and the terms they were made on. */
  failed: Map<Posture, { terms: string; tally: Tally }>;
}

const isExit: Test = (w) => w.claim === 'threatened' || w.claim === 'withdrawn';

/** What speaks for a posture, as things stand now. */
export function speaksFor(posture: Posture, state: State, policy: Policy): Test {
  const { answeredAt, exitAt, exitFrom, from } = state;
  const answersExit: Test = (w) => w.at <= exitAt + days(policy.clarified.afterExitDays);
  switch (posture) {
    case 'withdrawn':
      return (w) => w.claim === 'withdrawn' && w.saidAt > answeredAt;
    case 'threatened':
      return (w) => isExit(w) && w.saidAt > answeredAt;
    case 'clarified':
      // What was said before the exit was does not answer it.
      return (w) => w.claim === 'clarified' && answersExit(w) && w.saidAt >= exitFrom;
    case 'active':
      return (w) =>
        (w.claim === 'active' || (w.claim === 'clarified' && !answersExit(w))) && w.saidAt >= from;
  }
}

const speaksAgainst = (posture: Posture): Test =>
  posture === 'active' || posture === 'clarified'
    ? isExit
    : (w) => w.claim === 'clarified' || w.claim === 'active';

/** The youngest witnesses since a moment that fit, at most so many, oldest first. */
export function since(
  seen: readonly Witness[],
  from: number,
  { fits, atMost }: { fits: Test; atMost: number },
): Witness[] {
  const found: Witness[] = [];
  for (let i = seen.length - 1; i >= 0 && seen[i]!.at >= from && found.length < atMost; i--) {
    if (fits(seen[i]!)) found.push(seen[i]!);
  }
  return found.reverse();
}

/** How a posture stands from its support and what was said against it since that support began. */
function standing(posture: Posture, support: Witness[], [state, context]: [State, Context]): Standing {
  const said = support.reduce((first, w) => Math.min(first, w.saidAt), Infinity);
  const against = speaksAgainst(posture);
  const counter = since(state.seen, support[0]?.at ?? Infinity, {
    fits: (w) => against(w) && w.saidAt >= said,
    atMost: Infinity,
  });
  return standingOf({ support, counter }, { policy: context.policy, places: context.origins });
}

/** Starts a period. Nothing happens when the posture holds already. */
export function enter({ posture, at, due, by, fits }: Waiting, state: State, context: Context): void {
  if (posture === state.posture) return;
  const { policy } = context;
  // The way back rests on what is said until it takes hold; an exit or an answer on what completed it.
  const reach = (posture === 'active' ? due : at) - hours(policy[posture].windowHours);
  const support = since(state.seen, reach, { fits, atMost: Infinity });
  const stands = standing(posture, support, [state, context]);
  const isDue = posture === 'active' || due > at;
  const principal = support.some((w) => w.item.authority === 'principal');
  state.periods.push({
    posture,
    from: toInstant(due),
    decidedBy: by.map((w) => w.item.itemId),
    due: isDue,
    ...stands,
    reason: reasonOf(posture, stands, { policy, due: isDue, principal }),
  });
  Object.assign(state, { posture, from: due, support: { since: reach, fits }, returning: null });
}

/** How the last period stands by now; its start's standing when nobody has spoken for it since. */
export function standingNow(state: State, context: Context): Standing {
  const { since: reach, fits } = state.support;
  const all = since(state.seen, reach, { fits, atMost: Infinity });
  const memory = (all.at(-1)?.at ?? 0) - days(context.policy.confidence.memoryDays);
  const support = all.filter((w) => w.at >= memory);
  if (support.length > 0) return standing(state.posture, support, [state, context]);
  const { confidence, origins, outlets, copies, evidence, counterEvidence, supportedAt } =
    state.periods.at(-1)!;
  return { confidence, origins, outlets, copies, evidence, counterEvidence, supportedAt };
}
