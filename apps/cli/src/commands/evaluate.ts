import type { Command } from 'commander';
import { z } from 'zod';
import { evaluate, type Evaluation, type Judged } from '#libs/assessor';
import { SIGNALS } from '#libs/domain';
import { print, printJson, printTable } from '../output';
import { itemLine, readLines, reportBad } from '../read-lines';
import { readingOf } from './assess';

const goldLine = itemLine.extend({
  id: z.string(),
  label: z.enum(SIGNALS).optional(),
  labels: z.array(z.enum(SIGNALS)).min(1).optional(),
  phenomenon: z.string().optional(),
});

type Gold = z.output<typeof goldLine>;

export function addEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('score the assessor on your own labelled items, without a database')
    .requiredOption(
      '--gold <file>',
      'items with `label` or `labels` (every accepted one), one JSON object a line',
    )
    .option('--json', 'figures as one JSON object')
    .option('--misses', 'list every item that was read otherwise')
    .action(async (options: { gold: string; json?: boolean; misses?: boolean }) => {
      const { good, bad } = await readLines(options.gold, goldLine);
      const judged = good.flatMap(({ line, value }) => {
        const labels = value.labels ?? (value.label ? [value.label] : []);
        if (labels.length === 0) bad.push({ line, fault: 'has neither label nor labels' });
        return labels.length === 0 ? [] : [{ value, labels, signal: readingOf(value).signal, id: value.id }];
      });
      const result = evaluate(judged);
      if (options.json) printJson(result);
      else report(result);
      const missed = judged.filter(({ labels, signal }) => !labels.includes(signal));
      if (!options.json) reportPhenomena(judged);
      if (options.misses)
        printTable(
          missed.map(({ id, labels, signal, value }) => ({
            id,
            want: labels.join('|'),
            got: signal,
            title: value.title ?? '',
          })),
        );
      reportBad(options.gold, bad);
    });
}

function report({ items, accuracy, macroF1, interval, classes, confusion }: Evaluation): void {
  const share = (value: number): string => value.toFixed(3);
  print(
    `items ${items}  accuracy ${share(accuracy)}  macro-F1 ${share(macroF1)} (95 % interval ${share(interval.low)}-${share(interval.high)})`,
  );
  print();
  printTable(
    SIGNALS.map((signal) => {
      const { precision, recall, f1, support } = classes[signal];
      return { signal, precision: share(precision), recall: share(recall), f1: share(f1), items: support };
    }),
  );
  print();
  print('confusion (row: label, column: reading)');
  printTable(SIGNALS.map((right) => ({ label: right, ...confusion[right] })));
}

function reportPhenomena(judged: (Judged & { value: Gold })[]): void {
  const groups = new Map<string, typeof judged>();
  for (const each of judged)
    if (each.value.phenomenon)
      groups.set(each.value.phenomenon, [...(groups.get(each.value.phenomenon) ?? []), each]);
  const rows = [...groups].map(([phenomenon, list]) => ({
    phenomenon,
    items: list.length,
    right: list.filter(({ labels, signal }) => labels.includes(signal)).length,
  }));
  if (rows.length === 0) return;
  print();
  printTable(rows.sort((a, b) => a.right / a.items - b.right / b.items));
}
