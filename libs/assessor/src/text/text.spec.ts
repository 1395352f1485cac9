import { detectLanguage, primaryTag } from './language';
import { quoteSpans } from './quotes';
import { sentences } from './sentences';
import type { Sentence } from './types';
import { zones } from './zones';

const read = (text: string): Sentence[] => sentences({ field: 'summary', text });
const split = (text: string): string[] => read(text).map(({ start, end }) => text.slice(start, end));
const words = (text: string): string[] => read(text).flatMap(({ tokens }) => tokens.map(({ norm }) => norm));

describe('sentences', () => {
  it('end at a full stop, but not after an abbreviation or inside initials', () => {
    expect(split('Sen. Doe of the U.S. Senate spoke on Jan. 5 in D.C. today. The U.S. The talks.')).toEqual([
      'Sen. Doe of the U.S. Senate spoke on Jan. 5 in D.C. today.',
      'The U.S.',
      'The talks.',
    ]);
  });
  it('end with their line and keep numbers whole', () => {
    expect(split('First line\nSecond costs 1.5 million')).toEqual(['First line', 'Second costs 1.5 million']);
  });
  it('are cut when they never end', () => expect(read('word '.repeat(1_000)).length).toBeGreaterThan(5));
});

describe('tokens', () => {
  it('undo contractions and possessives', () => {
    expect(words("we won't, they're, Washington's, cannot")).toEqual([
      'we',
      'will',
      'not',
      ',',
      'they',
      'are',
      ',',
      'washington',
      "'s",
      ',',
      'can',
      'not',
    ]);
  });
  it('tell the US from us, and the month from the verb', () => {
    expect(words('US tells us; U.S.-led; the USA')).toEqual([
      'us_',
      'tells',
      'us',
      ';',
      'us_',
      'led',
      ';',
      'the',
      'us_',
    ]);
    expect(words('On May 2 it may')).toEqual(['on', 'month_may', '2', 'it', 'may']);
  });
  it('know offsets where lower case would change the length', () => {
    const text = 'İSTANBUL\u00a0talks’ end';
    const [token] = read(text)[0]!.tokens;
    expect(text.slice(token!.start, token!.end)).toBe('İSTANBUL');
  });
});

describe('quotations', () => {
  const quoted = (text: string): string[] => quoteSpans(text).map(({ start, end }) => text.slice(start, end));
  it('are found in every style, apostrophes are not', () => {
    expect(quoted("He said “one” and \"two\", „drei“, «quatre», 'five'; it’s Kyiv's")).toEqual([
      'one',
      'two',
      'drei',
      'quatre',
      'five',
    ]);
  });
});

describe('zones', () => {
  it('leave out what the page adds below the article', () => {
    const content = 'The article.\nRelated Posts\nUS quits mediation';
    expect(zones({ title: 'T', summary: '', content })).toEqual([
      { field: 'title', text: 'T' },
      { field: 'content', text: 'The article.\n' },
    ]);
  });
});

describe('languages', () => {
  it.each([
    ['en', 'The talks will go on in Geneva, the envoy said'],
    ['de', 'Die Gespräche werden in Genf fortgesetzt, sagte der Gesandte'],
    ['fr', 'Les pourparlers se poursuivent à Genève, a dit le médiateur'],
    ['es', 'Las conversaciones siguen en Ginebra, según el enviado'],
    ['ru', 'Переговоры продолжатся в Женеве, заявил посредник'],
    ['uk', 'Переговори триватимуть у Женеві, заявив посередник, і це добре'],
    ['pl', 'Rozmowy w Genewie nie są łatwe, ale się toczą i to jest ważne dla Ukrainy'],
    ['id', 'Perundingan di Jenewa tidak mudah, kata utusan itu, dan akan dilanjutkan'],
    ['hu', 'A genfi tárgyalások nem könnyűek, de az érintettek szerint megéri'],
    [
      'other',
      'Witkoff mengancam keluar perundingan, sikap soal perbatasan belum berubah, pertemuan berlangsung empat jam lamanya kemarin',
    ],
    ['en', 'Rubio warns Moscow, Kyiv: time running short'],
    ['other', '和谈将在日内瓦继续'],
  ])('%s', (language, text) => expect(detectLanguage(text)).toBe(language));
  it('take the primary part of a tag', () => expect(primaryTag('en-GB')).toBe('en'));
});
