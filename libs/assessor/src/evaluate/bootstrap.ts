import { seededRandom } from '#libs/domain';
import type { Judged } from './judged';
import { measuresOf, placeOf, tallyOf, type Measure, type Place } from './tally';

/** 95 % bootstrap interval. */
export interface Interval {
  low: number;
  high: number;
}

const RESAMPLES = 1_000;
const SEED = 20_250_501;

/** What is drawn together: a group says less than as many items that know nothing of each other. */
function unitsOf(gold: Judged[]): Place[][] {
  const units = new Map<string, Place[]>();
  for (const judged of gold) {
    const key = judged.group === undefined ? `item ${judged.id}` : `group ${judged.group}`;
    const unit = units.get(key);
    if (unit) unit.push(placeOf(judged));
    else units.set(key, [placeOf(judged)]);
  }
  // In an order of their own, so that the order of the lines changes nothing.
  return [...units].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, unit]) => unit);
}

function middle(values: number[]): Interval | null {
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))]!;
  return { low: at(0.025), high: at(0.975) };
}

/** Intervals of all measures; rounds in which a measure is undefined do not count for it. */
export function intervalsOf(gold: Judged[]): Record<Measure, Interval | null> {
  const units = unitsOf(gold);
  const random = seededRandom(SEED);
  const rounds = Array.from({ length: RESAMPLES }, () =>
    measuresOf(tallyOf(units.flatMap(() => units[Math.floor(random() * units.length)]!))),
  );
  const names = Object.keys(rounds[0]!) as Measure[];
  return Object.fromEntries(
    names.map((name) => [name, middle(rounds.flatMap((round) => round[name] ?? []))]),
  ) as Record<Measure, Interval | null>;
}
