import { isSeen } from './conditional';

it.each([
  ['W/"a"', true],
  ['"a"', true],
  ['"b", W/"a"', true],
  ['*', true],
  ['"b"', false],
  ['', false],
  [undefined, false],
])('If-None-Match %j of W/"a" -> %j', (header, seen) => expect(isSeen('W/"a"', header)).toBe(seen));
