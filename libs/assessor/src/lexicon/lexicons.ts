import { de } from '../data/de';
import { en } from '../data/en';
import { es } from '../data/es';
import { fr } from '../data/fr';
import { ru } from '../data/ru';
import { uk } from '../data/uk';
import { compile, type Lexicon } from './compile';
import type { LanguageData } from './types';
import { VOICES } from './voices';

/** Everything the rules are made of, by language; hashed into the rule set. */
export const LANGUAGES: Record<string, LanguageData> = { en, ru, uk, de, fr, es };

/** English names of people and places stand in texts of every language. */
const NAMES: LanguageData = {
  classes: en.classes,
  concepts: {
    US: en.concepts.US!,
  },
};

const compiled = new Map<string, Lexicon>();

/** The lexicon of a language, or nothing when it is not covered. Compiled when first asked for. */
export function lexiconOf(language: string): Lexicon | undefined {
  // The language tag comes from the feed: `constructor` must not find what every object inherits.
  if (!Object.hasOwn(LANGUAGES, language)) return undefined;
  const data = LANGUAGES[language]!;
  const known = compiled.get(language);
  if (known) return known;
  const sources: [string, LanguageData][] = [
    [language, data],
    ['voices', VOICES],
  ];
  if (language !== 'en') sources.push(['en', NAMES]);
  const lexicon = compile(sources);
  compiled.set(language, lexicon);
  return lexicon;
}
