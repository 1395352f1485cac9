import { SIGNALS, type ItemText, type Signal } from '#libs/domain';
import { analyse } from '../assess';
import { Features, findingFeatures, textFeatures } from './features';
import { scoresOf, softmax, train, type Example } from './regression';

/** An item with its right label, to train on. */
export interface Labelled {
  text: ItemText;
  label: Signal;
  /** Who wrote it; items of one author are never on both sides of a split. */
  author: string;
}

/** An example, or nothing where the cascade alone decides: another language, another topic. */
export function exampleOf({ text, label }: Labelled, features = new Features()): Example | undefined {
  const analysis = analyse(text);
  if (!analysis?.topic.relevant) return undefined;
  const { readings, claims, verdict, engagement } = analysis;
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
export interface Packed {
  step: number;
  /** Scale of the scores at which the probabilities are calibrated. */
  care: number;
  packed: string;
}

/** Fits the second reader. The same items in the same order give the same weights. */
export function fit(items: readonly Labelled[], care: number): Packed {
  const features = new Features();
  const weights = train(items.flatMap((item) => exampleOf(item, features) ?? []));
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const step = most / 127 || 1;
  const steps = Int8Array.from(weights, (weight) => Math.round(weight / step));
  return { step, care, packed: Buffer.from(steps.buffer).toString('base64') };
}

/** What was said of an item by weights that never saw its author. */
export interface Unseen {
  item: Labelled;
  /** What the cascade alone says. */
  cascade: Signal;
  /** Scores of the signals, in the order of `SIGNALS`; absent where the cascade alone decides. */
  scores?: Float64Array;
}

/** Leave-authors-out: authors are dealt into folds in order, and each fold is read by weights fitted on the others. */
export function readUnseen(items: readonly Labelled[], folds: number): Unseen[] {
  const authors = [...new Set(items.map(({ author }) => author))];
  const examples = items.map((item) => exampleOf(item));
  return Array.from({ length: folds }, (_, fold) => {
    const held = new Set(authors.filter((_author, at) => at % folds === fold));
    const weights = train(items.flatMap((item, at) => (held.has(item.author) ? [] : (examples[at] ?? []))));
    return items.flatMap((item, at): Unseen[] => {
      if (!held.has(item.author)) return [];
      const example = examples[at];
      const cascade = analyse(item.text)?.verdict.signal ?? 'none';
      return [{ item, cascade, ...(example && { scores: scoresOf(weights, example) }) }];
    });
  }).flat();
}

/** The scale of the scores (1 / temperature) under which unseen items are least surprising, to 0.05. */
export function calibrate(unseen: readonly Unseen[]): number {
  const surprise = (care: number): number =>
    unseen.reduce((sum, { item, scores }) => {
      if (!scores) return sum;
      return sum - Math.log(Math.max(1e-9, softmax(scores, care)[SIGNALS.indexOf(item.label)]!));
    }, 0);
  const candidates = Array.from({ length: 33 }, (_, at) => 0.2 + at * 0.05);
  return candidates.reduce((best, care) => (surprise(care) < surprise(best) ? care : best));
}
