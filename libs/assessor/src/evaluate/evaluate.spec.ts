import fc from 'fast-check';
import { AUTHORITIES, SIGNALS, type Signal } from '#libs/domain';
import { evaluate, type Judged } from './index';

let lines = 0;
const judged = (labels: Signal[], signal: Signal, more: Partial<Judged> = {}): Judged => ({
  id: `item-${(lines += 1)}`,
  labels,
  signal,
  confidence: 0.5,
  authority: 'other',
  ...more,
});

describe('evaluate', () => {
  const gold = [
    judged(['withdrawn'], 'withdrawn'),
    judged(['withdrawn'], 'threatened'),
    judged(['none', 'active'], 'active'),
    judged(['none', 'active'], 'threatened'),
  ];
  const evaluation = evaluate(gold);

  it('counts an item with two labels under the one that was said, else under its first', () => {
    expect(evaluation.confusion.active.active).toBe(1);
    expect(evaluation.confusion.none.threatened).toBe(1);
  });

  it('gives precision, recall and F1 per class', () => {
    expect(evaluation.classes.withdrawn).toMatchObject({ precision: 1, recall: 0.5, f1: 2 / 3 });
    expect(evaluation.classes.withdrawn).toMatchObject({ support: 2, said: 1 });
    expect(evaluation.classes.threatened).toMatchObject({ precision: 0, recall: null, f1: 0 });
    expect(evaluation.accuracy).toBe(0.5);
    expect(evaluation.macroF1).toBeCloseTo((2 / 3 + 1) / 5, 12);
  });

  it('says nothing of a class that is neither labelled nor said', () =>
    expect(evaluation.classes.clarified).toEqual({
      precision: null,
      recall: null,
      f1: null,
      support: 0,
      said: 0,
      intervals: { precision: null, recall: null, f1: null },
    }));

  it('survives an empty set', () =>
    expect(evaluate([])).toMatchObject({
      items: 0,
      accuracy: 0,
      intervals: { accuracy: null },
      groups: null,
    }));
});

describe('intervals', () => {
  it('are drawn the same every time, around the figure', () => {
    const gold = [...'aaaaaaaaww'].map((said) =>
      judged(['active'], said === 'a' ? 'active' : 'withdrawn', { confidence: 0.9 }),
    );
    const { accuracy, intervals } = evaluate(gold);
    expect(evaluate(gold).intervals).toEqual(intervals);
    // Ten draws with a chance of 0.8: the middle 95 % of the binomial are 5 to 10 of them.
    expect({ accuracy, around: intervals.accuracy }).toEqual({
      accuracy: 0.8,
      around: { low: 0.5, high: 1 },
    });
  });

  it('are wider when the items are of few groups', () => {
    const set = (group: (i: number) => string | undefined) =>
      Array.from({ length: 40 }, (_, i) =>
        judged(['active'], i < 20 ? 'active' : 'none', { group: group(i) }),
      );
    const width = (gold: Judged[]): number => {
      const { low, high } = evaluate(gold).intervals.accuracy!;
      return high - low;
    };
    expect(width(set((i) => `story-${Math.floor(i / 10)}`))).toBeGreaterThan(2 * width(set(() => undefined)));
  });
});

describe('exits', () => {
  it('are threatened and withdrawn, whichever of them was said', () => {
    const { exits } = evaluate([
      judged(['threatened'], 'withdrawn'),
      judged(['withdrawn'], 'withdrawn'),
      judged(['withdrawn'], 'active'),
      judged(['none'], 'threatened'),
      judged(['active'], 'none'),
    ]);
    expect(exits).toMatchObject({ precision: 2 / 3, recall: 2 / 3, items: 5, leftOut: 0 });
  });

  it('leave out what is labelled clarified, and miss what is read so', () => {
    const { exits } = evaluate([
      judged(['clarified'], 'withdrawn'),
      judged(['clarified', 'active'], 'clarified'),
      judged(['withdrawn'], 'clarified'),
      judged(['withdrawn'], 'withdrawn'),
    ]);
    expect(exits).toMatchObject({ precision: 1, recall: 0.5, items: 2, leftOut: 2 });
  });

  it('take every accepted label', () => {
    expect(evaluate([judged(['active', 'threatened'], 'withdrawn')]).exits.precision).toBe(1);
    expect(evaluate([judged(['threatened', 'none'], 'active')]).exits.recall).toBeNull();
  });
});

