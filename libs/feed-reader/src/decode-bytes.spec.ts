import * as fc from 'fast-check';
import { decodeBytes } from './decode-bytes';

const xml = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><rss/>`;
const bytes = (head: string, ...rest: number[]): Buffer =>
  Buffer.concat([Buffer.from(head), Buffer.from(rest)]);
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('decodeBytes', () => {
  it.each([
    ['the declaration: windows-1251', bytes(xml('windows-1251'), 0xcc, 0xe8, 0xf0), '', 'Мир'],
    ['the declaration: windows-1252', bytes(xml('windows-1252'), 0x93, 0xe9, 0x94), '', '“é”'],
    ['the declaration: ISO-8859-1', bytes(xml('ISO-8859-1'), 0xe9), '', 'é'],
    ['the declaration: GBK', bytes(xml('GBK'), 0xba, 0xcd, 0xc6, 0xbd), '', '和平'],
    ['the declaration: Shift_JIS', bytes(xml('Shift_JIS'), 0x95, 0xbd, 0x98, 0x61), '', '平和'],
    [
      'the header before it',
      bytes(xml('utf-8'), 0xcc, 0xe8, 0xf0),
      'text/xml; charset="windows-1251"',
      'Мир',
    ],
    ['the mark before all', bytes('\ufeff<rss/>мир'), 'text/xml; charset=windows-1251', 'мир'],
    ['UTF-8 when nobody says', bytes('<rss/>мир'), 'text/xml', 'мир'],
    ['UTF-8 when the names mean nothing', bytes(xml('martian') + 'мир'), 'text/xml; charset=klingon', 'мир'],
    ['UTF-16 by its mark', Buffer.from('\ufeff<rss/>мир', 'utf16le'), '', 'мир'],
    ['UTF-16 by its mark, the other way', utf16be('\ufeff<rss/>мир'), '', 'мир'],
    ['UTF-16 by its zero bytes', Buffer.from(xml('utf-16') + 'мир', 'utf16le'), '', 'мир'],
    ['UTF-16 by its zero bytes, the other way', utf16be(xml('utf-16') + 'мир'), '', 'мир'],
    ['UTF-8 that claims to be UTF-16', bytes(xml('utf-16') + 'мир'), '', 'мир'],
    ['old text that says nothing', bytes('<rss/>', 0x93, 0xe9, 0x94), '', '“é”'],
  ])('goes by %s', (...[, given, contentType, ending]) => {
    const { text } = decodeBytes(given, contentType);
    expect(text.endsWith(ending)).toBe(true);
    expect(text).not.toContain('\ufeff');
  });

  it('keeps UTF-8 with one wrong byte', () =>
    expect(decodeBytes(bytes('<rss/>мир', 0xff)).text).toBe('<rss/>мир\ufffd'));

  it('never throws', () =>
    fc.assert(fc.property(fc.uint8Array(), fc.string(), (given, type) => void decodeBytes(given, type))));
});
