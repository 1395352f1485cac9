import type { Command } from 'commander';
import { assessorInfo, evaluate, hexDigits, isInSplit, type Judged } from '#libs/assessor';
import { CliError } from '../cli-error';
import { acceptedLabels, readGold, type Gold } from '../evaluation/gold';
import { reportEvaluation, type Miss } from '../evaluation/report';
import { printJson, progress } from '../output';
import { reportBad } from '../read-lines';
import { readingOf } from './assess';

interface Options {
  gold: string;
  split?: string;
  json?: boolean;
  misses: boolean;
}

export function addEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('score the assessor on your own labelled items, without a database')
    .requiredOption(
      '--gold <file>',
      'items with `label` or `labels` (every accepted one), one JSON object a line',
    )
    .option(
      '--split <digits>',
      'only items whose SHA-256 of the id (of the group, if any) begins with one of these hex digits, such as 0-5',
    )
    .option('--json', 'figures as one JSON object')
    .option('--no-misses', 'sums only: for a set that must stay unread')
    .action(evaluateFile);
}

function digitsOf(split: string): ReadonlySet<string> {
  try {
    return hexDigits(split);
  } catch (error) {
    throw new CliError(`--split ${(error as Error).message}`, 2);
  }
}

async function evaluateFile({ gold: file, split, json, misses: isListed }: Options): Promise<void> {
  const digits = split === undefined ? undefined : digitsOf(split);
  const { gold, bad } = await readGold(file);
  const scored = digits ? gold.filter((item) => isInSplit(item, digits)) : gold;
  const bar = progress(scored.length);
  const judged: Judged[] = [];
  const misses: Miss[] = [];
  for (const item of scored) {
    const reading = readingOf(item);
    const { signal, confidence, reason } = reading;
    const each = judgedOf(item, reading);
    judged.push(each);
    if (!each.labels.includes(signal))
      misses.push({ id: item.id, right: each.labels, said: signal, confidence, reason });
    bar.step();
  }
  bar.stop();
  reportBad(file, bad);
  if (judged.length === 0) throw new CliError(`${file} holds no labelled item${split ? ` in ${split}` : ''}`);
  const evaluation = evaluate(judged);
  const listed = isListed ? misses : undefined;
  if (json) printJson({ ...evaluation, ...(listed && { misses: listed }), split, assessor: assessorInfo });
  else reportEvaluation(evaluation, listed);
}

function judgedOf(item: Gold, { signal, confidence, authority }: ReturnType<typeof readingOf>): Judged {
  const { id, group, phenomenon, language, difficulty } = item;
  const labels = acceptedLabels(item);
  const authorityLabel = item.authority;
  return {
    id,
    labels,
    signal,
    confidence,
    authority,
    group,
    phenomenon,
    language,
    difficulty,
    authorityLabel,
  };
}
