import { SIGNALS, type ItemText, type Signal } from '#libs/domain';
import { analyse, settled } from '../assess';
import { Features, findingFeatures, textFeatures } from './features';
import { Learnt } from './second-reader';
import { scoresOf, softmax, train, type Calibration, type Example } from './regression';

/** An item with its right label, to train on. */
export interface Labelled {
  text: ItemText;
  label: Signal;
  /** Who wrote it; items of one author are never on both sides of a split. */
  author: string;
  /** What it is written in; the reading detects it for itself. */
  language: string;
  /** Items that differ in one small change. */
  group?: string;
}

/** An example, or nothing where the cascade alone decides: another language, another topic. */
export function exampleOf({ text, label }: Labelled): Example | undefined {
  const analysis = analyse(text);
  if (!analysis?.topic.relevant) return undefined;
  const { readings, claims, verdict, engagement } = analysis;
  const features = new Features();
  textFeatures(readings, features);
  findingFeatures({ claims, verdict, score: engagement().score }, features);
  const { size } = features;
  return {
    buckets: features.buckets.slice(0, size),
    values: features.values.slice(0, size),
    size,
    label: SIGNALS.indexOf(label),
  };
}

/** Weights as they are kept: whole steps from -127 to 127, in base64. */
export interface Packed extends Calibration {
  step: number;
  packed: string;
}

/** Fits the second reader. The same items in the same order give the same weights. */
export function fit(items: readonly Labelled[], calibration: Calibration): Packed {
  const weights = train(items.flatMap((item) => exampleOf(item) ?? []));
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const step = most / 127 || 1;
  const steps = Int8Array.from(weights, (weight) => Math.round(weight / step));
  return { step, ...calibration, packed: Buffer.from(steps.buffer).toString('base64') };
}

/** What weights that never saw an item's author make of it. */
export interface Unseen {
  item: Labelled;
  /** What the cascade alone says. */
  cascade: Signal;
  /** Scores of the signals, in the order of `SIGNALS`; absent where the cascade alone decides. */
  scores?: Float64Array;
  /** What is said in the end, and how surely, under a calibration. */
  settled: (calibration: Calibration) => { signal: Signal; confidence: number };
}

/**
 * Leave-authors-out: authors are dealt into folds in order, and each fold is read by weights fitted on the others
 * and on what is shown `always`.
 */
export function readUnseen(
  items: readonly Labelled[],
  folds: number,
  always: readonly Labelled[] = [],
): Unseen[] {
  const authors = [...new Set(items.map(({ author }) => author))];
  const examples = items.map((item) => exampleOf(item));
  const shown = always.flatMap((item) => exampleOf(item) ?? []);
  return Array.from({ length: folds }, (_, fold) => {
    const held = new Set(authors.filter((_author, at) => at % folds === fold));
    const others = items.flatMap((item, at) => (held.has(item.author) ? [] : (examples[at] ?? [])));
    const weights = train([...others, ...shown]);
    return items.flatMap((item, at) => (held.has(item.author) ? [unseen(item, examples[at], weights)] : []));
  }).flat();
}

function unseen(item: Labelled, example: Example | undefined, weights: Float32Array): Unseen {
  const analysis = analyse(item.text);
  return {
    item,
    cascade: analysis?.verdict.signal ?? 'none',
    ...(example && { scores: scoresOf(weights, example) }),
    settled: (calibration) =>
      analysis ? settled(analysis, new Learnt(weights, calibration)) : { signal: 'none', confidence: 0 },
  };
}

/** The calibration under which unseen items are least surprising, in steps of 0.05 and 0.1. */
export function calibrate(all: readonly Unseen[]): Calibration {
  const surprise = (calibration: Calibration): number =>
    all.reduce((sum, { item, scores }) => {
      if (!scores) return sum;
      return sum - Math.log(Math.max(1e-9, softmax(scores, calibration)[SIGNALS.indexOf(item.label)]!));
    }, 0);
  const steps = (from: number, step: number, count: number): number[] =>
    Array.from({ length: count }, (_, at) => from + at * step);
  return steps(0.2, 0.05, 33)
    .flatMap((care) => steps(-0.5, 0.1, 21).map((excess) => ({ care, excess })))
    .map((calibration) => ({ calibration, surprise: surprise(calibration) }))
    .reduce((best, one) => (one.surprise < best.surprise ? one : best)).calibration;
}
