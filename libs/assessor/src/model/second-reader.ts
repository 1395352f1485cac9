import { SIGNALS, type Signal } from '#libs/domain';
import { WEIGHTS } from '../data/weights';
import type { SentenceReading } from '../reading/types';
import { Features, findingFeatures, textFeatures, type Findings } from './features';
import { CLASSES, scoresOf, softmax, type Calibration } from './regression';

/** What a reader has learnt. */
export interface Learnt {
  weights: Float32Array | Int8Array;
  calibration: Calibration;
}

let shipped: Learnt | undefined;

/** The weights of the rule set, unpacked when the first text asks for them. */
function learnt(): Learnt {
  if (!shipped) {
    const raw = Buffer.from(WEIGHTS.packed, 'base64');
    const weights = new Int8Array(raw.buffer, raw.byteOffset, raw.byteLength);
    shipped = { weights, calibration: { care: WEIGHTS.step * WEIGHTS.care, excess: WEIGHTS.excess } };
  }
  return shipped;
}

/** What the whole text, word by word, says beside what the cascade found in it. */
export interface Opinion {
  /** Calibrated probability of each signal. */
  shares: Record<Signal, number>;
  /** The sentences, those first that speak most for a signal. */
  speakingFor: (signal: Signal) => SentenceReading[];
}

const features = new Features();

/** Reads the item once more: hashed words and concepts, and the findings of the cascade, weighed by regression. */
export function secondOpinion(
  readings: readonly SentenceReading[],
  findings: Findings,
  { weights, calibration } = learnt(),
): Opinion {
  textFeatures(readings, features);
  findingFeatures(findings, features);
  const shares = softmax(scoresOf(weights, features), calibration);
  return {
    shares: Object.fromEntries(SIGNALS.map((signal, k) => [signal, shares[k]!])) as Record<Signal, number>,
    speakingFor: (signal) => ranked(readings, SIGNALS.indexOf(signal), weights),
  };
}

/** By how much more a sentence speaks for one signal than for the others on average. */
function ranked(
  readings: readonly SentenceReading[],
  k: number,
  weights: Learnt['weights'],
): SentenceReading[] {
  // The buffer may have served another item since.
  textFeatures(readings, features);
  let from = 0;
  return features.ends
    .map((to, at) => {
      const scores = scoresOf(weights, features, { from, to });
      from = to;
      const mean = scores.reduce((sum, score) => sum + score, 0) / CLASSES;
      return { reading: readings[at]!, favour: scores[k]! - mean };
    })
    .sort((a, b) => b.favour - a.favour)
    .map(({ reading }) => reading);
}
