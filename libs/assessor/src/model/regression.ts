import { SIGNALS } from '#libs/domain';
import { BUCKETS } from './features';

export const CLASSES = SIGNALS.length;

/** Hashed features, as far as a score needs them. */
export interface Hashed {
  buckets: Int32Array;
  values: Float32Array;
  size: number;
}

/** Log-odds of each signal, in the order of `SIGNALS`, that the features `from` <= i < `to` speak for. */
export function scoresOf(
  weights: Float32Array | Int8Array,
  { buckets, values, size }: Hashed,
  { from, to } = { from: 0, to: size },
): Float64Array {
  const scores = new Float64Array(CLASSES);
  for (let at = from; at < to; at++) {
    const value = values[at]!;
    const base = buckets[at]! * CLASSES;
    for (let k = 0; k < CLASSES; k++) scores[k] = scores[k]! + weights[base + k]! * value;
  }
  return scores;
}

/** Probabilities from scores; a scale below 1 makes them more careful (temperature scaling, Guo et al. 2017). */
export function softmax(scores: Float64Array, scale = 1): Float64Array {
  const most = Math.max(...scores);
  const odds = scores.map((score) => Math.exp((score - most) * scale));
  const sum = odds.reduce((total, odd) => total + odd, 0);
  return odds.map((odd) => odd / sum);
}

/** One labelled item as the regression sees it. */
export interface Example extends Hashed {
  /** Place of the right label in `SIGNALS`. */
  label: number;
}

/** Fisher-Yates with a linear congruential generator (Numerical Recipes): the same order on every machine. */
function shuffle(order: Int32Array, seed: number): void {
  let state = seed >>> 0;
  for (let at = order.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 4_294_967_296) * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}

export const TRAINING = { rounds: 12, rate: 0.6, decay: 1e-6, damping: 0.1 };

/**
 * Multinomial logistic regression by stochastic gradient descent with AdaGrad's step sizes (Duchi et al. 2011).
 * Deterministic: the same examples in the same order give the same weights.
 */
export function train(examples: readonly Example[]): Float32Array {
  const weights = new Float32Array(BUCKETS * CLASSES);
  const squares = new Float32Array(BUCKETS * CLASSES);
  const order = Int32Array.from(examples.keys());
  for (let round = 0; round < TRAINING.rounds; round++) {
    shuffle(order, round + 1);
    for (const next of order) step(examples[next]!, weights, squares);
  }
  return weights;
}

function step(example: Example, weights: Float32Array, squares: Float32Array): void {
  const { rate, decay, damping } = TRAINING;
  const errors = softmax(scoresOf(weights, example));
  errors[example.label]! -= 1;
  for (let at = 0; at < example.size; at++) {
    const base = example.buckets[at]! * CLASSES;
    const value = example.values[at]!;
    for (let k = 0; k < CLASSES; k++) {
      const slope = errors[k]! * value + decay * weights[base + k]!;
      squares[base + k]! += slope * slope;
      weights[base + k]! -= (rate * slope) / (Math.sqrt(squares[base + k]!) + damping);
    }
  }
}
