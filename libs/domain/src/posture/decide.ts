import { type Instant, toInstant, toMs } from '../kernel/index';
import { isMaterial } from './material';
import type { Policy } from './policy';
import type { Fold, Period, Posture, Standing } from './posture';
import {
  type Cause,
  type Decision,
  type PeriodStart,
  POSTURE_CHANGED,
  POSTURE_CORRECTED,
  POSTURE_REINFORCED,
  isForTheRecord,
  type DecisionBody,
} from './posture.events';
import {
  applyDecision,
  begunBy,
  clip,
  differences,
  postureAt,
  type Region,
  type ToldPart,
  type ToldPeriod,
} from './timeline';

/** What made us fold again. */
export type Trigger =
  /** Items were observed; their ids. */
  | { cause: 'news'; arrived: readonly string[] }
  /** History was imported; it is news to nobody. */
  | { cause: 'import' }
  /** A due time has passed. */
  | { cause: 'due' }
  | { cause: 'revision' | 'exclusion' | 'reinstatement' | 'ruleset' };

export interface DecideInput {
  /** The timeline as told so far: `timelineOf` the recorded decisions. */
  told: readonly ToldPeriod[];
  fold: Fold;
  /** Up to when was folded. */
  horizon: Instant;
  trigger: Trigger;
  /**
   * Whether an item was news when it was recorded: within the alert window of its effective time, neither
   * from a first poll or an import nor undated.
   */
  isFresh: (itemId: string) => boolean;
  /** Until every feed was polled once nothing is decided. */
  bootstrapping: boolean;
  policy: Policy;
  ruleset: string;
  inputPosition: number;
}

const UNKNOWN: Omit<Standing, 'supportedAt'> = {
  confidence: 0,
  origins: 0,
  outlets: 0,
  copies: 0,
  evidence: [],
  counterEvidence: [],
};

/** The part of a decision that tells how its posture stands. */
function verdict(
  input: DecideInput,
  period: Period | undefined,
  said: Pick<DecisionBody, 'from' | 'to' | 'effectiveAt' | 'cause' | 'decisiveItem'>,
): DecisionBody {
  const { fold, ruleset, inputPosition, policy } = input;
  const now = period !== undefined && period === fold.periods.at(-1) ? fold.standing : null;
  const unknown = { ...UNKNOWN, confidence: policy.confidence.initial };
  const { confidence, origins, outlets, copies, evidence, counterEvidence } = now ?? period ?? unknown;
  const reason = period?.reason ?? 'No item speaks of it: the US is taken to mediate.';
  const standing = { confidence, reason, evidence, counterEvidence, origins, outlets, copies };
  return { ...said, ...standing, ruleset, inputPosition };
}

const decisive = (period: Period | undefined): string | null => period?.decidedBy[0] ?? null;

/** The first outcome, told to nobody: the whole timeline at once. */
function baseline(input: DecideInput): Decision {
  const { fold, horizon } = input;
  const last = fold.periods.at(-1);
  const start: PeriodStart = last ?? { posture: 'active', from: horizon };
  const periods = last ? fold.periods.map(({ posture, from }) => ({ posture, from })) : [start];
  const said = { from: null, to: start.posture, effectiveAt: start.from, cause: 'baseline' } as const;
  return {
    type: POSTURE_CHANGED,
    body: { ...verdict(input, last, { ...said, decisiveItem: decisive(last) }), periods },
  };
}

/** Whether a period is news: its decisive item is, and so is what made us fold again. */
function isNews(period: Period, { trigger, isFresh }: DecideInput): boolean {
  const item = decisive(period);
  if (item === null || !isFresh(item)) return false;
  if (trigger.cause === 'due' || (trigger.cause === 'news' && period.due)) return true;
  return trigger.cause === 'news' && trigger.arrived.some(isFresh);
}

/**
 * The periods to announce, oldest first: the last one, and those before it that nobody was told anything
 * later than. Empty when the present is not altered by news.
 */
function newsOf(input: DecideInput, tail: Region): Period[] {
  const toldFrom = toMs(input.told.at(-1)!.from);
  const candidates = input.fold.periods.filter((p) => toMs(p.from) >= tail.from);
  const news: Period[] = [];
  for (const period of candidates.reverse()) {
    if (!isNews(period, input) || (news.length > 0 && toMs(period.from) <= toldFrom)) break;
    news.unshift(period);
  }
  return news;
}

function changes(input: DecideInput, news: readonly Period[]): Decision[] {
  let from: Posture = input.told.at(-1)!.posture;
  return news.map((period) => {
    const cause: Cause = period.due ? 'due' : 'news';
    const said = {
      from,
      to: period.posture,
      effectiveAt: period.from,
      cause,
      decisiveItem: decisive(period),
    };
    from = period.posture;
    return { type: POSTURE_CHANGED, body: verdict(input, period, said) };
  });
}

/** A stretch to correct and the decisions that told it. */
interface Wrong extends Region {
  supersedes: string[];
}

/**
 * Decisions that told of a change within a stretch that is not one; else the one that told the stretch. Each is
 * named for what it said itself: who told the same posture of an earlier part of the period was right about that.
 */
