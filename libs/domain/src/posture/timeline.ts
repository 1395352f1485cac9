import { type Instant, toInstant, toMs } from '../kernel/index';
import type { Posture } from './posture';
import {
  type PeriodStart,
  POSTURE_CHANGED,
  POSTURE_CORRECTED,
  POSTURE_REINFORCED,
  isForTheRecord,
  type PostureCorrected,
  type RecordedDecision,
} from './posture.events';

/** The part of a period that one decision speaks of: from here until the next part begins. */
export interface ToldPart {
  from: Instant;
  decisionId: string;
}

/** A stretch of one posture as this service told it. */
export interface ToldPeriod extends PeriodStart {
  /** Event id of the decision that told it first. */
  decisionId: string;
  /** Event id of the decision that told of a change at its start. */
  startToldBy: string;
  /** Which decision speaks of which part, in order of time; the first part begins with the period. */
  parts: readonly ToldPart[];
  /** Whether its start was delivered to anybody who asked for it. */
  alerted: boolean;
  /** The highest confidence and number of origins told of it. */
  confidence: number;
  origins: number;
}

/** A stretch of time over which two timelines say different things, in ms; `to` may be infinite. */
export interface Region {
  from: number;
  to: number;
}

/** Before the first period the US is taken to mediate. */
const BEFORE_ALL: Posture = 'active';

