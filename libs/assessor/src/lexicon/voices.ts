import type { Authority } from '#libs/domain';
import { OUTLETS } from '../data/outlets';
import { PEOPLE } from '../data/people';
import { COUNTRIES, FORMERLY, GOVERNMENT, OFFICES, SPEAKING_VERBS } from '../data/voices';
import type { Concept, LanguageData } from './types';

/** The concept under which an authority's offices are found. */
export const OFFICE_CONCEPTS: Record<Authority, Concept> = {
  principal: 'PRINCIPAL',
  official: 'OFFICIAL',
  unnamed: 'UNNAMED',
  foreign: 'FOREIGN',
  other: 'OTHERVOICE',
};

const offices = Object.entries(OFFICE_CONCEPTS).map(([authority, concept]): [Concept, string[]] => [
  concept,
  [...new Set(OFFICES.filter((office) => office.authority === authority).flatMap(({ words }) => words))],
]);

/** Names of those who hold or held an office whose key begins so. */
const namesOf = (...sides: string[]): string[] =>
  PEOPLE.filter(({ terms }) => terms.some(({ key }) => sides.some((side) => key.startsWith(side)))).flatMap(
    ({ names }) => names,
  );

/** Speakers and outlets, in the words of all languages: texts of each name them in the others', too. */
export const VOICES: LanguageData = {
  classes: {},
  concepts: {
    SPEAKER: PEOPLE.flatMap(({ names }) => names),
    US: namesOf('us.'),
    PARTY: namesOf('ru.', 'ua.'),
    CONFLICT: namesOf('ru.', 'ua.'),
    ...Object.fromEntries(offices),
    GOVERNMENT,
    TELL: SPEAKING_VERBS,
    OUTLET: Object.values(OUTLETS).flat(),
    COUNTRY: COUNTRIES.flatMap(([, , words]) => words),
    FORMER: FORMERLY,
  },
};

/** The rule id of a pattern of these. */
export const voiceRule = (concept: Concept, pattern: string): string => `voices.${concept}:${pattern}`;