function blamed({ told, fold }: DecideInput, parts: readonly ToldPart[], region: Region): Wrong[] {
  const { from, to } = region;
  const isChange = startingAt(fold.periods, to).some(
    ({ posture }) => postureAt(fold.periods, to - 1) !== posture,
  );
  const inside = parts.slice(begunBy(parts, from - 1), begunBy(parts, to - 1));
  const atEnd = isChange ? [] : startingAt(told, to).map(({ startToldBy }) => startToldBy);
  const covering = parts[begunBy(parts, from) - 1] ?? parts[0]!;
  if (inside.length === 0) return [{ ...region, supersedes: [atEnd[0] ?? covering.decisionId] }];
  return inside.map((part, i) => ({
    from: i === 0 ? from : toMs(part.from),
    to: i + 1 < inside.length ? toMs(inside[i + 1]!.from) : to,
    supersedes: [part.decisionId, ...(i + 1 < inside.length ? [] : atEnd)],
  }));
}

/** The periods of a timeline that start at a moment (ms). */
const startingAt = <P extends PeriodStart>(timeline: readonly P[], at: number): P[] =>
  timeline.slice(begunBy(timeline, at - 1), begunBy(timeline, at));

/** One correction per decision: what one decision told wrong is corrected in one go, with what lies between. */
function oneEach(wrongs: readonly Wrong[], together: boolean): Wrong[] {
  const merged: Wrong[] = [];
  for (const wrong of wrongs) {
    const same = together
      ? 0
      : merged.findIndex((m) => m.supersedes.some((id) => wrong.supersedes.includes(id)));
    const all = [...(same < 0 ? [] : merged.splice(same)), wrong];
    const supersedes = [...new Set(all.flatMap((w) => w.supersedes))];
    merged.push({ from: all[0]!.from, to: wrong.to, supersedes });
  }
  return merged;
}

function correction(input: DecideInput, told: readonly ToldPeriod[], wrong: Wrong): Decision {
  const { fold, trigger } = input;
  const altersCurrent = wrong.to === Infinity;
  const last = fold.periods.at(-1);
  const first = fold.periods.find((p) => toMs(p.from) >= wrong.from && toMs(p.from) < wrong.to);
  const cause: Cause = trigger.cause === 'news' ? 'late-item' : trigger.cause;
  const from = told.at(-1)!.posture;
  const said = {
    from,
    // What alters the past only is told before what alters the present.
    to: altersCurrent ? (last?.posture ?? 'active') : from,
    effectiveAt: toInstant(wrong.from),
    cause,
    decisiveItem: decisive(altersCurrent && first ? last : first),
  } as const;
  const body = {
    ...verdict(input, last, said),
    period: { from: toInstant(wrong.from), to: altersCurrent ? null : toInstant(wrong.to) },
    was: clip(told, wrong),
    is: clip(fold.periods, wrong),
    supersedes: wrong.supersedes,
    late: altersCurrent && ['news', 'due', 'import'].includes(trigger.cause),
    altersCurrent,
  };
  return { type: POSTURE_CORRECTED, body };
}

/** Same posture, firmer: news made it cross a step. */
function reinforcement(input: DecideInput): Decision[] {
  const { told, fold, policy, trigger, isFresh } = input;
  const [last, period, now] = [told.at(-1)!, fold.periods.at(-1), fold.standing];
  if (!period || !now || trigger.cause !== 'news' || !trigger.arrived.some(isFresh)) return [];
  const crossed = (steps: readonly number[], before: number, after: number): boolean =>
    steps.some((step) => before < step && after >= step);
  const { confidenceSteps, originSteps } = policy.reinforced;
  if (
    !crossed(confidenceSteps, last.confidence, now.confidence) &&
    !crossed(originSteps, last.origins, now.origins)
  ) {
    return [];
  }
  const { posture } = period;
  const said = { from: posture, to: posture, effectiveAt: now.supportedAt, cause: 'news' } as const;
  const body = verdict(input, period, { ...said, decisiveItem: decisive(period) });
  return [{ type: POSTURE_REINFORCED, body }];
}

/**
 * What to say, given what was said and what the items give now. Afterwards the posture told last is the
 * fold's last; what is left unsaid is immaterial.
 */
export function decide(input: DecideInput): Decision[] {
  const { told, fold, policy, trigger } = input;
  if (told.length === 0) return input.bootstrapping ? [] : [baseline(input)];
  const tail = differences(told, fold.periods).find((region) => region.to === Infinity);
  const news = tail ? newsOf(input, tail) : [];
  const changed = changes(input, news);
  // What the changes replace is told anew; the decisions they leave behind are those told before.
  const after = changed.reduce(
    (timeline, decision) => applyDecision(timeline, { ...decision, id: '' }),
    [...told],
  );
  const parts = told.flatMap((period) => period.parts);
  const wrong = differences(after, fold.periods)
    .filter((r) => r.to === Infinity || isMaterial(r, { told: after, is: fold.periods }, policy))
    .flatMap((r) => {
      const each = blamed(input, parts, r);
      // What was told of the present is corrected as a whole.
      return r.to === Infinity ? oneEach(each, true) : each;
    });
  const past = oneEach(
    wrong.filter((w) => w.to < Infinity),
    trigger.cause === 'ruleset',
  );
  const present = wrong.filter((w) => w.to === Infinity);
  const areApart = isForTheRecord(trigger.cause);
  const all = areApart ? [...past, ...present] : oneEach([...past, ...present], false);
  const corrected = all.map((w) => correction(input, after, w));
  const decisions = [...changed, ...corrected];
  return decisions.length > 0 ? decisions : reinforcement(input);
}
