import type { Genre, Topic } from '../types';
import { DISPUTES } from './disputes';
import { EVERYDAY } from './everyday';
import { FRENCH } from './french';
import { GERMAN } from './german';
import { OTHERS_MEDIATE } from './others-mediate';
import { RUSSIAN } from './russian';
import { SPANISH } from './spanish';
import { SPORT } from './sport';
import { UKRAINE_RUSSIA } from './ukraine-russia';
import { UKRAINIAN } from './ukrainian';
import { UNCOVERED } from './uncovered';
import { US_AS_PARTY } from './us-as-party';
import { US_BUSINESS } from './us-business';
import { US_ELSEWHERE } from './us-elsewhere';
import { US_LEAVES } from './us-leaves';

export const GENRES: readonly Genre[] = [
  ...US_ELSEWHERE,
  ...US_AS_PARTY,
  ...OTHERS_MEDIATE,
  ...US_LEAVES,
  ...US_BUSINESS,
  ...UKRAINE_RUSSIA,
  ...DISPUTES,
  ...SPORT,
  ...EVERYDAY,
  ...GERMAN,
  ...FRENCH,
  ...SPANISH,
  ...RUSSIAN,
  ...UKRAINIAN,
  ...UNCOVERED,
];

/** Of a hundred texts, how many are about what. */
export const SHARES: Readonly<Record<Topic, number>> = {
  'us-mediates-elsewhere': 22,
  'us-as-party': 7,
  'others-mediate': 9,
  'us-leaves': 10,
  'us-business': 8,
  'ukraine-russia': 14,
  disputes: 7,
  sport: 4,
  everyday: 6,
  'covered-language': 6,
  'uncovered-language': 3,
  digest: 4,
};
