import * as fc from 'fast-check';
import { MINUTE, effectiveTime, toInstant, toMs } from '../index';

const seen = toMs('2025-05-01T18:30:00.000Z');
const at = (claimedAt: string | null, claimedPrecision: 'instant' | 'day' = 'instant', ms = seen) => {
  const { effectiveAt, precision } = effectiveTime({ claimedAt, claimedPrecision }, ms);
  return [effectiveAt, precision];
};

describe('effectiveTime', () => {
  const firstSeen = [toInstant(seen), 'first-seen'];

  it('is the claim', () =>
    expect(at('2025-05-01T12:00:00.000Z')).toEqual(['2025-05-01T12:00:00.000Z', 'instant']));
  it('is first seen when nothing is claimed', () => expect(at(null)).toEqual(firstSeen));
  it('is first seen when the claim is no date', () => expect(at('soon')).toEqual(firstSeen));
  it('lets a clock be 5 minutes ahead, no more', () => {
    expect(at(toInstant(seen + 5 * MINUTE))[1]).toBe('instant');
    expect(at(toInstant(seen + 5 * MINUTE + 1))).toEqual(firstSeen);
  });
  it('does not believe in news from before 1990', () => {
    expect(at('1970-01-01T00:00:00.000Z')).toEqual(firstSeen);
    expect(at('1989-12-31T23:59:59.999Z')).toEqual(firstSeen);
    expect(at('1990-01-01T00:00:00.000Z')[1]).toBe('instant');
  });
  it('puts a day at noon', () =>
    expect(at('2025-04-29T00:00:00.000Z', 'day')).toEqual(['2025-04-29T12:00:00.000Z', 'day']));
  it('puts today at first seen in the morning', () => {
    const morning = toMs('2025-05-01T08:00:00.000Z');
    expect(at('2025-05-01T00:00:00.000Z', 'day', morning)).toEqual([toInstant(morning), 'day']);
  });
  it('does not believe in tomorrow', () => expect(at('2025-05-02T00:00:00.000Z', 'day')).toEqual(firstSeen));

  it('is never more than 5 minutes after first seen, and never before 1990', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
          fc.constant(null),
          fc.string(),
        ),
        fc.constantFrom('instant' as const, 'day' as const),
        (claimedAt, claimedPrecision) => {
          const { effectiveAt, precision } = effectiveTime({ claimedAt, claimedPrecision }, seen);
          expect(toMs(effectiveAt)).toBeLessThanOrEqual(seen + 5 * MINUTE);
          expect(toMs(effectiveAt)).toBeGreaterThanOrEqual(Date.UTC(1990, 0, 1));
          if (precision !== 'instant') expect(toMs(effectiveAt)).toBeLessThanOrEqual(seen);
        },
      ),
    ));
});
