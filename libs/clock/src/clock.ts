/**
 * The one door to time. `now` and the timers run on the product's clock, which may be simulated
 * (`MW_CLOCK`); HTTP timeouts, leases and back-off do not use it, they stay on real time.
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `fn` once, `ms` of this clock's milliseconds from now; the returned function cancels it. */
  after(ms: number, fn: () => void): () => void;
  /** Real milliseconds that `ms` of this clock last. */
  realMs(ms: number): number;
  readonly simulated: boolean;
}

/** A clock that starts at `start` (ms since 1970) and runs `speed` times as fast as real time. */
export function simulatedClock(start: number, speed: number): Clock {
  const origin = Date.now();
  const realMs = (ms: number): number => ms / speed;
  return { ...clockOver(() => start + (Date.now() - origin) * speed, realMs), simulated: true };
}

/** The machine's own clock. */
export const systemClock: Clock = {
  ...clockOver(
    () => Date.now(),
    (ms) => ms,
  ),
  simulated: false,
};

function clockOver(now: () => number, realMs: (ms: number) => number): Omit<Clock, 'simulated'> {
  const after = (ms: number, fn: () => void): (() => void) => {
    // setTimeout counts 31 bits; longer waits are cut and taken up again.
    let timer: NodeJS.Timeout;
    const due = now() + ms;
    const arm = (): void => {
      const left = realMs(due - now());
      timer = left > 0x7fffffff ? setTimeout(arm, 0x7fffffff) : setTimeout(fn, Math.max(0, left));
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  };
  return { now: () => Math.round(now()), after, realMs };
}
