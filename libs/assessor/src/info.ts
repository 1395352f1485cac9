import { sha256Hex } from '#libs/domain';
import { ABBREVIATIONS } from './data/abbreviations';
import { END_OF_ARTICLE } from './data/boilerplate';
import { MONTHS, WEEKDAYS } from './data/dates';
import { CONFIDENCE, WEIGHTS } from './data/judgement';
import { STOP_WORDS } from './data/languages';
import { CITED_AFTER, CITED_BEFORE, OUTLETS } from './data/outlets';
import { PEOPLE } from './data/people';
import * as VOICES from './data/voices';
import { WEIGHTS as WORDS } from './data/weights';
import { LANGUAGES } from './lexicon/lexicons';

/** Raised with every change of code that can change a reading. */
const ENGINE_VERSION = '2.3.0';

/** JSON with sorted keys; sets and patterns as what they hold. */
function canonical(value: unknown): string {
  if (value instanceof RegExp) return JSON.stringify(String(value));
  if (value instanceof Set || value instanceof Map) return canonical([...value]);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

const RULES = {
  engine: ENGINE_VERSION,
  languages: LANGUAGES,
  people: PEOPLE,
  voices: { ...VOICES },
  outlets: [OUTLETS, CITED_BEFORE, CITED_AFTER],
  text: [ABBREVIATIONS, END_OF_ARTICLE, STOP_WORDS, WEEKDAYS, MONTHS],
  judgement: [WEIGHTS, CONFIDENCE, WORDS],
};

/** Names the rule set: the hash changes with every word of the lexicons and with the engine's version. */
export const assessorInfo = {
  name: 'cascade' as const,
  version: ENGINE_VERSION,
  hash: sha256Hex(canonical(RULES)),
};
