import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  calibrate,
  evaluate,
  fit,
  hexDigits,
  isInSplit,
  readUnseen,
  unrelatedNews,
  type Calibration,
  type ClassScore,
  type Judged,
  type Labelled,
  type Unseen,
} from '#libs/assessor';
import type { Signal } from '#libs/domain';

/**
 * `npm run train [-- --also FILE ... --split 6-f]`: fits the second reader on the committed training set and
 * writes its weights. `--also` adds labelled items from elsewhere, of which `--split` takes those whose SHA-256 of
 * `group` or `id` begins with these hex digits. Prints what weights say of authors they never saw.
 */
const ASSESSOR = join(__dirname, '..', '..', '..', 'libs', 'assessor');
const FOLDS = 4;
/** Unrelated news of seeds that no test uses, as many as teach what is none of ours. */
const UNRELATED = { seeds: [11, 12, 13, 14, 15, 16, 17, 18], count: 3_000 };

interface Line {
  id: string;
  group?: string;
  author?: string;
  language?: string;
  title?: string;
  summary?: string;
  content?: string;
  publishedAt?: string;
  label?: Signal;
  labels?: Signal[];
}

const linesOf = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);

const labelled = ({
  title,
  summary,
  content,
  publishedAt,
  label,
  labels,
  author,
  language,
  group,
}: Line): Labelled => ({
  text: {
    title: title ?? '',
    summary: summary ?? '',
    content: content ?? '',
    ...(publishedAt && { effectiveAt: publishedAt }),
  },
  label: label ?? labels![0]!,
  author: author ?? 'also',
  language: language ?? 'en',
  ...(group && { group }),
});

function committed(): Labelled[] {
  const folder = join(__dirname, '..', '..', '..', 'bench', 'data', 'training');
  const number = (name: string): number => Number(/\d+/.exec(name)?.[0]);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort((a, b) => number(a) - number(b));
  return files.flatMap((name) => linesOf(join(folder, name)).map(labelled));
}

function also(files: string[], split: string): Labelled[] {
  const digits = hexDigits(split);
  return files.flatMap((file) =>
    linesOf(file)
      .filter((line) => isInSplit(line, digits))
      .map(labelled),
  );
}

const share = (value: number | null): string => value?.toFixed(3) ?? '-';

/** What weights say of authors they never saw: each author, each language, exits, and whether confidence keeps its word. */
function report(unseen: Unseen[], calibration: Calibration): void {
  const judged = unseen.map(({ item, settled }, at): Judged & { author: string; cascade: Signal } => ({
    id: String(at),
    labels: [item.label],
    author: item.author,
    cascade: unseen[at]!.cascade,
    language: item.language,
    ...(item.group && { group: item.group }),
    ...settled(calibration),
  }));
  const authors = [...new Set(judged.map(({ author }) => author))];
  for (const author of [...authors, 'all']) {
    const of = author === 'all' ? judged : judged.filter((one) => one.author === author);
    const [cascade, both] = [of.map((one) => ({ ...one, signal: one.cascade })), of].map(evaluate);
    const figures = [cascade!, both!].map(
      ({ accuracy, macroF1 }) => `accuracy ${share(accuracy)}, macro-F1 ${share(macroF1)}`,
    );
    console.log(`author ${author} (${of.length}): cascade ${figures[0]}; settled ${figures[1]}`);
  }
  const { classes, exits, languages, groups, confidence } = evaluate(judged);
  const pair = ({ precision, recall }: Pick<ClassScore, 'precision' | 'recall'>): string =>
    `precision ${share(precision)}, recall ${share(recall)}`;
  for (const [signal, score] of Object.entries(classes)) console.log(`${signal}: ${pair(score)}`);
  console.log(`exits of any kind: ${pair(exits)}`);
  if (groups) console.log(`groups wholly right: ${share(groups.share)} of ${groups.items}`);
  for (const { name, items, share: right } of languages)
    console.log(`language ${name} (${items}): right ${share(right)}`);
  for (const { from, to, items, said, right } of confidence.bins)
    console.log(
      `confidence ${from.toFixed(1)}-${to.toFixed(1)} (${items}): said ${share(said)}, right ${share(right)}`,
    );
}

function main(): void {
  const args = process.argv.slice(2);
  const option = (name: string): string[] => args.flatMap((arg, at) => (args[at - 1] === name ? [arg] : []));
  const authors = committed();
  const unrelated = UNRELATED.seeds
    .flatMap((seed) => unrelatedNews(seed, UNRELATED.count))
    .map((text): Labelled => ({ text, label: 'none', author: 'unrelated', language: text.language ?? 'en' }));
  const unseen = readUnseen(authors, FOLDS, unrelated);
  // News as feeds bring it is what the probabilities are to be right for; the first authors wrote to trip rules.
  const calibration = calibrate(unseen.filter(({ item }) => Number(item.author) >= 15));
  report(unseen, calibration);
  const items = [...authors, ...unrelated, ...also(option('--also'), option('--split')[0] ?? '0-f')];
  const { step, care, excess, packed } = fit(items, calibration);
  const text = `/** Weights of the second reader. Written by \`npm run train\`; never by hand. */
export const WEIGHTS = {
  step: ${step},
  care: ${care.toFixed(2)},
  excess: ${excess.toFixed(1)},
  packed:
    '${packed}',
};
`;
  writeFileSync(join(ASSESSOR, 'src', 'data', 'weights.ts'), text);
  console.log(
    `${items.length} items, scores scaled by ${care.toFixed(2)}, none less by ${excess.toFixed(1)}; weights written (${text.length} characters)`,
  );
}

main();
