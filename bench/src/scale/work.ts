import type { BenchOptions } from '../harness';
import type { System } from './system';

/** A kind of work that workers share. */
export interface Work {
  name: string;
  /** Rounds with a figure, and before them those in which the processes become as fast as they are for good. */
  rounds(options: BenchOptions): { counted: number; warmUp: number };
  /** Makes one system ready. @returns what does the same amount of work again and again */
  prepare(system: System, options: BenchOptions): Promise<Prepared>;
}

export interface Prepared {
  /** Makes what a round needs. @returns what is timed: it resolves when the work is done */
  round(n: number): () => Promise<void>;
  close(): void;
}
