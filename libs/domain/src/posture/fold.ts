import { type Instant, toInstant, toMs } from '../kernel/index';
import { completing, type Exit, exitOf } from './complete';
import { heaviness, type Witness, witnessOf } from './evidence';
import { inOrder, originsOf } from './origins';
import { hours, type Policy } from './policy';
import type { Fold, FoldItem, Period, Posture } from './posture';
import {
  type Context,
  type DayPosture,
  enter,
  speaksFor,
  standingNow,
  type State,
  type Waiting,
} from './state';

const nextDueOf = ({ returning, waiting }: State): number =>
  Math.min(returning?.due ?? Infinity, waiting?.due ?? Infinity);

/** Complete evidence for a posture, with the terms on which it is. */
const complete = <P extends Posture>(
  what: Omit<Waiting<P>, 'fits'>,
  [state, { policy }]: [State, Context],
): Waiting<P> => ({ ...what, fits: speaksFor(what.posture, state, policy) });

/** Lets what waits take hold when its time has come. */
function settle(upTo: number, state: State, context: Context): void {
  for (let due = nextDueOf(state); due <= upTo; due = nextDueOf(state)) {
    takeHold(state.waiting?.due === due ? state.waiting : state.returning!, state, context);
  }
}

/** A posture takes hold on its evidence. */
function takeHold(what: Waiting, state: State, context: Context): void {
  const { posture, at, saidAt } = what;
  switch (posture) {
    case 'threatened':
    case 'withdrawn':
      if (posture !== state.posture) state.exitFrom = at;
      enter(what, state, context);
      state.exitAt = Math.max(state.exitAt, at);
      state.returning = null;
      // A threat does not overtake the exit that it is a milder wording of.
      if (posture === 'withdrawn') state.waiting = null;
      return;
    case 'clarified':
      enter(what, state, context);
      state.clarifiedAt = at;
      state.waiting = null;
      break;
    case 'active':
      enter(what, state, context);
      state.returning = null;
  }
  state.answeredAt = Math.max(state.answeredAt, saidAt);
}

const newest = (by: readonly Witness[]): number =>
  by.reduce((last, w) => Math.max(last, w.saidAt), -Infinity);

/**
 * Whether evidence must wait for the end of its day, and then lets it. A day without an hour may have been
 * any hour, and the set of its items fills up for hours. One item that tells its hour waits for nobody.
 */
function waits(
  posture: DayPosture,
  { at, by }: { at: number; by: Witness[] },
  [state, context]: [State, Context],
): boolean {
  const wait = hours(context.policy.dayHours[posture]);
  if (wait === 0 || posture === state.posture || by.some((w) => w.item.precision !== 'day')) return false;
  if (state.waiting?.posture !== posture) {
    state.waiting = complete({ posture, at, due: at + wait, saidAt: newest(by), by }, [state, context]);
  }
  return true;
}

/** An exit. While it waits for the end of its day, the milder reading of it holds. */
function hearExit({ posture, by, threatened }: Exit, at: number, [state, context]: [State, Context]): void {
  if (posture === 'withdrawn' && waits(posture, { at, by }, [state, context])) {
    state.returning = null;
    if (threatened.length === 0) return;
    const milder = complete({ posture: 'threatened', at, due: at, saidAt: at, by: threatened }, [
      state,
      context,
    ]);
    takeHold(milder, state, context);
    return;
  }
  // An answer that waits is overtaken by a newer exit, not by the exit it answers being told again.
  if (state.waiting?.posture === 'clarified' && newest(by) > state.waiting.saidAt) state.waiting = null;
  takeHold(complete({ posture, at, due: at, saidAt: at, by }, [state, context]), state, context);
}

/** Folds the items of one instant as one set. */
function foldInstant(now: readonly Witness[], state: State, context: Context): void {
  const at = now[0]!.at;
  const exit = exitOf(now, state, context);
  const by = completing('clarified', now, [state, context]);
  if (exit.by.length > 0 && heaviness(exit.by, context.origins) > heaviness(by, context.origins)) {
    hearExit(exit, at, [state, context]);
    return;
  }
  if (by.length > 0 && !waits('clarified', { at, by }, [state, context])) {
    const answer = { posture: 'clarified' as const, at, due: at, saidAt: newest(by), by };
    takeHold(complete(answer, [state, context]), state, context);
  }
  const active = completing('active', now, [state, context]);
  if (active.length === 0 || state.posture === 'active' || state.returning || state.from === at) return;
  const due = at + hours(context.policy.active.dwellHours);
  const way = { posture: 'active' as const, at, due, saidAt: newest(active), by: active };
  state.returning = complete(way, [state, context]);
}

/** Nothing is known before the first item, at `first` in ms: the US is taken to mediate, from just before it. */
function initial(first: number, policy: Policy): State {
  const from = first - 1;
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
    clarifiedAt: -Infinity,
    exitAt: -Infinity,
    exitFrom: -Infinity,
    returning: null,
    waiting: null,
    periods: [period],
    seen: [],
  };
}

/** A fold just before a moment, with the items of the moment itself, which are to be folded as one set. */
export interface Verge {
  state: State;
  context: Context;
  now: Witness[];
}

/** Folds all items before a moment (`until`, in ms). None of the items, which are in order, may be later. */
export function foldUpTo(sorted: readonly FoldItem[], policy: Policy, until: number): Verge {
  const context: Context = { policy, origins: originsOf(sorted, policy.origins), failed: new Map() };
  const times = sorted.map((item) => toMs(item.effectiveAt));
  const state = initial(times[0] ?? until, policy);
  let now: Witness[] = [];
  for (const [number, item] of sorted.entries()) {
    const at = times[number]!;
    context.origins.add(number);
    now.push(witnessOf(item, { at, saidAt: context.origins.saidAt(number), number }, policy));
    if (at === until || times[number + 1] === at) continue;
    foldSet({ state, context, now }, at);
    now = [];
  }
  return { state, context, now };
}

/** Folds the items of a moment, in ms; what fell due before it takes hold first. */
function foldSet({ state, context, now }: Verge, at: number): void {
  // What falls due at this very instant waits for what the instant says.
  settle(at - 1, state, context);
  state.seen.push(...now);
  if (now.length > 0) foldInstant(now, state, context);
}

/** Folds the moment and what falls due at it: the fold as of that moment. */
export function foldVerge(verge: Verge, until: number): State {
  foldSet(verge, until);
  settle(until, verge.state, verge.context);
  return verge.state;
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
  const nextDue = (due: number): Instant | null => {
    const next = Math.min(ahead, due);
    return next === Infinity ? null : toInstant(next);
  };
  if (sorted.length === 0) return { periods: [], nextDue: nextDue(Infinity), standing: null };
  const verge = foldUpTo(sorted, policy, until);
  const state = foldVerge(verge, until);
  return {
    periods: state.periods,
    nextDue: nextDue(nextDueOf(state)),
    standing: standingNow(state, verge.context),
  };
}
