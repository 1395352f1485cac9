import fc from 'fast-check';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/index';
import { JITTER, LONGEST_PAUSE_MS, PATIENCE_MS, PAUSES_MS, plannedPause, waitFor } from './index';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('plannedPause', () => {
  it.each([
    [1, 5 * SECOND],
    [2, 30 * SECOND],
    [3, 2 * MINUTE],
    [4, 10 * MINUTE],
    [5, 30 * MINUTE],
    [6, HOUR],
    [7, 2 * HOUR],
    [8, 4 * HOUR],
    [9, 6 * HOUR],
    [10, 6 * HOUR],
    [1000, 6 * HOUR],
  ])('after %i failed attempts: %i ms, +-20 %%', (attempts, planned) => {
    const failed = { attempts, failingMs: Infinity };
    expect(plannedPause(failed, 0.5)).toBe(planned);
    expect(plannedPause(failed, 0)).toBe(planned * 0.8);
    expect(plannedPause(failed, 0.999_999_999)).toBe(planned * 1.2);
  });

  it.each([
    ['within bounds', [1, 0], 60 * SECOND, 60 * SECOND],
    ['negative', [1, 0], -5, SECOND],
    ['zero', [1, 0], 0, SECOND],
    ['ten years', [1, 0], 3650 * DAY, 6 * HOUR],
    ['endless', [1, 0], Infinity, 6 * HOUR],
    ['no number', [1, 0], NaN, 4 * SECOND],
    ['short, however often', [400, PATIENCE_MS - 1], SECOND, SECOND],
    ['short, for too long', [5, PATIENCE_MS + 10 * SECOND], SECOND, 24 * MINUTE],
    ['long, always believed', [5, HOUR], 2 * HOUR, 2 * HOUR],
  ] as const)('Retry-After %s', (...[, [attempts, failingMs], retryAfterMs, expected]) => {
    expect(plannedPause({ attempts, failingMs, retryAfterMs }, 0)).toBe(expected);
  });

  it('goes on in the plan where the time of failing stands, not the number of attempts', () => {
    expect(plannedPause({ attempts: 300, failingMs: PATIENCE_MS }, 0.5)).toBe(10 * MINUTE);
    expect(plannedPause({ attempts: 300, failingMs: 0 }, 0.5)).toBe(5 * SECOND);
  });

  it('is never shortened by the time when the plan was kept, whatever the jitter', () => {
    fc.assert(
      fc.property(fc.array(random, { minLength: 1, maxLength: 20 }), (draws) => {
        let failingMs = 0;
        draws.forEach((draw, i) => {
          const step = PAUSES_MS[Math.min(i, PAUSES_MS.length - 1)]!;
          const pause = plannedPause({ attempts: i + 1, failingMs }, draw);
          expect(pause).toBe(Math.round(step * (1 - JITTER + 2 * JITTER * draw)));
          failingMs += pause;
        });
      }),
    );
  });

  it('is never shorter than a second nor longer than 7.2 h, whatever comes', () => {
    const input = fc.record({
      attempts: fc.integer({ min: -1, max: 1e6 }),
      failingMs: fc.double({ noNaN: true }),
      retryAfterMs: fc.option(fc.double(), { nil: undefined }),
    });
    fc.assert(
      fc.property(input, random, (failed, r) => {
        const pause = plannedPause(failed, r);
        return pause >= SECOND && pause <= LONGEST_PAUSE_MS;
      }),
    );
  });

  it('grows whatever the jitter, until the last step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: PAUSES_MS.length - 1 }), random, random, (attempts, r1, r2) => {
        const failingMs = Infinity;
        return (
          plannedPause({ attempts: attempts + 1, failingMs }, r1) >=
          plannedPause({ attempts, failingMs }, r2) - 1
        );
      }),
    );
  });

  it('is never earlier than asked within the bounds', () => {
    const asked = fc.integer({ min: SECOND, max: 6 * HOUR });
    fc.assert(
      fc.property(asked, fc.nat(30), fc.nat(DAY), random, (...[retryAfterMs, attempts, failingMs, r]) => {
        return plannedPause({ attempts, failingMs, retryAfterMs }, r) >= retryAfterMs;
      }),
    );
  });
});

describe('waitFor', () => {
  it.each([
    ['the past', -5, 0],
    ['now', 0, 0],
    ['a pause', 7, 7],
    ['the longest pause', LONGEST_PAUSE_MS, LONGEST_PAUSE_MS],
    ['more than any pause: the clock was set back', LONGEST_PAUSE_MS + 1, 0],
    ['three days', 3 * DAY, 0],
  ])('%s', (_, ahead, wait) => expect(waitFor(1_000 + ahead, 1_000)).toBe(wait));
});
