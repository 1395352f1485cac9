import type { Command } from 'commander';
import { eraseItemText, excludeItem, reinstateItem } from '#libs/operations';
import { pushItems } from '#libs/pipeline';
import { print, progress } from '../output';
import { itemLine, readLines, reportBad } from '../read-lines';
import { withRuntime } from '../with-runtime';

const BY = 'command line';
const BATCH = 200;

export function addItems(program: Command): void {
  const items = program
    .command('items')
    .description('take items out of the fold, put them back, erase texts');
  const because = (command: Command): Command =>
    command.option('--reason <text>', 'stands in the log', 'not given');
  because(items.command('exclude <id>')).action((id: string, { reason }: { reason: string }) =>
    withRuntime((runtime) => excludeItem(runtime, id, { by: BY, reason })),
  );
  because(items.command('reinstate <id>')).action((id: string, { reason }: { reason: string }) =>
    withRuntime((runtime) => reinstateItem(runtime, id, { by: BY, reason })),
  );
  because(items.command('erase <id>'))
    .description("erase the item's bulk text, on legal demand")
    .action((id: string, { reason }: { reason: string }) =>
      withRuntime(async (runtime) => {
        const { revisions } = await eraseItemText(runtime, id, { by: BY, reason });
        print(`erased the text of ${revisions.length} revisions`);
      }),
    );
}

export function addImport(program: Command): void {
  program
    .command('import <file>')
    .description('items (JSONL) as history: they never alert')
    .action((file: string) =>
      withRuntime(async (runtime) => {
        const { good, bad } = await readLines(file, itemLine);
        const bar = progress(good.length);
        const total = { accepted: 0, duplicates: 0 };
        for (let from = 0; from < good.length; from += BATCH) {
          const batch = good.slice(from, from + BATCH);
          const report = await pushItems(
            runtime,
            batch.map(({ value }) => value),
            { outlet: 'import', arrival: 'import' },
          );
          total.accepted += report.accepted;
          total.duplicates += report.duplicates;
          for (const { index, code } of report.rejected) bad.push({ line: batch[index]!.line, fault: code });
          bar.step(batch.length);
        }
        bar.stop();
        print(
          `${total.accepted} items imported, ${total.duplicates} known before; a running worker assesses them`,
        );
        reportBad(
          file,
          bad.sort((a, b) => a.line - b.line),
        );
      }),
    );
}
