import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { checkPolicy, DEFAULT_POLICY, PolicyError, type Policy } from '#libs/domain';
import { backtest, type DatedItem } from '#libs/pipeline';
import { CliError } from '../cli-error';
import { print } from '../output';
import { itemLine, readLines, reportBad } from '../read-lines';

export function addBacktest(program: Command): void {
  program
    .command('backtest')
    .description('assess and fold dated items into posture periods, without a database')
    .requiredOption('--in <file>', 'items, one JSON object a line, with publishedAt')
    .option('--out <file>', 'periods as a JSON array; stdout when absent')
    .option('--policy <file>', 'policy as JSON; what it leaves out keeps its default')
    .action(async (options: { in: string; out?: string; policy?: string }) => {
      const policy = readPolicy(options.policy);
      const { good, bad } = await readLines(options.in, itemLine);
      const dated: DatedItem[] = [];
      for (const { line, value } of good) {
        if (value.publishedAt === undefined || Number.isNaN(Date.parse(value.publishedAt)))
          bad.push({ line, fault: 'publishedAt is no ISO date' });
        else dated.push({ ...value, id: value.id ?? `line-${line}`, publishedAt: value.publishedAt });
      }
      const periods = JSON.stringify(backtest(dated, policy), null, 1);
      if (options.out === undefined) print(periods);
      else writeFileSync(options.out, `${periods}\n`);
      reportBad(
        options.in,
        bad.sort((a, b) => a.line - b.line),
      );
    });
}

function readPolicy(file: string | undefined): Policy {
  if (file === undefined) return DEFAULT_POLICY;
  try {
    return checkPolicy(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof PolicyError) throw new CliError(`${file}: ${error.message}`);
    throw new CliError(`${file} cannot be read as JSON (${(error as Error).message})`);
  }
}
