import { ago, askedTime, confidenceWord, lasting, utc } from './words';

const NOW = Date.parse('2025-05-02T22:10:00Z');
const MINUTE = 60_000;

it.each([
  [30_000, 'under a minute'],
  [3 * MINUTE, '3 min'],
  [60 * MINUTE, '1 h'],
  [130 * MINUTE, '2 h 10 min'],
  [24 * 60 * MINUTE, '1 day'],
  [(4 * 24 + 6) * 60 * MINUTE, '4 days 6 h'],
  [(31 * 24 + 6) * 60 * MINUTE, '31 days'],
])('%d ms last %s', (ms, words) => expect(lasting(ms)).toBe(words));

it('says how long ago, and takes what lies ahead for now', () => {
  expect(ago('2025-05-02T20:00:00.000Z', NOW)).toBe('2 h 10 min ago');
  expect(ago('2025-05-02T22:12:00.000Z', NOW)).toBe('just now');
});

it('writes times in UTC', () => expect(utc('2025-05-02T04:03:59.999Z')).toBe('2 May 2025, 04:03 UTC'));

it('grades confidence', () =>
  expect([0.8, 0.79, 0.5, 0.49].map(confidenceWord)).toEqual(['high', 'medium', 'medium', 'low']));

describe('askedTime', () => {
  it.each([
    ['2025-05-02T12:00', '2025-05-02T12:00:00.000Z'],
    ['2025-05-02 12:00', '2025-05-02T12:00:00.000Z'],
    [' 2025-05-02 ', '2025-05-02T00:00:00.000Z'],
    ['2025-05-02T12:00:30.5Z', '2025-05-02T12:00:30.500Z'],
    ['2025-05-02T12:00+03:00', '2025-05-02T09:00:00.000Z'],
    ['2025-05-02t12:00z', '2025-05-02T12:00:00.000Z'],
  ])('reads %j', (text, at) => expect(askedTime(text)).toEqual({ ok: true, at }));

  it.each(['yesterday', '2025-02-30', '2025-13-01T00:00', '2025-05-02T25:00', '<b>', ['a', 'b'], {}, 7])(
    'says so when it cannot read %j',
    (value) => expect(askedTime(value)).toMatchObject({ ok: false }),
  );
});
