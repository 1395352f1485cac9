import fc from 'fast-check';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/index';
import { PAUSES_MS, plannedPause } from './index';

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
    expect(plannedPause({ attempts }, 0.5)).toBe(planned);
    expect(plannedPause({ attempts }, 0)).toBe(planned * 0.8);
    expect(plannedPause({ attempts }, 0.999_999_999)).toBe(planned * 1.2);
  });

  it.each([
    ['within bounds', 1, 60 * SECOND, 60 * SECOND],
    ['negative', 1, -5, SECOND],
    ['zero', 1, 0, SECOND],
    ['ten years', 1, 3650 * DAY, 6 * HOUR],
    ['endless', 1, Infinity, 6 * HOUR],
    ['no number', 1, NaN, 4 * SECOND],
    ['short, still believed', 4, SECOND, SECOND],
    ['short, no longer believed', 5, SECOND, 24 * MINUTE],
    ['long, always believed', 5, HOUR, HOUR],
  ])('Retry-After %s', (...[, attempts, retryAfterMs, expected]) => {
    expect(plannedPause({ attempts, retryAfterMs }, 0)).toBe(expected);
  });

  it('is never shorter than a second nor longer than 7.2 h, whatever comes', () => {
    const input = fc.record({
      attempts: fc.integer({ min: -1, max: 1e6 }),
      retryAfterMs: fc.option(fc.double(), { nil: undefined }),
    });
    fc.assert(
      fc.property(input, random, (failed, r) => {
        const pause = plannedPause(failed, r);
        return pause >= SECOND && pause <= 7.2 * HOUR;
      }),
    );
  });

  it('grows whatever the jitter, until the last step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: PAUSES_MS.length - 1 }), random, random, (attempts, r1, r2) => {
        return plannedPause({ attempts: attempts + 1 }, r1) >= plannedPause({ attempts }, r2) - 1;
      }),
    );
  });

  it('is never earlier than asked within the bounds', () => {
    const asked = fc.integer({ min: SECOND, max: 6 * HOUR });
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 30 }), random, (retryAfterMs, attempts, r) => {
        return plannedPause({ attempts, retryAfterMs }, r) >= retryAfterMs;
      }),
    );
  });
});
