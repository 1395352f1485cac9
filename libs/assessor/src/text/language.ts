import { OTHER_CYRILLIC, RUSSIAN_LETTERS, STOP_WORDS, UKRAINIAN_LETTERS } from '../data/languages';

/** The beginning of a text tells its language. */
const SAMPLE = 400;

const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(STOP_WORDS)) {
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

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
function shares(sample: string): { cyrillic: number; other: number; ascii: boolean } {
  let [cyrillic, other, ascii] = [0, 0, true];
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at);
    if (code < 0x80) continue;
    ascii = false;
    if (code >= 0x400 && code <= 0x4ff) cyrillic++;
    else if (OTHER_SCRIPTS.some(([from, to]) => code >= from && code <= to)) other++;
  }
  const length = sample.length || 1;
  return { cyrillic: cyrillic / length, other: other / length, ascii };
}

function cyrillic(sample: string): string {
  if (OTHER_CYRILLIC.test(sample)) return 'other';
  if (UKRAINIAN_LETTERS.test(sample)) return 'uk';
  // Bulgarian has neither of the letters that nearly every longer Russian text holds.
  return RUSSIAN_LETTERS.test(sample) || !/ъ[а-я]/.test(sample) || sample.length < 80 ? 'ru' : 'other';
}

/** Longer words tell nothing. */
const LONGEST_WORD = Math.max(...[...languagesOf.keys()].map((word) => word.length));

/** Rows of Latin letters without accents, the longest left out: most samples hold no other. */
function plainWords(sample: string): string[] {
  const words: string[] = [];
  let start = -1;
  for (let at = 0; at <= sample.length; at++) {
    const code = sample.charCodeAt(at) | 0x20;
    if (code >= 0x61 && code <= 0x7a) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      if (at - start <= LONGEST_WORD) words.push(sample.slice(start, at));
      start = -1;
    }
  }
  return words;
}

/**
 * The language of a text as a two-letter code, `other` for scripts and languages nobody taught us. Short
 * or nameless text counts as English, whose lexicon also knows the names everybody uses.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const { cyrillic: cyrillicShare, other, ascii } = shares(sample);
  if (cyrillicShare > 0.3) return cyrillic(sample);
  if (other > 0.3) return 'other';
  const lower = sample.toLowerCase();
  const votes = new Map<string, number>();
  for (const word of ascii ? plainWords(lower) : (lower.match(/\p{L}+/gu) ?? [])) {
    for (const language of languagesOf.get(word) ?? []) votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  let [best, most] = ['en', votes.get('en') ?? 0];
  for (const [language, count] of votes) if (count > most) [best, most] = [language, count];
  return best;
}

/** The primary subtag of a language tag: `en-GB` -> `en`. */
export const primaryTag = (tag: string): string => tag.trim().toLowerCase().split(/[-_]/)[0] ?? '';
