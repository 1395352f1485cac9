import { isRight, type Judged } from './judged';

/** What confidence promises against what it keeps. */
export interface Reliability {
  bins: {
    /** From (and with) `from` up to `to`; the last bin holds 1 too. */
    from: number;
    to: number;
    items: number;
    /** Mean confidence, and the share that is right. */
    said: number | null;
    right: number | null;
  }[];
  /** Mean distance between both, each bin weighed by its items. */
  expectedError: number | null;
  /** Mean square of confidence minus 1 (right) or 0 (wrong). */
  brier: number | null;
}

const BINS = 5;

/** The same whatever the order: small numbers first. */
const meanOf = (values: number[]): number | null =>
  values.length === 0
    ? null
    : [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;

export function reliabilityOf(gold: Judged[]): Reliability {
  const points = gold.flatMap((judged) =>
    judged.confidence === undefined ? [] : [{ said: judged.confidence, right: isRight(judged) ? 1 : 0 }],
  );
  const bins = Array.from({ length: BINS }, (_, bin) => {
    const inBin = points.filter(({ said }) => Math.min(BINS - 1, Math.floor(said * BINS)) === bin);
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      items: inBin.length,
      said: meanOf(inBin.map(({ said }) => said)),
      right: meanOf(inBin.map(({ right }) => right)),
    };
  });
  const distances = bins.map(({ items, said, right }) => items * Math.abs((said ?? 0) - (right ?? 0)));
  return {
    bins,
    expectedError:
      points.length === 0 ? null : distances.reduce((sum, distance) => sum + distance, 0) / points.length,
    brier: meanOf(points.map(({ said, right }) => (said - right) ** 2)),
  };
}
