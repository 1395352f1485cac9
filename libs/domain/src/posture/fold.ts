import { type Instant, toInstant, toMs } from '../kernel/index';
import { heaviness, standingOf, Tally, type Witness, witnessOf } from './evidence';
import { inOrder, type Origins, originsOf } from './origins';
import { days, hours, type Policy } from './policy';
import type { Fold, FoldItem, Period, Posture, Standing } from './posture';
import { reasonOf } from './reason';

type Test = (w: Witness) => boolean;

/** A way back to `active` that waits for its due time. */
interface Return {
  due: number;
  saidAt: number;
  by: Witness[];
}

/** Where the fold stands after the instants folded so far. */
interface State {
  posture: Posture;
  /** Start of the current period, in ms. */
  from: number;
  /** What speaks for the current period, and how far back it reaches. */
  support: { since: number; fits: Test };
  /** Exit remarks made up to here were answered, by a clarification or by the return to mediation. */
  answeredAt: number;
  /** When the evidence of an exit was last complete, and since when that exit stood. */
  exitAt: number;
  exitFrom: number;
  pending: Return | null;
  periods: Period[];
  /** All witnesses so far, in order of time. */
  seen: Witness[];
}

interface Context {
  policy: Policy;
  origins: Origins;
  /** Counts that did not make up the evidence for a posture, and the terms they were made on. */
  failed: Map<Posture, { terms: string; tally: Tally }>;
}

const isExit: Test = (w) => w.claim === 'threatened' || w.claim === 'withdrawn';

