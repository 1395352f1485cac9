import { seededRandom, SIGNALS, type Random } from '#libs/domain';
import { BUCKETS } from './features';

export const CLASSES = SIGNALS.length;

/** Hashed features, as far as a score needs them. */
export interface Hashed {
  buckets: Int32Array;
  values: Float32Array;
  size: number;
}

/** Log-odds of each signal, in the order of `SIGNALS`, that the features speak for. */
export function scoresOf(weights: Float32Array, { buckets, values, size }: Hashed): Float64Array {
  const scores = new Float64Array(CLASSES);
  for (let at = 0; at < size; at++) {
    const value = values[at]!;
    const base = buckets[at]! * CLASSES;
    for (let k = 0; k < CLASSES; k++) scores[k] = scores[k]! + weights[base + k]! * value;
  }
  return scores;
}

/** What turns scores into probabilities that keep their word. */
export interface Calibration {
  /** Below 1 makes them more careful (temperature scaling, Guo et al. 2017). */
  care: number;
  /** Log-odds by which `none` scores too high, as training shows more unrelated news than a watched feed does. */
  excess: number;
}

/** Probabilities of the signals, in the order of `SIGNALS`. */
export function softmax(scores: Float64Array, { care, excess }: Calibration = AS_TRAINED): Float64Array {
  const logOdds = scores.map((score, k) => score * care - (k === NONE ? excess : 0));
  const most = Math.max(...logOdds);
  const odds = logOdds.map((one) => Math.exp(one - most));
  const sum = odds.reduce((total, odd) => total + odd, 0);
  return odds.map((odd) => odd / sum);
}
const AS_TRAINED: Calibration = { care: 1, excess: 0 };
const NONE = SIGNALS.indexOf('none');

/** One labelled item as the regression sees it. */
export interface Example extends Hashed {
  /** Place of the right label in `SIGNALS`. */
  label: number;
}

/** Fisher-Yates. */
function shuffle(order: Int32Array, random: Random): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}

export const TRAINING = { rounds: 14, rate: 0.6, decay: 1e-6, damping: 0.1, seed: 1 };
/** Half of an example's features are hidden in every round: news lacks some of them, too (Wager et al. 2013). */
const HIDDEN = 0.5;

/**
 * Multinomial logistic regression by stochastic gradient descent with AdaGrad's step sizes (Duchi et al. 2011).
 * Deterministic: the same examples in the same order give the same weights.
 */
export function train(examples: readonly Example[]): Float32Array {
  const weights = new Float32Array(BUCKETS * CLASSES);
  const squares = new Float32Array(BUCKETS * CLASSES);
  const order = Int32Array.from(examples.keys());
  const random = seededRandom(TRAINING.seed);
  for (let round = 0; round < TRAINING.rounds; round++) {
    shuffle(order, random);
    for (const next of order) step(partly(examples[next]!, random), weights, squares);
  }
  return weights;
}

/** The example with some features hidden, and the others louder for them. */
function partly({ buckets, values, size, label }: Example, random: Random): Example {
  const seen = { buckets: new Int32Array(size), values: new Float32Array(size), size: 0, label };
  for (let at = 0; at < size; at++) {
    if (random() < HIDDEN) continue;
    seen.buckets[seen.size] = buckets[at]!;
    seen.values[seen.size++] = values[at]! / Math.sqrt(1 - HIDDEN);
  }
  return seen;
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
