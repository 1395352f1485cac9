import fc from 'fast-check';
import { originIds } from './origins';
import { DEFAULT_POLICY } from './policy';
import type { FoldItem } from './posture';
import { item, said } from './testing/items';

const origins = (...items: FoldItem[]): number =>
  new Set(originIds(items, DEFAULT_POLICY.origins).values()).size;
const shingles = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

describe('copied text', () => {
  it('is one origin from 80 % containment, either way', () => {
    expect(
      origins(item({ at: 0, shingles: shingles(0, 10) }), item({ at: 1, shingles: shingles(2, 40) })),
    ).toBe(1);
    expect(
      origins(item({ at: 0, shingles: shingles(2, 40) }), item({ at: 1, shingles: shingles(0, 10) })),
    ).toBe(1);
    expect(
      origins(item({ at: 0, shingles: shingles(0, 10) }), item({ at: 1, shingles: shingles(3, 40) })),
    ).toBe(2);
  });

  it('is sought within 72 hours, and chains', () => {
    const copy = (at: number) => item({ at, shingles: shingles(0, 10) });
    expect(origins(copy(0), copy(72))).toBe(1);
    expect(origins(copy(0), copy(73))).toBe(2);
    expect(origins(copy(0), copy(144), copy(72))).toBe(1);
  });

  it('joins two originals that a third one contains', () => {
    const [a, b] = [item({ at: 0, shingles: shingles(0, 10) }), item({ at: 1, shingles: shingles(20, 30) })];
    expect(origins(a, b)).toBe(2);
    expect(origins(a, b, item({ at: 2, shingles: shingles(0, 30) }))).toBe(1);
  });

  it('without words is nobody’s copy', () => {
    expect(origins(item({ at: 0, shingles: [] }), item({ at: 0, shingles: [] }))).toBe(2);
  });
});

describe('copied text, whatever the texts', () => {
  it('is found as by comparing all pairs', () => {
    const texts = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 150 }),
        shingles: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }),
      }),
      { maxLength: 30, size: 'max' },
    );
    fc.assert(
      fc.property(texts, (list) => {
        const items = list.map(({ at, shingles: words }) =>
          item({ at, shingles: words.sort((a, b) => a - b) }),
        );
        const hoursApart = (a: FoldItem, b: FoldItem): number =>
          Math.abs(Date.parse(a.effectiveAt) - Date.parse(b.effectiveAt)) / 3_600_000;
        const alike = (a: FoldItem, b: FoldItem): boolean => {
          const [short, long] = a.shingles.length < b.shingles.length ? [a, b] : [b, a];
          const common = short.shingles.filter((s) => long.shingles.includes(s)).length;
          return common > 0 && common >= 0.8 * short.shingles.length && hoursApart(a, b) <= 72;
        };
        const origin = items.map((_, i) => i);
        items.forEach((a, i) =>
          items.slice(0, i).forEach((b, j) => {
            if (!alike(a, b)) return;
            const [from, to] = [origin[i]!, origin[j]!];
            origin.forEach((o, k) => (origin[k] = o === from ? to : o));
          }),
        );
        expect(origins(...items)).toBe(new Set(origin).size);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an attributed claim', () => {
  const axios = (at: number, more: Partial<FoldItem> = {}) => item({ at, attributedTo: 'axios', ...more });

  it('belongs to the outlet it is attributed to, before and after', () => {
    expect(origins(item({ at: 0, outlet: 'Axios' }), axios(5), axios(9))).toBe(1);
    expect(origins(axios(0), item({ at: 5, outlet: 'Axios' }))).toBe(1);
    expect(origins(item({ at: 0, outlet: 'The Guardian' }), axios(1, { attributedTo: 'guardian' }))).toBe(1);
  });

  it('does not join what carries another signal or lies 72 hours apart', () => {
    expect(origins(item({ at: 0, outlet: 'Axios', signal: 'active' }), axios(5))).toBe(2);
    expect(origins(axios(0), axios(73))).toBe(2);
  });

  it('does not join two reports of one outlet that nobody passes on', () => {
    expect(origins(item({ at: 0, outlet: 'Axios' }), item({ at: 1, outlet: 'Axios' }))).toBe(2);
  });
});

describe('a remark', () => {
  const told = (at: number, ...statements: FoldItem['statements']) => item({ at, statements });

  it('is the same by speaker and quotation, however long ago', () => {
    const quote = 'we will not be the mediators';
    expect(origins(told(0, said('Bruce', quote)), told(400, said('bruce', `${quote}!`)))).toBe(1);
    expect(origins(told(0, said('Bruce', quote)), told(1, said('Rubio', quote)))).toBe(2);
  });

  it('is the same when one quotation of five words or more lies within the other', () => {
    const long = 'the methodology changes in that we will not be the mediators any more';
    const whole = said('Bruce', long);
    expect(origins(told(0, whole), told(1, said('Bruce', 'we will not be the mediators')))).toBe(1);
    expect(origins(told(0, said('Bruce', 'we will not be the mediators')), told(1, whole))).toBe(1);
    expect(origins(told(0, whole), told(1, said('Bruce', 'not be the mediators')))).toBe(2);
    expect(origins(told(0, whole), told(1, said('Bruce', 'ill not be the mediators any')))).toBe(2);
  });

  it('unquoted is the same by speaker, day and predicate', () => {
    const remark = said('Bruce', undefined, '2025-05-01');
    expect(origins(told(10, remark), told(300, remark))).toBe(1);
    expect(origins(told(10, remark), told(12, said('Bruce', undefined, '2025-05-02')))).toBe(2);
    expect(origins(told(10, remark), told(12, { ...remark, predicate: 'walk away' }))).toBe(2);
    expect(origins(told(10, said('Peskov')), told(12, said('Peskov')))).toBe(1);
  });

  it('of somebody else, told as background, joins nothing', () => {
    const background = said('Bruce', 'we will not be the mediators');
    const rubio = item({
      at: 1,
      speaker: 'Rubio',
      statements: [background, said('Rubio', 'we stay with it')],
    });
    expect(origins(item({ at: 0, speaker: 'Bruce', statements: [background] }), rubio)).toBe(2);
  });
});

describe('many items', () => {
  const many = (n: number, words: (i: number, k: number) => number): FoldItem[] =>
    Array.from({ length: n }, (_, i) =>
      item({
        at: (i * 72) / n,
        statements: [said('Bruce', `quote number ${i} of the very long day`)],
        shingles: [...new Set(Array.from({ length: 40 }, (__, k) => words(i, k)))].sort((a, b) => a - b),
      }),
    );

  // Comparing each with each would run into the suite's time limit.
  it.each<[string, number, (i: number, k: number) => number]>([
    ['different texts with some words in common', 5_000, (i, k) => (k < 8 ? k : i * 100 + k)],
    ['copies', 1, (_, k) => k],
    ['near-copies', 1, (i, k) => (k < 37 ? k : i * 100 + k)],
  ])('5,000 are joined in near-linear time: %s', (_, expected, words) => {
    expect(origins(...many(5_000, words))).toBe(expected);
  });
});
