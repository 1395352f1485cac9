import { OTHER_CYRILLIC, RUSSIAN_LETTERS, STOP_WORDS, UKRAINIAN_LETTERS } from '../data/languages';
import { codesOf } from './codes';

/** The beginning of a text tells its language. */
const SAMPLE = 400;

const LANGUAGES = Object.keys(STOP_WORDS);
/** Places in `LANGUAGES` by word. */
const languagesOf = new Map<string, number[]>();
LANGUAGES.forEach((language, place) => {
  for (const word of STOP_WORDS[language]!.split(' '))
    languagesOf.set(word, [...(languagesOf.get(word) ?? []), place]);
});

/** Blocks of scripts that no covered language is written in: Greek, Hebrew to Thaana, India to Laos, Georgia, Korea, Japan, China. */
const OTHER_SCRIPTS: [from: number, to: number][] = [
  [0x370, 0x3ff],
  [0x590, 0x8ff],
  [0x900, 0xdff],
  [0xe00, 0xeff],
  [0x10a0, 0x10ff],
  [0x1100, 0x11ff],
  [0x3040, 0x30ff],
  [0x3400, 0x9fff],
  [0xac00, 0xd7af],
];

/** Shares of a sample's characters by script. */
function shares(codes: Uint16Array, size: number): { cyrillic: number; other: number; ascii: boolean } {
  let [cyrillic, other, ascii] = [0, 0, true];
  for (let at = 0; at < size; at++) {
    const code = codes[at]!;
    if (code < 0x80) continue;
    ascii = false;
    if (code >= 0x400 && code <= 0x4ff) cyrillic++;
    else if (OTHER_SCRIPTS.some(([from, to]) => code >= from && code <= to)) other++;
  }
  const all = size || 1;
  return { cyrillic: cyrillic / all, other: other / all, ascii };
}

function cyrillic(sample: string): string {
  if (OTHER_CYRILLIC.test(sample)) return 'other';
  if (UKRAINIAN_LETTERS.test(sample)) return 'uk';
  // In Bulgarian, which lacks letters that nearly every longer Russian text holds, ъ is a vowel before consonants.
  return RUSSIAN_LETTERS.test(sample) || !/ъ[бвгджзклмнпрстфхцчшщ]/.test(sample) ? 'ru' : 'other';
}

/** Votes of small words, and the languages in the order in which they got their first. */
class Votes {
  private readonly counts = new Array<number>(LANGUAGES.length).fill(0);
  private readonly order: number[] = [];

  add(languages: readonly number[] | undefined): void {
    if (languages) for (const place of languages) if (this.counts[place]!++ === 0) this.order.push(place);
  }

  /** English unless another has more; of two that have as many, the one that was first. */
  winner(size: number): string {
    // So many characters of a language that we know hold one of its small words.
    if (this.order.length === 0 && size >= TELLING) return 'other';
    let best = ENGLISH;
    for (const place of this.order) if (this.counts[place]! > this.counts[best]!) best = place;
    return LANGUAGES[best]!;
  }
}
/** Characters after which a text without any small word we know is of another language. */
const TELLING = 120;
const ENGLISH = LANGUAGES.indexOf('en');

/** A word of few plain letters as a number, five bits a letter. */
const packed = (word: string): number =>
  [...word].reduce((number, letter) => (number << 5) | (letter.charCodeAt(0) & 31), 0);
/** Longer words tell nothing, nor could they be packed. */
const LONGEST_WORD = 6;
const languagesOfPlain = new Map(
  [...languagesOf].flatMap(([word, languages]) =>
    word.length <= LONGEST_WORD && /^[a-z]+$/.test(word) ? [[packed(word), languages] as const] : [],
  ),
);

/** Votes of a sample that holds no accents: most do not. */
function voteOfPlain(codes: Uint16Array, size: number, votes: Votes): void {
  let [word, length] = [0, 0];
  for (let at = 0; at <= size; at++) {
    const code = codes[at]! | 0x20;
    if (at < size && code >= 0x61 && code <= 0x7a) {
      word = (word << 5) | (code & 31);
      length++;
    } else if (length > 0) {
      if (length <= LONGEST_WORD) votes.add(languagesOfPlain.get(word));
      [word, length] = [0, 0];
    }
  }
}

/**
 * The language of a text as a two-letter code, `other` for scripts and languages nobody taught us. Short
 * or nameless text counts as English, whose lexicon also knows the names everybody uses.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const codes = codesOf(sample);
  const { cyrillic: cyrillicShare, other, ascii } = shares(codes, sample.length);
  if (cyrillicShare > 0.3) return cyrillic(sample);
  if (other > 0.3) return 'other';
  const votes = new Votes();
  if (ascii) voteOfPlain(codes, sample.length, votes);
  else for (const word of sample.toLowerCase().match(/\p{L}+/gu) ?? []) votes.add(languagesOf.get(word));
  return votes.winner(sample.length);
}

/** The primary subtag of a language tag: `en-GB` -> `en`. */
export const primaryTag = (tag: string): string => tag.trim().toLowerCase().split(/[-_]/)[0] ?? '';
