import fc from 'fast-check';
import { cut, tame } from './text';

const anyText = fc.string({ unit: fc.constantFrom('a', '\u{1f54a}', '\ud83d', '\udd4a', '\u0000') });

describe('cut', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab\u2026'],
    ['\u{1f54a}\u{1f54a}', 3, '\u{1f54a}\u2026'],
    ['a\u{1f54a}\u{1f54a}', 3, 'a\u2026'],
    ['a\ud83d', 2, 'a\ufffd'],
    ['', 0, ''],
  ])('%j to %i', (text, max, expected) => {
    expect(cut(text, max)).toBe(expected);
  });

  it('is well-formed, no longer than allowed, and a prefix but for the mark', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, max) => {
        const short = cut(text, max);
        expect(short.isWellFormed()).toBe(true);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(text.toWellFormed().startsWith(short.replace(/\u2026$/, ''))).toBe(true);
      }),
    );
  });
});

describe('tame', () => {
  it.each<[unknown, unknown]>([
    ['a\ud800', 'a\ufffd'],
    [1.5, 1.5],
    [NaN, null],
    [Infinity, null],
    [true, true],
    [null, null],
    [undefined, null],
    [10n, null],
    [() => 1, null],
    [
      [1, undefined],
      [1, null],
    ],
    [{ a: undefined, b: [{ c: 'x' }] }, { b: [{ c: 'x' }] }],
  ])('%p becomes %p', (value, expected) => {
    expect(tame(value)).toEqual(expected);
  });

  it('always ends in JSON, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const text = JSON.stringify(tame(value));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(tame(JSON.parse(text)))));
      }),
    );
  });
});
