import { assess } from '#libs/assessor';
import { foldPeriods, longestDwellMs, toInstant, toMs, type Period, type Policy } from '#libs/domain';
import { toFoldItem } from './fold-item';
import type { PushedItem } from './push-items';

/** An item with the two things a backtest cannot do without. */
export interface DatedItem extends PushedItem {
  id: string;
  /** ISO instant or `YYYY-MM-DD` (which means 12:00Z). */
  publishedAt: string;
  /** It comes from the speaker's own feed. */
  official?: boolean;
}

/** A period as `backtest` prints it. */
export type BacktestPeriod = Pick<
  Period,
  'posture' | 'from' | 'decidedBy' | 'confidence' | 'origins' | 'copies' | 'reason'
>;

const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** The instant at which a dated item counts as having been so. */
export const effectiveInstant = (publishedAt: string): string =>
  toInstant(toMs(DAY_ONLY.test(publishedAt) ? `${publishedAt}T12:00:00Z` : publishedAt));

/**
 * Assesses and folds items as if they had come in time: no database, no side effects. The first period is
 * `active` from just before the earliest item; the horizon is the last item's time plus the longest dwell.
 */
export function backtest(items: readonly DatedItem[], policy: Policy): BacktestPeriod[] {
  if (items.length === 0) return [];
  const times = items.map(({ publishedAt }) => toMs(effectiveInstant(publishedAt)));
  const [first, last] = times.reduce(
    ([low, high], at) => [Math.min(low, at), Math.max(high, at)],
    [Infinity, -Infinity],
  );
  const folded = items.flatMap((item) => foldItemOf(item) ?? []);
  const { periods } = foldPeriods(folded, policy, toInstant(last + longestDwellMs(policy)));
  const begin = toInstant(first - 1);
  const initial: BacktestPeriod = {
    posture: 'active',
    from: begin,
    decidedBy: [],
    confidence: policy.confidence.initial,
    origins: 0,
    copies: 0,
    reason: 'Nothing has been read yet; the US is taken to mediate.',
  };
  return periods.length === 0
    ? [initial]
    : periods.map((period, i) => trim(i === 0 ? { ...period, from: begin } : period));
}

const trim = ({ posture, from, decidedBy, confidence, origins, copies, reason }: Period): BacktestPeriod => ({
  posture,
  from,
  decidedBy,
  confidence,
  origins,
  copies,
  reason,
});

function foldItemOf({
  id,
  title = '',
  summary = '',
  content = '',
  outlet = 'unknown',
  language,
  publishedAt,
  official = false,
}: DatedItem) {
  const effectiveAt = effectiveInstant(publishedAt);
  const assessment = assess({ title, summary, content, outlet, language, effectiveAt });
  const precision = DAY_ONLY.test(publishedAt) ? 'day' : 'instant';
  return toFoldItem({
    itemId: id,
    effectiveAt,
    precision,
    outlet,
    official,
    title,
    summary,
    assessment,
  });
}
