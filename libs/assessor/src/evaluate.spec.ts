import { evaluate, type Judged } from './evaluate';

const judged = (id: string, labels: string[], signal: Judged['signal']): Judged => ({ id, labels, signal });

describe('evaluate', () => {
  const gold = [
    judged('1', ['withdrawn'], 'withdrawn'),
    judged('2', ['withdrawn'], 'threatened'),
    judged('3', ['none', 'active'], 'active'),
    judged('4', ['none', 'active'], 'threatened'),
  ];
  const evaluation = evaluate(gold);

  it('counts an item with two labels under the one that was said, else under its first', () => {
    expect(evaluation.confusion.active.active).toBe(1);
    expect(evaluation.confusion.none.threatened).toBe(1);
  });

  it('gives precision, recall and F1 per class', () => {
    expect(evaluation.classes.withdrawn).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3, support: 2 });
    expect(evaluation.classes.threatened).toMatchObject({ precision: 0, f1: 0 });
    expect(evaluation.accuracy).toBe(0.5);
  });

  it('draws the same interval every time, around the figure', () => {
    expect(evaluate(gold)).toEqual(evaluation);
    expect(evaluation.interval.low).toBeLessThanOrEqual(evaluation.macroF1);
    expect(evaluation.interval.high).toBeGreaterThanOrEqual(evaluation.macroF1);
  });

  it('survives an empty set', () => expect(evaluate([]).accuracy).toBe(0));
});
