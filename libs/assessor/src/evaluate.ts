import { SIGNALS, type Signal } from '#libs/domain';

/** One judged reading: every accepted label, and what the assessor said. */
export interface Judged {
  id: string;
  labels: string[];
  signal: Signal;
}

export interface ClassScore {
  precision: number;
  recall: number;
  f1: number;
  /** Items whose right label this is. */
  support: number;
}

export interface Evaluation {
  items: number;
  accuracy: number;
  macroF1: number;
  /** 95 % bootstrap interval of macro-F1. */
  interval: { low: number; high: number };
  classes: Record<Signal, ClassScore>;
  /** `confusion[right][said]`. */
  confusion: Record<Signal, Record<Signal, number>>;
}

const RESAMPLES = 1_000;
const SEED = 20_250_501;

const perSignal = <T>(make: (signal: Signal) => T): Record<Signal, T> =>
  Object.fromEntries(SIGNALS.map((signal) => [signal, make(signal)])) as Record<Signal, T>;

/** An item with two accepted labels counts under the one that was said, when right; else under its first. */
function rightLabel({ labels, signal }: Judged): Signal {
  const right = labels.includes(signal) ? signal : labels[0];
  return (SIGNALS as readonly string[]).includes(right ?? '') ? (right as Signal) : 'none';
}

function confusionOf(gold: Judged[]): Evaluation['confusion'] {
  const confusion = perSignal(() => perSignal(() => 0));
  for (const judged of gold) confusion[rightLabel(judged)][judged.signal]++;
  return confusion;
}

function classScore(confusion: Evaluation['confusion'], signal: Signal): ClassScore {
  const hit = confusion[signal][signal];
  const said = SIGNALS.reduce((sum, right) => sum + confusion[right][signal], 0);
  const support = SIGNALS.reduce((sum, other) => sum + confusion[signal][other], 0);
  const precision = hit / (said || 1);
  const recall = hit / (support || 1);
  return { precision, recall, f1: hit === 0 ? 0 : (2 * precision * recall) / (precision + recall), support };
}

const macroF1Of = (confusion: Evaluation['confusion']): number =>
  SIGNALS.reduce((sum, signal) => sum + classScore(confusion, signal).f1, 0) / SIGNALS.length;

/** Mulberry32: a small seeded generator, so that an interval is reproducible. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function bootstrap(gold: Judged[]): Evaluation['interval'] {
  const random = generator(SEED);
  const scores: number[] = [];
  for (let round = 0; round < RESAMPLES; round++) {
    scores.push(macroF1Of(confusionOf(gold.map(() => gold[Math.floor(random() * gold.length)]!))));
  }
  scores.sort((a, b) => a - b);
  return { low: scores[Math.floor(RESAMPLES * 0.025)]!, high: scores[Math.floor(RESAMPLES * 0.975)]! };
}

/** Scores readings against accepted labels: accuracy, per-class figures, macro-F1 with its interval. */
export function evaluate(gold: Judged[]): Evaluation {
  const confusion = confusionOf(gold);
  const right = SIGNALS.reduce((sum, signal) => sum + confusion[signal][signal], 0);
  return {
    items: gold.length,
    accuracy: right / (gold.length || 1),
    macroF1: macroF1Of(confusion),
    interval: bootstrap(gold),
    classes: perSignal((signal) => classScore(confusion, signal)),
    confusion,
  };
}
