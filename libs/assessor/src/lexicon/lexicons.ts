import { de } from '../data/de';
import { en } from '../data/en';
import { es } from '../data/es';
import { fr } from '../data/fr';
import { ru } from '../data/ru';
import { uk } from '../data/uk';
import { compile, type Lexicon } from './compile';
import type { LanguageData } from './types';

/** Everything the rules are made of, by language; hashed into the rule set. */
export const LANGUAGES: Record<string, LanguageData> = { en, ru, uk, de, fr, es };

/** English names of people and places stand in texts of every language. */
const NAMES: LanguageData = {
  classes: en.classes,
  concepts: {
    US: en.concepts.US!,
  },
};

const lexicons = new Map<string, Lexicon>(
  Object.entries(LANGUAGES).map(([language, data]) => [
    language,
    compile(
      language === 'en'
        ? [['en', data]]
        : [
            [language, data],
            ['en', NAMES],
          ],
    ),
  ]),
);

/** The lexicon of a language, or nothing when it is not covered. */
export const lexiconOf = (language: string): Lexicon | undefined => lexicons.get(language);
