import { cpus, totalmem } from 'node:os';

/** One figure beside what it is compared with in the same run. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** A peer, or the physical limit, measured in the same run. */
  comparedWith: string | null;
  /** value / peer's value, median over rounds. */
  ratio: number | null;
  /** In words, e.g. "<= 2000 ms"; null: no aim yet. */
  aim: string | null;
  met: boolean | null;
  /** Smallest and largest round. */
  spread: [number, number];
  /** What explains the figure, in words. */
  note?: string;
}

/** How a bench runs. */
export interface BenchOptions {
  /** The short form of CI: fewer rounds and endpoints, to see that it ends and measures something possible. */
  smoke: boolean;
  /** The one of its parts that is to be measured; absent: all. */
  only?: string;
}

/** One bench; `limitMs` is how long the long form may take on a slow machine. */
export interface Bench {
  limitMs: number;
  /** What can be measured by itself; absent: it is one thing. */
  parts?: readonly string[];
  run(options: BenchOptions): Promise<Row[]>;
}

export interface BenchResult {
  bench: string;
  machine: string;
  rows: Row[];
}

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** The value that so much of all values do not exceed (nearest rank). @param share 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export interface Comparison {
  name: string;
  unit: string;
  /** Measured values, one a round. */
  values: number[];
  peer?: { name: string; values: number[] };
  aim?: { text: string; met: (value: number, ratio: number | null) => boolean };
  note?: string;
}

/** Ratios are taken round by round, so that a noisy neighbour falls on both sides. */
export function row({ name, unit, values, peer, aim, note }: Comparison): Row {
  const value = median(values);
  const ratio = peer ? median(values.map((each, i) => each / peer.values[i]!)) : null;
  return {
    name,
    value,
    unit,
    comparedWith: peer ? `${peer.name} (${format(median(peer.values))} ${unit})` : null,
    ratio,
    aim: aim?.text ?? null,
    met: aim ? aim.met(value, ratio) : null,
    spread: [Math.min(...values), Math.max(...values)],
    ...(note === undefined ? {} : { note }),
  };
}

export const machine = (): string =>
  `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;

export const format = (value: number): string =>
  value >= 100 ? Math.round(value).toString() : value.toPrecision(3);

/** The table for people. */
export function print({ bench, machine: place, rows }: BenchResult): void {
  console.log(`${bench} on ${place}\n`);
  const lines = [
    ['figure', 'median', 'spread', 'compared with, same run', 'ratio', 'aim', 'met'],
    ...rows.map(({ name, value, unit, spread, comparedWith, ratio, aim, met }) => [
      name,
      `${format(value)} ${unit}`,
      `${format(spread[0])}-${format(spread[1])}`,
      comparedWith ?? '-',
      ratio === null ? '-' : ratio.toFixed(2),
      aim ?? '-',
      met === null ? '-' : met ? 'yes' : 'no',
    ]),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  for (const line of lines)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
  for (const { name, note } of rows) if (note) console.log(`\n${name}\n  ${note}`);
}

/**
 * What cannot be so, in words; empty when all is well. A bench that measured nothing, or something that no clock
 * can give, has no result.
 */
export function faultsOf(rows: readonly Row[]): string[] {
  const isPossible = (value: number): boolean => Number.isFinite(value) && value > 0;
  const faults = rows.flatMap(({ name, value, ratio, spread: [least, most] }) => [
    ...(isPossible(value) && isPossible(least) && least <= value && value <= most
      ? []
      : [`${name}: ${value} (${least} to ${most}) is no measurement`]),
    ...(ratio === null || isPossible(ratio) ? [] : [`${name}: ${ratio} is no ratio`]),
  ]);
  return rows.length === 0 ? ['nothing was measured'] : faults;
}

/**
 * Waits for something that must come.
 * @throws Error when it does not come in time: a bench says what it waited for, and ends
 */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${ms / 1_000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
