import * as fc from 'fast-check';
import { parseDate } from './parse-date';

describe('parseDate', () => {
  const noon = '2025-05-01T12:00:00.000Z';
  it.each([
    // RFC 822 and its dialects
    ['Thu, 01 May 2025 12:00:00 GMT', noon],
    ['Thu, 01 May 2025 12:00:00 +0000', noon],
    ['1 May 2025 12:00 UT', noon],
    ['Thu,1 May 25 12:00:00 Z', noon],
    ['Thursday, 1 May 2025 12:00:00 UTC', noon],
    ['Wed, 01 May 2025 12:00:00 GMT', noon],
    ['01-May-2025 12:00:00', noon],
    ['Thu, 01 May 2025 13:00:00 BST', noon],
    ['Thu, 01 May 2025 08:00:00 EDT', noon],
    ['Thu, 01 May 2025 07:00:00 EST', noon],
    ['Thu, 01 May 2025 08:00:00 ET', noon],
    ['Wed, 01 Jan 2025 07:00:00 ET', '2025-01-01T12:00:00.000Z'],
    ['Thu, 01 May 2025 15:00:00 EEST', noon],
    ['Thu, 01 May 2025 15:00:00 MSK', noon],
    ['Thu, 01 May 2025 15:00:00 +0300 (MSK)', noon],
    ['Thu, 01 May 2025 15:00:00 GMT+3', noon],
    ['Thu, 01 May 2025 15:00:00 UTC+03:00', noon],
    ['Thu, 01 May 2025 17:30:00 IST', noon],
    ['Thu, 01 May 2025 12:00:00 -0000', noon],
    // a zone nobody knows: UTC rather than the host's
    ['Thu, 01 May 2025 12:00:00 XYZ', noon],
    ['Thu, 01 May 2025 12:00:00', noon],
    // ISO 8601
    ['2025-05-01T12:00:00Z', noon],
    ['2025-05-01T12:00Z', noon],
    ['2025-05-01t12:00:00.000z', noon],
    ['2025-05-01T15:00:00+03:00', noon],
    ['2025-05-01T15:00:00+0300', noon],
    ['2025-05-01 15:00:00 +03', noon],
    ['2025-05-01 12:00:00', noon],
    ['20250501T120000Z', noon],
    ['2025-05-01T12:00:00.123456Z', '2025-05-01T12:00:00.123Z'],
    ['2025-04-30T24:00:00Z', '2025-05-01T00:00:00.000Z'],
    ['2025-05-01T11:59:60Z', '2025-05-01T11:59:59.000Z'],
    // other tongues and tools
    ['Thu May  1 12:00:00 2025', noon],
    ['Thu May 01 2025 15:00:00 GMT+0300 (Eastern European Summer Time)', noon],
    ['Thu May  1 12:00:00 UTC 2025', noon],
    ['May 1, 2025 8:00 AM EDT', noon],
    ['May 1st, 2025 12:00 pm', noon],
    ['1746100800', noon],
    ['1746100800000', noon],
    ['Qui, 1 Mai 2025 09:00:00 -0300', noon],
    ['jeu., 1 mai 2025 12:00:00 GMT', noon],
    ['Чт, 01 мая 2025 15:00:00 +0300', noon],
    ['1 травня 2025 15:00 EEST', noon],
  ])('%s', (text, at) => expect(parseDate(text)).toEqual({ at, precision: 'instant' }));

  it.each([
    ['2025-05-01', '2025-05-01'],
    ['20250501', '2025-05-01'],
    ['2025-05', '2025-05-01'],
    ['1 May 2025', '2025-05-01'],
    ['Thu, 01 May 2025', '2025-05-01'],
    ['May 1, 2025', '2025-05-01'],
    ['2025 May 1', '2025-05-01'],
    ['25/12/2024', '2024-12-25'],
    ['12/25/2024', '2024-12-25'],
    ['24 de dic de 2024', '2024-12-24'],
  ])('%s is a day', (text, day) =>
    expect(parseDate(text)).toEqual({ at: `${day}T00:00:00.000Z`, precision: 'day' }),
  );

  it.each([
    ...['', ' ', 'yesterday', '2 hours ago', 'May', '32 May 2025', '29 Feb 2025', '2025-02-30', '2025-13-01'],
    ...['2025-05-01T25:00:00Z', '2025-05-01T12:61:00Z', 'Thu, 01 May 2025 12:99:00 GMT', '05/04/2025', '12'],
    ...['0', '2025-05-01T12:00:00+99:00', 'x'.repeat(500)],
  ])('%j is none', (text) => expect(parseDate(text)).toBeNull());

  it('does not depend on the zone of the machine', () => {
    const { env } = process;
    const zone = env['TZ'];
    env['TZ'] = 'America/New_York';
    expect(parseDate('1 May 2025 12:00')?.at).toBe(noon);
    if (zone === undefined) delete env['TZ'];
    else env['TZ'] = zone;
  });

  it('reads every instant as written by the standard formats', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2069-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseDate(date.toISOString())?.at).toBe(date.toISOString());
          const second = new Date(Math.floor(date.getTime() / 1_000) * 1_000).toISOString();
          expect(parseDate(date.toUTCString())?.at).toBe(second);
          expect(parseDate(date.toString())?.at).toBe(second);
        },
      ),
    ));

  it.each(Object.getOwnPropertyNames(Object.prototype))('takes %s for no time zone', (name) => {
    for (const text of [`2025-05-01T10:00:00 ${name}`, `Thu, 01 May 2025 10:00:00 ${name}`])
      expect(parseDate(text)).toEqual({ at: '2025-05-01T10:00:00.000Z', precision: 'instant' });
  });

  it('never throws, and never claims what is no date', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(fc.constantFrom('2025', '-', ':', ' ', 'T', 'May', '1', '12', '+', '99', 'GMT', ','))
            .map((a) => a.join('')),
        ),
        (text) => {
          const found = parseDate(text);
          if (found) expect(new Date(found.at).toISOString()).toBe(found.at);
        },
      ),
      { numRuns: 2_000 },
    ));
});
