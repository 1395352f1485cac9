import { SPEED } from './plan';

/** The round's own idea of the time: what the processes of the product are given as MW_CLOCK. */
export interface LabClock {
  /** Milliseconds since 1970 at which the story begins. */
  readonly begin: number;
  /** Simulated milliseconds since the story began; -1 before. */
  now(): number;
  /** Begins the story now. */
  start(): void;
  /** The processes' clocks may be so far behind what they were set to; real milliseconds. */
  allowFor(ms: number): void;
  /** From here on it is so much later, in simulated milliseconds. */
  leap(ms: number): void;
  /**
   * `MW_CLOCK` of a process that is started now.
   * @param offset by how much its clock goes wrong, in simulated milliseconds
   */
  setting(offset?: number): string;
}

const BEGIN = Date.UTC(2025, 5, 2, 12);

export function startLabClock(): LabClock {
  // The preparations take simulated hours, too: they lie before the beginning.
  let origin = Date.now();
  let begin = BEGIN;
  let hasBegun = false;
  let leapt = 0;
  const instant = (): number => BEGIN + (Date.now() - origin) * SPEED + leapt;
  return {
    get begin() {
      return begin;
    },
    now: () => (hasBegun ? instant() - begin : -1),
    start() {
      hasBegun = true;
      // Whole seconds, so that the dates in feeds are exact.
      begin = Math.ceil(instant() / 1_000) * 1_000;
    },
    allowFor: (ms) => void (origin += ms),
    leap: (ms) => void (leapt += ms),
    setting: (offset = 0) => `${new Date(instant() + offset).toISOString()}*${SPEED}`,
  };
}
