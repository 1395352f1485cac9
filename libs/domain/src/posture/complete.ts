import { heaviness, Tally, type Witness } from './evidence';
import { days, hours } from './policy';
import type { Posture } from './posture';
import { type Context, since, speaksFor, type State } from './state';

/**
 * Those of an instant who complete the evidence for a posture; empty when it is not complete. The last
 * count that failed is kept and only added to: while it is not complete, nothing within it is. So a flood
 * that leads nowhere is not counted again and again.
 */
export function completing(
  posture: Posture,
  now: readonly Witness[],
  [state, context]: [State, Context],
): Witness[] {
  const { policy, origins, failed } = context;
  const fits = speaksFor(posture, state, policy);
  const by = now.filter(fits);
  if (by.length === 0) return [];
  const reopening = now[0]!.at <= state.clarifiedAt + days(policy.withdrawn.reopenDays);
  const terms = termsOf(posture, state, reopening);
  const before = failed.get(posture);
  if (before?.terms === terms) {
    by.forEach((w) => before.tally.add(w));
    if (!before.tally.completes(posture)) return [];
  }
  const reach = now[0]!.at - hours(policy[posture].windowHours);
  const tally = new Tally(policy, origins, reopening);
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

/** What `speaksFor` a posture, and how much of it is enough, depends on. */
const termsOf = (
  posture: Posture,
  { answeredAt, exitAt, exitFrom, from }: State,
  reopening: boolean,
): string =>
  ({
    withdrawn: [answeredAt, reopening],
    threatened: [answeredAt],
    clarified: [exitAt, exitFrom],
    active: [exitAt, from],
  })[posture].join();

/** Of a flood the latest are enough to see how it reads; counting all of it at each item would take for ever. */
const MOST_COMPARED = 200;

/**
 * Whether more outlets read the news of an exit as less than that: a few misread headlines beside a wave of
 * threats or of answers are no exit. Counted from where the exit was first told, for what was said before it
 * does not speak of it.
 */
function isDisputed(at: number, state: State, { policy }: Context): boolean {
  const recent = since(state.seen, at - hours(policy.withdrawn.disputedHours), {
    fits: (w) => w.claim !== null && w.claim !== 'active' && w.saidAt > state.answeredAt,
    atMost: MOST_COMPARED,
  });
  const first = recent.find((w) => w.claim === 'withdrawn')?.at ?? at;
  const outlets = (isSo: boolean): number =>
    new Set(
      recent.filter((w) => w.at >= first && (w.claim === 'withdrawn') === isSo).map((w) => w.item.outlet),
    ).size;
  return outlets(false) > outlets(true);
}

/** An exit that an instant completes; `by` is empty when it completes none. */
export interface Exit {
  posture: 'threatened' | 'withdrawn';
  by: Witness[];
  /** Those who complete its milder reading. */
  threatened: Witness[];
}

/** The exit an instant completes: of one set the heavier claim, for a set has no order. */
export function exitOf(now: readonly Witness[], state: State, context: Context): Exit {
  const at = now[0]!.at;
  const threatened = completing('threatened', now, [state, context]);
  const told = completing('withdrawn', now, [state, context]);
  const isNew = told.length > 0 && state.posture !== 'withdrawn';
  const withdrawn = isNew && isDisputed(at, state, context) ? [] : told;
  const weight = (claim: Posture): number =>
    heaviness(
      threatened.filter((w) => w.claim === claim),
      context.origins,
    );
  if (withdrawn.length > 0 && (threatened.length === 0 || weight('withdrawn') >= weight('threatened'))) {
    return { posture: 'withdrawn', by: withdrawn, threatened };
  }
  // While an exit is still being told, a milder wording of it changes nothing.
  const reach = at - hours(context.policy.withdrawn.windowHours);
  const fits = speaksFor('withdrawn', state, context.policy);
  const stillTold = state.posture === 'withdrawn' && since(state.seen, reach, { fits, atMost: 1 }).length > 0;
  return { posture: stillTold ? 'withdrawn' : 'threatened', by: threatened, threatened };
}
