import { retryAfterMs } from './retry-after';

const nowMs = Date.parse('2025-05-01T10:00:00.000Z');
const date = 'Thu, 01 May 2025 12:00:00 GMT';

describe('retryAfterMs', () => {
  it.each<[string | undefined, string | undefined, number | undefined]>([
    ['120', undefined, 120_000],
    [' 0 ', undefined, 0],
    ['315360000', undefined, 315_360_000_000],
    ['Thu, 01 May 2025 10:00:30 GMT', undefined, 30_000],
    ['Thu, 01 May 2025 12:00:30 GMT', date, 30_000],
    ['Thu, 01 May 2025 11:59:00 GMT', date, 0],
    ['Thu, 01 May 2025 10:00:30 GMT', 'garbage', 30_000],
    [undefined, date, undefined],
    ['', date, undefined],
    ['-5', date, undefined],
    ['1.5', date, undefined],
    ['1e9', date, undefined],
    ['99999999999999999999', date, undefined],
    ['soon', date, undefined],
    ['2025-05-01', date, undefined],
    ['Xxx, 99 Yyy 2025 10:00:30 GMT', date, undefined],
    ['120, 60', date, undefined],
  ])('%j with date %j: %s', (...[header, ofAnswer, expected]) => {
    expect(retryAfterMs(header, { date: ofAnswer, nowMs })).toBe(expected);
  });
});
