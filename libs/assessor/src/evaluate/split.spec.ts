import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { hexDigits, isInSplit } from './split';

describe('a split', () => {
  it.each([
    ['0-5', '012345'],
    ['6-f', '6789abcdef'],
    ['0,3,A-C', '03abc'],
    ['05af', '05af'],
    ['7', '7'],
    ['0-f', '0123456789abcdef'],
  ])('%s names %s', (split, digits) => expect([...hexDigits(split)].join('')).toBe(digits));

  it.each(['', 'g', '5-0', '0-', '-', '0..5', '0, 3', '0,'])('%j is no split', (split) =>
    expect(() => hexDigits(split)).toThrow(/give hex digits|runs backwards/),
  );

  it('and its rest hold every item once', () =>
    fc.assert(
      fc.property(fc.record({ id: fc.string() }), (item) => {
        expect(isInSplit(item, hexDigits('0-5'))).toBe(!isInSplit(item, hexDigits('6-f')));
      }),
    ));

  it('keeps a group together', () => {
    const digits = hexDigits(createHash('sha256').update('story').digest('hex')[0]!);
    for (const id of ['1', '2', '3', '4', '5']) expect(isInSplit({ id, group: 'story' }, digits)).toBe(true);
  });
});
