import fc from 'fast-check';
import { POSTURES, toInstant } from '#libs/domain';
import { layOut, LETTER_WIDTH, placeOf, rowId, type Stretch } from './band';

const NOW = Date.parse('2025-06-01T00:00:00Z');

/** Stretches of the given lengths in ms; the last one lasts. */
function stretches(lengths: number[]): Stretch[] {
  let end = NOW;
  const backwards = lengths.toReversed().map((length, i): Stretch => {
    const to = i === 0 ? null : toInstant(end);
    end -= length;
    return { posture: POSTURES[i % 4]!, from: toInstant(end), to };
  });
  return backwards.reverse();
}

it('lays out side by side, from edge to edge, each wide enough to be seen', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 40 * 86_400_000 }), { minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(lengths, (each) => {
      const segments = layOut(stretches(each), NOW);
      const least = Math.min(LETTER_WIDTH, 100 / (2 * each.length));
      expect(segments).toHaveLength(each.length);
      let x = 0;
      for (const segment of segments) {
        expect(segment.x).toBeCloseTo(x, 9);
        expect(segment.width).toBeGreaterThan(least - 1e-6);
        x = segment.x + segment.width;
      }
      expect(x).toBeCloseTo(100, 9);
    }),
  );
});

it('gives width in proportion to time where there is room', () => {
  const [a, b, c] = layOut(stretches([20, 30, 50].map((n) => n * 3_600_000)), NOW);
  expect([a!.width, b!.width, c!.width].map(Math.round)).toEqual([20, 30, 50]);
});

it('keeps an hour in a year visible', () => {
  const segments = layOut(stretches([8_000 * 3_600_000, 3_600_000, 700 * 3_600_000]), NOW);
  expect(segments[1]!.width).toBe(LETTER_WIDTH);
});

it('survives a period that begins now or, by another clock, a little later', () => {
  const segments = layOut(
    [
      { posture: 'active', from: toInstant(NOW - 1_000), to: toInstant(NOW + 5_000) },
      { posture: 'threatened', from: toInstant(NOW + 5_000), to: null },
    ],
    NOW,
  );
  expect(segments.every(({ width }) => width >= LETTER_WIDTH)).toBe(true);
  expect(layOut([], NOW)).toEqual([]);
});

it('places an instant within its segment', () => {
  const segments = layOut(stretches([50, 50].map((n) => n * 3_600_000)), NOW);
  expect(placeOf(toInstant(NOW - 25 * 3_600_000), segments, NOW)).toBeCloseTo(75, 6);
  expect(placeOf(toInstant(NOW - 1_000 * 3_600_000), segments, NOW)).toBeNull();
});

it('names a row by what the period is known by', () => {
  expect(rowId('2025-04-29T18:20:00.000Z')).toBe('p20250429182000000');
});
