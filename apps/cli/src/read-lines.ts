import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { CliError } from './cli-error';

/** An item as `assess`, `backtest`, `evaluate` and `import` read it; more fields are let through unread. */
export const itemLine = z.object({
  id: z.string().optional(),
  title: z.string().optional(),
  summary: z.string().optional(),
  content: z.string().optional(),
  outlet: z.string().optional(),
  url: z.string().optional(),
  publishedAt: z.string().optional(),
  language: z.string().optional(),
});

export interface Lines<T> {
  good: { line: number; value: T }[];
  bad: { line: number; fault: string }[];
}

/** Reads a JSONL file; lines that do not fit are named and left out. @throws CliError when there is no such file */
export async function readLines<S extends z.ZodType>(file: string, schema: S): Promise<Lines<z.output<S>>> {
  const lines: Lines<z.output<S>> = { good: [], bad: [] };
  let line = 0;
  try {
    for await (const text of createInterface({
      input: createReadStream(file, 'utf8'),
      crlfDelay: Infinity,
    })) {
      line += 1;
      if (text.trim() === '') continue;
      const read = readLine(text, schema);
      if (typeof read === 'string') lines.bad.push({ line, fault: read });
      else lines.good.push({ line, value: read.value });
    }
  } catch (error) {
    throw new CliError(`${file} cannot be read (${(error as Error).message}); name a JSONL file`);
  }
  return lines;
}

function readLine<S extends z.ZodType>(text: string, schema: S): { value: z.output<S> } | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'is no JSON';
  }
  const result = schema.safeParse(json);
  return result.success
    ? { value: result.data }
    : result.error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ');
}

/** Says which lines were skipped; exit code 1 at the end when any were. */
export function reportBad(file: string, bad: Lines<unknown>['bad']): void {
  for (const { line, fault } of bad) process.stderr.write(`${file}:${line} skipped: ${fault}\n`);
  if (bad.length > 0) process.exitCode = 1;
}
