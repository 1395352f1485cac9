import { toInstant, toMs } from '../kernel/index';
import type { Posture } from './posture';
import {
  type PeriodStart,
  POSTURE_CHANGED,
  POSTURE_CORRECTED,
  POSTURE_REINFORCED,
  type PostureCorrected,
  type RecordedDecision,
} from './posture.events';

/** A stretch of one posture as this service told it. */
export interface ToldPeriod extends PeriodStart {
  /** Event id of the decision that told it. */
  decisionId: string;
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
export function postureAt(timeline: readonly PeriodStart[], at: number): Posture {
  let posture: Posture = 'active';
  for (const period of timeline) {
    if (toMs(period.from) > at) break;
    posture = period.posture;
  }
  return posture;
}

/** Where two timelines differ, as the longest stretches. */
export function differences(a: readonly PeriodStart[], b: readonly PeriodStart[]): Region[] {
  const cuts = [...new Set([...a, ...b].map((p) => toMs(p.from)))].sort((x, y) => x - y);
  const regions: Region[] = [];
  cuts.forEach((from, i) => {
    if (postureAt(a, from) === postureAt(b, from)) return;
    const to = cuts[i + 1] ?? Infinity;
    const last = regions.at(-1);
    if (last?.to === from) last.to = to;
    else regions.push({ from, to });
  });
  return regions;
}

/** What a timeline says of a stretch; the first entry begins with the stretch. */
export function clip(timeline: readonly PeriodStart[], { from, to }: Region): PeriodStart[] {
  const inside = timeline.filter((p) => toMs(p.from) > from && toMs(p.from) < to);
  return [
    { posture: postureAt(timeline, from), from: toInstant(from) },
    ...inside.map(({ posture, from: start }) => ({ posture, from: start })),
  ];
}

/** Neighbours of one posture are one period, told by whoever told it first. */
const joined = (periods: readonly ToldPeriod[]): ToldPeriod[] =>
  periods.filter((p, i) => i === 0 || p.posture !== periods[i - 1]!.posture);

function replaceStretch(told: readonly ToldPeriod[], body: PostureCorrected, id: string): ToldPeriod[] {
  const from = toMs(body.period.from);
  const to = body.period.to === null ? Infinity : toMs(body.period.to);
  // A rule set that only re-reads the past is delivered to nobody.
  const alerted = body.cause !== 'ruleset' || body.altersCurrent;
  const { confidence, origins } = body;
  const before = told.filter((p) => toMs(p.from) < from);
  const is = body.is.map((p) => ({ ...p, decisionId: id, alerted, confidence, origins }));
  const covering = told.filter((p) => toMs(p.from) <= to).at(-1);
  const resumed = to < Infinity && covering ? [{ ...covering, from: toInstant(to) }] : [];
  const after = told.filter((p) => toMs(p.from) > to);
  return joined([...before, ...is, ...resumed, ...after]);
}

/** The timeline after a decision. A change appends; a correction replaces what it says was wrong. */
export function applyDecision(told: readonly ToldPeriod[], decision: RecordedDecision): ToldPeriod[] {
  const { id } = decision;
  const { confidence, origins } = decision.body;
  switch (decision.type) {
    case POSTURE_CHANGED: {
      const { to, effectiveAt, cause, periods } = decision.body;
      const alerted = cause !== 'baseline';
      const told_ = { decisionId: id, alerted, confidence, origins };
      if (periods) return periods.map((p) => ({ ...p, ...told_ }));
      const before = told.filter((p) => toMs(p.from) < toMs(effectiveAt));
      return joined([...before, { posture: to, from: effectiveAt, ...told_ }]);
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