describe('parts of the set', () => {
  it('are counted by phenomenon, language and difficulty, the worst first', () => {
    const { phenomena, languages, difficulties } = evaluate([
      judged(['none'], 'none', { phenomenon: 'negation', language: 'en' }),
      judged(['none'], 'active', { phenomenon: 'irony', language: 'en' }),
      judged(['none'], 'none', { language: 'constructor' }),
    ]);
    expect(phenomena).toEqual([
      { name: 'irony', items: 1, right: 0, share: 0 },
      { name: 'negation', items: 1, right: 1, share: 1 },
    ]);
    expect(languages.map(({ name, share }) => [name, share])).toEqual([
      ['en', 0.5],
      ['constructor', 1],
    ]);
    expect(difficulties).toEqual([]);
  });

  it('count a group when all of it is right', () => {
    const { groups } = evaluate([
      judged(['none'], 'none', { group: 'a' }),
      judged(['active'], 'active', { group: 'a' }),
      judged(['none'], 'none', { group: 'b' }),
      judged(['active'], 'none', { group: 'b' }),
      judged(['active'], 'none'),
    ]);
    expect(groups).toEqual({ items: 2, right: 1, share: 0.5 });
  });

  it('count the rank of the speaker where label and reading hold a signal', () => {
    const spoken = { authority: 'principal', authorityLabel: 'principal' } as const;
    const { authority } = evaluate([
      judged(['active'], 'active', spoken),
      judged(['active'], 'threatened', { ...spoken, authorityLabel: 'foreign' }),
      judged(['active'], 'none', spoken),
      judged(['none'], 'active', spoken),
      judged(['active'], 'active', { authority: 'principal' }),
    ]);
    expect(authority).toEqual({ items: 2, right: 1, share: 0.5 });
  });
});

describe('confidence', () => {
  const { confidence } = evaluate([
    judged(['none'], 'none', { confidence: 1 }),
    judged(['none'], 'active', { confidence: 0.8 }),
    judged(['none'], 'none', { confidence: 0.2 }),
    judged(['none'], 'active', { confidence: 0 }),
  ]);

  it('is set against the share that is right, in five bins', () => {
    expect(confidence.bins.map(({ items, said, right }) => [items, said, right])).toEqual([
      [1, 0, 0],
      [1, 0.2, 1],
      [0, null, null],
      [0, null, null],
      [2, 0.9, 0.5],
    ]);
    expect(confidence.bins.map(({ from, to }) => [from, to])[4]).toEqual([0.8, 1]);
  });

  it('gives the expected calibration error and the Brier score', () => {
    expect(confidence.expectedError).toBeCloseTo((0 + 0.8 + 2 * 0.4) / 4, 12);
    expect(confidence.brier).toBeCloseTo((0 + 0.64 + 0.64 + 0) / 4, 12);
  });
});

describe('whatever the set', () => {
  const signal = fc.constantFrom(...SIGNALS);
  const word = fc.option(fc.constantFrom('a', 'b', '__proto__'), { nil: undefined });
  const item: fc.Arbitrary<Judged> = fc.record({
    id: fc.string({ maxLength: 2 }),
    labels: fc.uniqueArray(signal, { minLength: 1, maxLength: 2 }),
    signal,
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    authority: fc.constantFrom(...AUTHORITIES),
    group: word,
    phenomenon: word,
    language: word,
    difficulty: word,
    authorityLabel: fc.option(fc.constantFrom(...AUTHORITIES), { nil: undefined }),
  });
  const set = fc.array(item, { minLength: 1, maxLength: 20 });
  const withOrder = set.chain((gold) =>
    fc.tuple(
      fc.constant(gold),
      fc.shuffledSubarray(gold, { minLength: gold.length, maxLength: gold.length }),
    ),
  );

  it('the order of its items changes nothing', () =>
    fc.assert(
      fc.property(withOrder, ([gold, shuffled]) => expect(evaluate(shuffled)).toEqual(evaluate(gold))),
      { numRuns: 10 },
    ));

  it('perfect readings give 1', () =>
    fc.assert(
      fc.property(set, (gold) => {
        const { accuracy, macroF1, classes, exits, groups, intervals } = evaluate(
          gold.map((each) => ({ ...each, signal: each.labels.at(-1)! })),
        );
        const said = SIGNALS.filter((each) => classes[each].said > 0);
        for (const each of said) expect(classes[each]).toMatchObject({ precision: 1, recall: 1, f1: 1 });
        expect(accuracy).toBe(1);
        expect(intervals.accuracy).toEqual({ low: 1, high: 1 });
        expect(macroF1).toBe(said.length / SIGNALS.length);
        expect([1, null]).toContain(exits.precision);
        expect([1, null]).toContain(exits.recall);
        expect(groups?.share ?? 1).toBe(1);
      }),
      { numRuns: 10 },
    ));

  it('every item stands once in the confusion matrix and once in a bin of confidence', () =>
    fc.assert(
      fc.property(set, (gold) => {
        const { confusion, confidence } = evaluate(gold);
        const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);
        expect(sum(Object.values(confusion).flatMap((row) => Object.values(row)))).toBe(gold.length);
        expect(sum(confidence.bins.map(({ items }) => items))).toBe(gold.length);
      }),
      { numRuns: 10 },
    ));
});
