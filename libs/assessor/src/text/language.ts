import { OTHER_CYRILLIC, RUSSIAN_LETTERS, STOP_WORDS, UKRAINIAN_LETTERS } from '../data/languages';

/** The beginning of a text tells its language. */
const SAMPLE = 400;

const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(STOP_WORDS)) {
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

const share = (sample: string, script: RegExp): number =>
  (sample.match(script)?.length ?? 0) / (sample.length || 1);

function cyrillic(sample: string): string {
  if (OTHER_CYRILLIC.test(sample)) return 'other';
  if (UKRAINIAN_LETTERS.test(sample)) return 'uk';
  // Bulgarian has neither of the letters that nearly every longer Russian text holds.
  return RUSSIAN_LETTERS.test(sample) || !/ъ[а-я]/.test(sample) || sample.length < 80 ? 'ru' : 'other';
}

/**
 * The language of a text as a two-letter code, `other` for scripts and languages nobody taught us. Short
 * or nameless text counts as English, whose lexicon also knows the names everybody uses.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  if (share(sample, /[\u0400-\u04ff]/g) > 0.3) return cyrillic(sample);
  if (
    share(
      sample,
      /[\u0370-\u03ff\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g,
    ) > 0.3
  )
    return 'other';
  const votes = new Map<string, number>();
  for (const [word] of sample.toLowerCase().matchAll(/[\p{L}]+/gu)) {
    for (const language of languagesOf.get(word) ?? []) votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  let [best, most] = ['en', votes.get('en') ?? 0];
  for (const [language, count] of votes) if (count > most) [best, most] = [language, count];
  return best;
}

/** The primary subtag of a language tag: `en-GB` -> `en`. */
export const primaryTag = (tag: string): string => tag.trim().toLowerCase().split(/[-_]/)[0] ?? '';
