import type { Posture } from '#libs/domain';
import { readPeriods } from './posture';
import type { AnswerDeps } from './posture-answer';
import { readDecisions, toldTimeline } from './told';

/** A period as it is listed. */
export interface HistoryPeriod {
  posture: Posture;
  from: string;
  /** null: it lasts. */
  to: string | null;
  confidence: number;
  origins: number;
  copies: number;
  decidedBy: string[];
  reason: string;
  /** What this service told of it: which decisions, when, and whether it took something back. */
  told: { eventId: string; type: string; decidedAt: string; late: boolean }[];
}

/**
 * The periods, newest last.
 * @param range only periods that overlap it; `knownAt`: as this service told them by then
 */
export async function readHistory(
  deps: AnswerDeps,
  range: { from?: string; to?: string; knownAt?: string } = {},
): Promise<HistoryPeriod[]> {
  const decisions = await readDecisions(deps.store, undefined, range.knownAt);
  const periods = range.knownAt === undefined ? await readPeriods(deps.database) : toldTimeline(decisions);
  const listed = periods.map((period, i): HistoryPeriod => {
    const to = periods[i + 1]?.from ?? null;
    const source =
      'decidedBy' in period ? period : decisions.find(({ id }) => id === period.decisionId)!.body;
    const { confidence, origins, copies, reason } = source;
    const tellings = decisions.filter(
      ({ type, body }) =>
        type !== 'posture.reinforced' &&
        body.effectiveAt >= period.from &&
        (to === null || body.effectiveAt < to),
    );
    return {
      posture: period.posture,
      from: period.from,
      to,
      confidence,
      origins,
      copies,
      decidedBy: 'decidedBy' in source ? source.decidedBy : source.decisiveItem ? [source.decisiveItem] : [],
      reason,
      told: tellings.map(({ id, type, recordedAt, body }) => ({
        eventId: id,
        type,
        decidedAt: recordedAt,
        late: body.late ?? false,
      })),
    };
  });
  return listed.filter(
    ({ from, to }) =>
      (range.to === undefined || from <= range.to) &&
      (range.from === undefined || to === null || to > range.from),
  );
}
