import type { Clock } from '#libs/clock';

/** A clock that stands until somebody moves it; nothing runs on it by itself. */
export interface HandClock extends Clock {
  set(ms: number): void;
  advance(ms: number): void;
}

export function handClock(start: number): HandClock {
  let now = start;
  return {
    now: () => now,
    after: () => () => undefined,
    realMs: (ms) => ms,
    simulated: false,
    set: (ms) => void (now = ms),
    advance: (ms) => void (now += ms),
  };
}
