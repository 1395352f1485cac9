import { HOUR, toMs } from '../kernel/index';
import type { Policy } from './policy';
import type { FoldItem, Period } from './posture';

const US_SPEAKERS: readonly FoldItem['authority'][] = ['principal', 'official'];

/** The speaker's own feed of a US speaker: nobody stands between the words and us. */
export const fromOwnFeed = (item: FoldItem): boolean => item.official && US_SPEAKERS.includes(item.authority);

/** What one item is worth as evidence: how sure the reading is, who speaks, and how firmly. */
export function weightOf(item: FoldItem, policy: Policy): number {
  const { trust, certainty } = policy.confidence;
  const rank = fromOwnFeed(item) ? trust.ownFeed : trust[item.authority];
  return item.confidence * rank * certainty[item.certainty];
}

/**
 * What several witnesses are worth together: the chance that not all of them are wrong. Given one value
 * a witness (an origin, an outlet), a further one never lowers it.
 */
export const jointly = (values: Iterable<number>): number => {
  let allWrong = 1;
  for (const value of values) allWrong *= 1 - value;
  return 1 - allWrong;
};

/** Confidence of a posture, given what speaks for and against it. */
export const weighed = (support: number, counter: number, policy: Policy): number =>
  Math.round(support * (1 - policy.confidence.counterWeight * counter) * 10_000) / 10_000;

/**
 * Confidence as of a moment: the posture stays, our trust in it fades while nobody confirms it. This is
 * read, never recorded.
 */
export function decayedConfidence(
  period: Pick<Period, 'posture' | 'confidence' | 'supportedAt'>,
  nowMs: number,
  policy: Policy,
): number {
  const { floor, halfLifeHours } = policy.confidence;
  if (period.confidence <= floor) return period.confidence;
  const ageHours = Math.max(0, nowMs - toMs(period.supportedAt)) / HOUR;
  return floor + (period.confidence - floor) * 2 ** (-ageHours / halfLifeHours[period.posture]);
}
