import { format, quantile } from '../harness';
import type { Load } from './order';
import type { LoadReport, Stage } from './run';

const PERCENTILES = { p50: 0.5, p95: 0.95, p99: 0.99, last: 1 };

/** What a report says in figures: of the single messages the percentiles stay. */
export const summaryOf = ({ load, stages, latencies, diskMb }: LoadReport) => ({
  load,
  stages,
  diskMb,
  latencies: latencies.map(({ name, sinceServed }) => ({
    name,
    messages: sinceServed.length,
    ms: Object.fromEntries(
      Object.entries(PERCENTILES).map(([percentile, share]) => [percentile, quantile(sinceServed, share)]),
    ),
  })),
});

/** A report in words: what was asked for, a line for each stage, and how long messages took. */
export function describe(report: LoadReport): string {
  const { load, stages, latencies, diskMb } = summaryOf(report);
  const lines = [
    nameOf(load),
    ...table([
      ['stage', 'count', 'rate', 'CPU ms for each, by part', 'MB at its end, by part'],
      ...stages.map((stage) => [
        stage.name,
        `${stage.count} ${stage.unit}`,
        `${format(stage.count / stage.seconds)}/s`,
        partsOf(stage.cpuMs, (ms) => (ms / stage.count).toFixed(2)),
        partsOf(stage.memoryMb, (mb) => mb.toFixed(0)),
      ]),
    ]),
    ...latencies.map(
      ({ name, messages, ms }) =>
        `${name} system, from the feed's answer to the receipt, ${messages} messages: ${Object.entries(ms)
          .map(([percentile, value]) => `${percentile} ${format(value)} ms`)
          .join(', ')}`,
    ),
    `on disk at the end, MB: ${partsOf(diskMb, (mb) => mb.toFixed(1))}`,
  ];
  return lines.join('\n');
}

const nameOf = ({ mode, feeds, items, endpoints, workers }: Load): string =>
  `${mode}: ${feeds} feeds, ${items} pushed items, ${endpoints} endpoints${mode === 'services' ? `, ${workers} workers` : ''}`;

const partsOf = (figures: Stage['cpuMs'], say: (figure: number) => string): string =>
  Object.entries(figures)
    .map(([part, figure]) => `${part} ${say(figure)}`)
    .join(', ');

function table(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
