import { SIGNALS, type Signal } from '#libs/domain';
import { WEIGHTS } from '../data/weights';
import type { SentenceReading } from '../reading/types';
import {
  bucketOf,
  findingFeatures,
  PART,
  scaleOf,
  textFeatures,
  wordOf,
  type Findings,
  type Sink,
} from './features';
import { CLASSES, softmax, type Calibration } from './regression';

/** What a word and its parts speak for together, and the sum of their squares. */
interface KnownWord {
  hash: number;
  scores: Float64Array;
  squares: number;
}

/** What a reader has learnt, and the words it has met. */
export class Learnt {
  private readonly words = new Map<string, KnownWord>();

  constructor(
    readonly weights: Float32Array | Int8Array,
    readonly calibration: Calibration,
  ) {}

  word(norm: string): KnownWord {
    const known = this.words.get(norm);
    if (known) return known;
    const { hash, parts } = wordOf(norm);
    const scores = new Float64Array(CLASSES);
    this.addTo(scores, hash, 1);
    for (const part of parts) this.addTo(scores, part, PART);
    const word = { hash, scores, squares: 1 + parts.length * PART * PART };
    if (this.words.size >= MOST_WORDS) this.words.clear();
    if (norm.length <= LONGEST) this.words.set(norm, word);
    return word;
  }

  addTo(scores: Float64Array, hash: number, value: number): void {
    const base = bucketOf(hash) * CLASSES;
    for (let k = 0; k < CLASSES; k++) scores[k]! += this.weights[base + k]! * value;
  }
}
const MOST_WORDS = 50_000;
/** Longer ones are not kept: a hostile text could be full of them. */
const LONGEST = 24;

let shipped: Learnt | undefined;

/** The weights of the rule set, unpacked when the first text asks for them. */
function learntOf({ packed, step, care, excess }: typeof WEIGHTS): Learnt {
  const raw = Buffer.from(packed, 'base64');
  const weights = new Int8Array(raw.buffer, raw.byteOffset, raw.byteLength);
  return new Learnt(weights, { care: step * care, excess });
}

/** Weighs features as they come. */
class Weighing implements Sink {
  readonly scores = new Float64Array(CLASSES);
  /** The scores after each sentence, before they are scaled. */
  readonly after: Float64Array[] = [];
  private squares = 0;

  constructor(private readonly learnt: Learnt) {}

  word(norm: string, weight: number): number {
    const { hash, scores, squares } = this.learnt.word(norm);
    for (let k = 0; k < CLASSES; k++) this.scores[k]! += scores[k]! * weight;
    this.squares += squares * weight * weight;
    return hash;
  }

  add(hash: number, value: number): void {
    this.learnt.addTo(this.scores, hash, value);
    this.squares += value * value;
  }

  sentenceEnds(): void {
    this.after.push(this.scores.slice());
  }

  textEnds(): void {
    const scale = scaleOf(this.squares);
    for (let k = 0; k < CLASSES; k++) this.scores[k]! *= scale;
  }
}

/** What the whole text, word by word, says beside what the cascade found in it. */
export interface Opinion {
  /** Calibrated probability of each signal. */
  shares: Record<Signal, number>;
  /** The sentences, those first that speak most for a signal. */
  speakingFor: (signal: Signal) => SentenceReading[];
}

/** Reads the item once more: hashed words and concepts, and the findings of the cascade, weighed by regression. */
export function secondOpinion(
  readings: readonly SentenceReading[],
  findings: Findings,
  learnt = (shipped ??= learntOf(WEIGHTS)),
): Opinion {
  const weighing = new Weighing(learnt);
  textFeatures(readings, weighing);
  findingFeatures(findings, weighing);
  const shares = softmax(weighing.scores, learnt.calibration);
  return {
    shares: Object.fromEntries(SIGNALS.map((signal, k) => [signal, shares[k]!])) as Record<Signal, number>,
    speakingFor: (signal) => ranked(readings, weighing.after, SIGNALS.indexOf(signal)),
  };
}

/** By how much more a sentence speaks for one signal than for the others on average. */
function ranked(
  readings: readonly SentenceReading[],
  after: readonly Float64Array[],
  k: number,
): SentenceReading[] {
  return after
    .map((scores, at) => {
      const own = scores.map((score, one) => score - (after[at - 1]?.[one] ?? 0));
      const mean = own.reduce((sum, score) => sum + score, 0) / CLASSES;
      return { reading: readings[at]!, favour: own[k]! - mean };
    })
    .sort((a, b) => b.favour - a.favour)
    .map(({ reading }) => reading);
}