/** What speaks for a posture, as things stand now. */
function speaksFor(posture: Posture, state: State, policy: Policy): Test {
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
function since(
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
  return standingOf({ support, counter }, { policy: context.policy, originOf: context.origins.of });
}

/** Starts a period. Nothing happens when the posture holds already. */
function enter(posture: Posture, at: number, [state, context, by]: [State, Context, Witness[]]): void {
  if (posture === state.posture) return;
  const fits = speaksFor(posture, state, context.policy);
  const reach = at - hours(context.policy[posture].windowHours);
  const support = since(state.seen, reach, { fits, atMost: Infinity });
  const stands = standing(posture, support, [state, context]);
  const due = posture === 'active';
  const principal = support.some((w) => w.item.authority === 'principal');
  state.periods.push({
    posture,
    from: toInstant(at),
    decidedBy: by.map((w) => w.item.itemId),
    due,
    ...stands,
    reason: reasonOf(posture, stands, { policy: context.policy, due, principal }),
  });
  Object.assign(state, { posture, from: at, support: { since: reach, fits }, pending: null });
}

/** Lets a way back whose time has come take place. */
function settle(upTo: number, state: State, context: Context): void {
  const { pending } = state;
  if (!pending || pending.due > upTo) return;
  enter('active', pending.due, [state, context, pending.by]);
  state.answeredAt = Math.max(state.answeredAt, pending.saidAt);
}

/**
 * Those of an instant who complete the evidence for a posture; empty when it is not complete. The last
 * count that failed is kept and only added to: while it is not complete, nothing within it is. So a flood
 * that leads nowhere is not counted again and again.
 */
function completing(
  posture: Posture,
  now: readonly Witness[],
  [state, context]: [State, Context],
): Witness[] {
  const { policy, origins, failed } = context;
  const fits = speaksFor(posture, state, policy);
  const by = now.filter(fits);
  if (by.length === 0) return [];
  const terms = termsOf(posture, state);
  const before = failed.get(posture);
  if (before?.terms === terms) {
    by.forEach((w) => before.tally.add(w));
    if (!before.tally.completes(posture)) return [];
  }
  const reach = now[0]!.at - hours(policy[posture].windowHours);
  const tally = new Tally(policy, origins.of);
  for (let i = state.seen.length - 1; i >= 0 && state.seen[i]!.at >= reach; i--) {
    if (!fits(state.seen[i]!)) continue;
    tally.add(state.seen[i]!);
    if (tally.completes(posture)) {
      failed.delete(posture);
      return by;
    }
  }
  failed.set(posture, { terms, tally });
  return [];
}

/** What `speaksFor` a posture depends on. */
const termsOf = (posture: Posture, { answeredAt, exitAt, exitFrom, from }: State): string =>
  ({
    withdrawn: [answeredAt],
    threatened: [answeredAt],
    clarified: [exitAt, exitFrom],
    active: [exitAt, from],
  })[posture].join();

/** The exit an instant completes: of one set the heavier claim, for a set has no order. */
function exitOf(
  now: readonly Witness[],
  state: State,
  context: Context,
): { posture: Posture; by: Witness[] } {
  const threatened = completing('threatened', now, [state, context]);
  const withdrawn = completing('withdrawn', now, [state, context]);
  const weight = (claim: Posture): number =>
    heaviness(
      threatened.filter((w) => w.claim === claim),
      context.origins.of,
    );
  if (withdrawn.length > 0 && (threatened.length === 0 || weight('withdrawn') >= weight('threatened'))) {
    return { posture: 'withdrawn', by: withdrawn };
  }
  // While an exit is still being told, a milder wording of it changes nothing.
  const reach = now[0]!.at - hours(context.policy.withdrawn.windowHours);
  const fits = speaksFor('withdrawn', state, context.policy);
  const stillTold = state.posture === 'withdrawn' && since(state.seen, reach, { fits, atMost: 1 }).length > 0;
  return { posture: stillTold ? 'withdrawn' : 'threatened', by: threatened };
}

/** Folds the items of one instant as one set. */
function foldInstant(now: readonly Witness[], state: State, context: Context): void {
  const at = now[0]!.at;
  const { of } = context.origins;
  const exit = exitOf(now, state, context);
  const clarified = completing('clarified', now, [state, context]);
  if (exit.by.length > 0 && heaviness(exit.by, of) > heaviness(clarified, of)) {
    if (exit.posture !== state.posture) state.exitFrom = at;
    enter(exit.posture, at, [state, context, exit.by]);
    state.exitAt = at;
    state.pending = null;
    return;
  }
  if (clarified.length > 0) {
    enter('clarified', at, [state, context, clarified]);
    state.answeredAt = Math.max(state.answeredAt, ...clarified.map((w) => w.saidAt));
  }
  const active = completing('active', now, [state, context]);
  if (active.length === 0 || state.posture === 'active' || state.pending || state.from === at) return;
  const due = at + hours(context.policy.active.dwellHours);
  state.pending = { due, saidAt: Math.max(...active.map((w) => w.saidAt)), by: active };
}

/** Nothing is known before the first item: the US is taken to mediate, from just before it. */
function initial(first: FoldItem, policy: Policy): State {
  const from = toMs(first.effectiveAt) - 1;
  const period: Period = {
    posture: 'active',
    from: toInstant(from),
    decidedBy: [],
    due: false,
    confidence: policy.confidence.initial,
    origins: 0,
    outlets: 0,
    copies: 0,
    evidence: [],
    counterEvidence: [],
    supportedAt: toInstant(from),
    reason: 'Nothing is known before the first item: the US is taken to mediate.',
  };
  return {
    posture: 'active',
    from,
    support: { since: from, fits: (w) => w.claim === 'active' || w.claim === 'clarified' },
    answeredAt: -Infinity,
    exitAt: -Infinity,
    exitFrom: -Infinity,
    pending: null,
    periods: [period],
    seen: [],
  };
}

/** How the last period stands by now; its start's standing when nobody has spoken for it since. */
function standingNow(state: State, context: Context): Standing {
  const { since: reach, fits } = state.support;
  const all = since(state.seen, reach, { fits, atMost: Infinity });
  const memory = (all.at(-1)?.at ?? 0) - days(context.policy.confidence.memoryDays);
  const support = all.filter((w) => w.at >= memory);
  if (support.length > 0) return standing(state.posture, support, [state, context]);
  const { confidence, origins, outlets, copies, evidence, counterEvidence, supportedAt } =
    state.periods.at(-1)!;
  return { confidence, origins, outlets, copies, evidence, counterEvidence, supportedAt };
}

/**
 * The postures that items give, up to a horizon. A pure function of the items effective by then: any
 * permutation gives the same, and what was concluded of an instant never depends on later items, so that
 * the periods up to an earlier horizon are the beginning of those up to a later one.
 */
export function foldPeriods(items: readonly FoldItem[], policy: Policy, horizon: Instant): Fold {
  const until = toMs(horizon);
  const sorted = inOrder(items.filter((item) => toMs(item.effectiveAt) <= until));
  // A source's clock may run a little ahead of ours: its item counts once its time has come.
  const ahead = items.reduce((first, item) => {
    const at = toMs(item.effectiveAt);
    return at > until ? Math.min(first, at) : first;
  }, Infinity);
  const nextDue = (pending: Return | null): Instant | null => {
    const next = Math.min(ahead, pending?.due ?? Infinity);
    return next === Infinity ? null : toInstant(next);
  };
  if (sorted.length === 0) return { periods: [], nextDue: nextDue(null), standing: null };
  const context: Context = { policy, origins: originsOf(sorted, policy.origins), failed: new Map() };
  const state = initial(sorted[0]!, policy);
  for (let number = 0; number < sorted.length;) {
    const at = toMs(sorted[number]!.effectiveAt);
    // What falls due at this very instant waits for what the instant says.
    settle(at - 1, state, context);
    const now: Witness[] = [];
    for (; number < sorted.length && toMs(sorted[number]!.effectiveAt) === at; number++) {
      context.origins.add(number);
      const saidAt = context.origins.saidAt(number);
      now.push(witnessOf(sorted[number]!, { at, saidAt, number }, policy));
    }
    state.seen.push(...now);
    foldInstant(now, state, context);
  }
  settle(until, state, context);
  return { periods: state.periods, nextDue: nextDue(state.pending), standing: standingNow(state, context) };
}