/** How many of a list in order of time have begun by a moment (ms). */
export function begunBy(list: readonly { from: Instant }[], at: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (toMs(list[middle]!.from) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The posture that a timeline has at a moment (ms). */
export const postureAt = (timeline: readonly PeriodStart[], at: number): Posture =>
  timeline[begunBy(timeline, at) - 1]?.posture ?? BEFORE_ALL;

/** Where two timelines differ, as the longest stretches. */
export function differences(a: readonly PeriodStart[], b: readonly PeriodStart[]): Region[] {
  const [startsA, startsB] = [a, b].map((timeline) => timeline.map(({ from }) => toMs(from)));
  const cuts = [...new Set([...startsA!, ...startsB!])].sort((x, y) => x - y);
  const regions: Region[] = [];
  let [inA, inB] = [0, 0];
  cuts.forEach((from, i) => {
    while (inA < a.length && startsA![inA]! <= from) inA++;
    while (inB < b.length && startsB![inB]! <= from) inB++;
    if ((a[inA - 1]?.posture ?? BEFORE_ALL) === (b[inB - 1]?.posture ?? BEFORE_ALL)) return;
    const to = cuts[i + 1] ?? Infinity;
    const last = regions.at(-1);
    if (last?.to === from) last.to = to;
    else regions.push({ from, to });
  });
  return regions;
}

/** What a timeline says of a stretch; the first entry begins with the stretch. */
export function clip(timeline: readonly PeriodStart[], { from, to }: Region): PeriodStart[] {
  const first = begunBy(timeline, from);
  const isChange = ({ posture }: PeriodStart, i: number): boolean =>
    posture !== (timeline[first + i - 1]?.posture ?? BEFORE_ALL);
  const inside = timeline.slice(first, begunBy(timeline, to - 1)).filter(isChange);
  return [
    { posture: postureAt(timeline, from), from: toInstant(from) },
    ...inside.map(({ posture, from: start }) => ({ posture, from: start })),
  ];
}

/** Neighbours of one posture are one period, told by whoever told it first; each part keeps its own teller. */
function joined(periods: readonly ToldPeriod[]): ToldPeriod[] {
  const list: ToldPeriod[] = [];
  for (const next of periods) {
    const last = list.at(-1);
    if (last?.posture !== next.posture) list.push(next);
    else list[list.length - 1] = { ...last, parts: [...last.parts, ...next.parts] };
  }
  return list;
}

/**
 * What was told, from before a moment on: whoever told the first period told that the US mediated until then. The
 * first period of a baseline says so itself, so that it is the baseline's for ever, however far back we are corrected.
 */
function reachingBack(told: readonly ToldPeriod[], at: number): readonly ToldPeriod[] {
  const [first] = told;
  if (!first || toMs(first.from) < at) return told;
  const from = toInstant(at - 1);
  const parts = [{ from, decisionId: first.parts[0]!.decisionId }];
  return joined([{ ...first, posture: BEFORE_ALL, from, parts }, ...told]);
}

/** What was told of the time before a moment. */
function before(told: readonly ToldPeriod[], at: number): ToldPeriod[] {
  const kept = told.slice(0, begunBy(told, at - 1));
  const last = kept.pop();
  if (last) kept.push({ ...last, parts: last.parts.slice(0, begunBy(last.parts, at - 1)) });
  return kept;
}

/** What was told of the time from a moment on; a period that is cut there begins there. */
function after(told: readonly ToldPeriod[], at: number, cutBy: string): ToldPeriod[] {
  const begun = begunBy(told, at);
  const later = told.slice(begun);
  const covering = told[begun - 1];
  if (!covering) return later;
  if (toMs(covering.from) === at) return [covering, ...later];
  const from = toInstant(at);
  const begunParts = begunBy(covering.parts, at);
  const { decisionId } = covering.parts[begunParts - 1]!;
  const parts = [{ from, decisionId }, ...covering.parts.slice(begunParts)];
  return [{ ...covering, from, startToldBy: cutBy, parts }, ...later];
}

/** A decision tells of periods. */
const tell = (
  periods: readonly PeriodStart[],
  id: string,
  { confidence, origins, alerted }: Pick<ToldPeriod, 'confidence' | 'origins' | 'alerted'>,
): ToldPeriod[] =>
  periods.map(({ posture, from }) => ({
    posture,
    from,
    decisionId: id,
    startToldBy: id,
    parts: [{ from, decisionId: id }],
    alerted,
    confidence,
    origins,
  }));

function replaceStretch(told: readonly ToldPeriod[], body: PostureCorrected, id: string): ToldPeriod[] {
  const alerted = !isForTheRecord(body.cause) || body.altersCurrent;
  const is = tell(body.is, id, { ...body, alerted });
  const from = toMs(body.period.from);
  const all = reachingBack(told, from);
  const rest = body.period.to === null ? [] : after(all, toMs(body.period.to), id);
  return joined([...before(all, from), ...is, ...rest]);
}

/** The timeline after a decision. A change appends; a correction replaces what it says was wrong. */
export function applyDecision(told: readonly ToldPeriod[], decision: RecordedDecision): ToldPeriod[] {
  const { id } = decision;
  const { confidence, origins } = decision.body;
  switch (decision.type) {
    case POSTURE_CHANGED: {
      const { to, effectiveAt, cause, periods } = decision.body;
      const standing = { confidence, origins, alerted: cause !== 'baseline' };
      if (periods) return tell(periods, id, standing);
      const change = tell([{ posture: to, from: effectiveAt }], id, standing);
      const at = toMs(effectiveAt);
      return joined([...before(reachingBack(told, at), at), ...change]);
    }
    case POSTURE_CORRECTED:
      return replaceStretch(told, decision.body, id);
    case POSTURE_REINFORCED:
      return told.map((p, i) =>
        i < told.length - 1
          ? p
          : {
              ...p,
              confidence: Math.max(p.confidence, confidence),
              origins: Math.max(p.origins, origins),
            },
      );
  }
}

/** What this service said, from its recorded decisions alone, in the order of the log. */
export const timelineOf = (decisions: readonly RecordedDecision[]): ToldPeriod[] =>
  decisions.reduce<ToldPeriod[]>(applyDecision, []);

/** The posture told last; null when nothing was told. */
export const toldNow = (told: readonly ToldPeriod[]): Posture | null => told.at(-1)?.posture ?? null;
