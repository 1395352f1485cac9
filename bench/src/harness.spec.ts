import { faultsOf, quantile, row, within } from './harness';

const measured = (values: number[], peer?: number[]) =>
  row({ name: 'x', unit: 'ms', values, ...(peer ? { peer: { name: 'y', values: peer } } : {}) });

describe('faultsOf', () => {
  it('finds none in what was measured', () => {
    expect(faultsOf([measured([3, 1, 2], [2, 2, 2])])).toEqual([]);
  });

  it.each([
    ['no rows', []],
    ['no rounds', [measured([])]],
    ['no time at all', [measured([0, 0])]],
    ['a time before it began', [measured([-1])]],
    ['something endless', [measured([Infinity])]],
    ['a peer that took no time', [measured([1], [0])]],
  ])('finds %s', (_, rows) => expect(faultsOf(rows)).not.toEqual([]));
});

describe('within', () => {
  it('gives what came in time', async () => {
    expect(await within(60_000, 'an answer', Promise.resolve(7))).toBe(7);
  });

  it('says what did not come', async () => {
    await expect(within(1, 'the alert of step 3', new Promise(() => undefined))).rejects.toThrow(
      'the alert of step 3: not within 0.001 s',
    );
  });
});

describe('quantile', () => {
  it('is the value that so much of all do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect([0, 0.5, 0.95, 0.99, 1].map((share) => quantile(values, share))).toEqual([1, 50, 95, 99, 100]);
    expect(quantile([7], 0.5)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
