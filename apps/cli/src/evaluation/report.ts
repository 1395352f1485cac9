import type { Evaluation } from '#libs/assessor';
import { SIGNALS } from '#libs/domain';
import { print, printTable } from '../output';

/** An item that was read otherwise than any of its labels. */
export interface Miss {
  id: string;
  right: string[];
  said: string;
  confidence: number;
  reason: string;
}

const figure = (value: number | null): string => value?.toFixed(3) ?? '-';

type Interval = { low: number; high: number } | null;
const between = (interval: Interval): string =>
  interval ? `${figure(interval.low)}-${figure(interval.high)}` : '-';
const withInterval = (value: number | null, interval: Interval): string =>
  `${figure(value)} (${between(interval)})`;

function section(title: string, rows: Parameters<typeof printTable>[0]): void {
  if (rows.length === 0) return;
  print();
  print(title);
  printTable(rows);
}

/** The whole evaluation for people; what the labelled set does not speak of is not mentioned. */
export function reportEvaluation(evaluation: Evaluation, misses: Miss[] | undefined): void {
  reportClasses(evaluation);
  reportExits(evaluation);
  for (const [title, slices] of [
    ['by phenomenon', evaluation.phenomena],
    ['by language', evaluation.languages],
    ['by difficulty', evaluation.difficulties],
  ] as const)
    section(
      title,
      slices.map(({ name, items, right, share }) => ({ name, items, right, share: figure(share) })),
    );
  reportConfidence(evaluation);
  section(
    `misses (${misses?.length})`,
    (misses ?? []).map((miss) => ({
      id: miss.id,
      right: miss.right.join('|'),
      said: miss.said,
      confidence: miss.confidence.toFixed(2),
      reason: miss.reason,
    })),
  );
}

function reportClasses({ items, accuracy, macroF1, intervals, classes, confusion }: Evaluation): void {
  print(`items     ${items} (in brackets: 95 % bootstrap intervals; items of one group are drawn together)`);
  print(`accuracy  ${withInterval(accuracy, intervals.accuracy)}`);
  print(`macro-F1  ${withInterval(macroF1, intervals.macroF1)} over all five signals`);
  print();
  printTable(
    SIGNALS.map((signal) => {
      const { precision, recall, f1, support, said, intervals: around } = classes[signal];
      return {
        signal,
        precision: withInterval(precision, around.precision),
        recall: withInterval(recall, around.recall),
        f1: withInterval(f1, around.f1),
        items: support,
        said,
      };
    }),
  );
  section(
    'confusion (row: label, column: reading)',
    SIGNALS.map((right) => ({ label: right, ...confusion[right] })),
  );
}

function reportExits({ exits, classes: { withdrawn }, groups, authority }: Evaluation): void {
  const { precision, recall, intervals, items, leftOut } = exits;
  print();
  print('exits of any kind (threatened, withdrawn) against active and none');
  print(`precision  ${withInterval(precision, intervals.precision)}`);
  print(`recall     ${withInterval(recall, intervals.recall)}`);
  print(
    `of ${items} items; ${leftOut} labelled clarified left out, an exit read as clarified is a missed one`,
  );
  print(`withdrawn precision  ${withInterval(withdrawn.precision, withdrawn.intervals.precision)}`);
  if (groups) print(`groups wholly right  ${figure(groups.share)} (${groups.right} of ${groups.items})`);
  if (authority)
    print(
      `authority right  ${figure(authority.share)} (${authority.right} of ${authority.items} with a signal by label and by reading)`,
    );
}

function reportConfidence({ confidence: { bins, expectedError, brier } }: Evaluation): void {
  section(
    'confidence said against share right',
    bins.map(({ from, to, items, said, right }) => ({
      confidence: `${from.toFixed(1)}-${to.toFixed(1)}`,
      said: figure(said),
      right: figure(right),
      items,
    })),
  );
  print(`expected calibration error ${figure(expectedError)}, Brier score ${figure(brier)}`);
}
