import { SingleBar } from 'cli-progress';

/** Text from feeds can hold terminal control sequences; what is printed for people holds none. */
export const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ');

export const print = (line = ''): void => void process.stdout.write(`${line}\n`);

/** Data for programs. */
export const printJson = (value: unknown): void => print(JSON.stringify(value));

/** Rows for people, in columns. */
export function printTable(rows: Record<string, string | number | boolean | null>[]): void {
  if (rows.length === 0) return print('(none)');
  const names = Object.keys(rows[0]!);
  const cells = [names, ...rows.map((row) => names.map((name) => printable(String(row[name] ?? '-'))))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  for (const line of cells)
    print(
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
}

/** A list, as JSON or as a table. */
export function printList<T>(
  list: T[],
  { json }: { json?: boolean },
  row: (each: T) => Record<string, string | number | boolean | null>,
): void {
  if (json) printJson(list);
  else printTable(list.map(row));
}

/** A progress bar on a terminal's stderr; elsewhere nothing. */
export function progress(total: number): { step(by?: number): void; stop(): void } {
  if (!process.stderr.isTTY) return { step: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {value}/{total} {eta_formatted}',
    clearOnComplete: true,
  });
  bar.start(total, 0);
  return { step: (by = 1) => bar.increment(by), stop: () => bar.stop() };
}
