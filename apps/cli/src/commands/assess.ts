import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { assess } from '#libs/assessor';
import { effectiveInstant } from '#libs/pipeline';
import { CliError } from '../cli-error';
import { print, progress } from '../output';
import { itemLine, readLines, reportBad } from '../read-lines';

/** What one item reads as, in the order that the contract prints. */
export function readingOf(item: {
  id?: string;
  title?: string;
  summary?: string;
  content?: string;
  outlet?: string;
  publishedAt?: string;
  language?: string;
}) {
  const { id, title = '', summary = '', content = '', outlet, publishedAt, language } = item;
  const isDated = publishedAt !== undefined && !Number.isNaN(Date.parse(publishedAt));
  const effectiveAt = isDated ? effectiveInstant(publishedAt) : undefined;
  const { signal, confidence, certainty, authority, speaker, evidence, reason, assessor } = assess({
    title,
    summary,
    content,
    outlet,
    language,
    effectiveAt,
  });
  return { id, signal, confidence, certainty, authority, speaker, evidence, reason, assessor };
}

export function addAssess(program: Command): void {
  program
    .command('assess')
    .description('read items (JSONL) or one text, without a database')
    .option('--in <file>', 'items, one JSON object a line')
    .option('--out <file>', 'results, one JSON object a line; stdout when absent')
    .option('--text <text>', 'one text, read as content')
    .action(async (options: { in?: string; out?: string; text?: string }) => {
      if ((options.in === undefined) === (options.text === undefined))
        throw new CliError('give either --in FILE or --text TEXT', 2);
      if (options.text !== undefined) return print(JSON.stringify(readingOf({ content: options.text })));
      await assessFile(options.in!, options.out);
    });
}

async function assessFile(file: string, out: string | undefined): Promise<void> {
  const { good, bad } = await readLines(file, itemLine);
  const bar = progress(good.length);
  const target = out === undefined ? process.stdout : createWriteStream(out);
  for (const { value } of good) {
    target.write(`${JSON.stringify(readingOf(value))}\n`);
    bar.step();
  }
  bar.stop();
  if (out !== undefined) await finished(target.end());
  reportBad(file, bad);
}
