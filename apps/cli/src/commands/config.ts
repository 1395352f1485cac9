import type { Command } from 'commander';
import { describeSettings, settingsOfProcess, settingsPage } from '#libs/config';
import { printJson, printTable } from '../output';

export function addConfig(program: Command): void {
  program
    .command('config')
    .description('every setting, its value and its meaning')
    .option('--json')
    .option('--markdown', 'docs/CONFIG.md')
    .action((options: { json?: boolean; markdown?: boolean }) => {
      const rows = describeSettings(settingsOfProcess());
      if (options.markdown) process.stdout.write(settingsPage());
      else if (options.json) printJson(rows);
      else printTable(rows);
    });
}
