import type { Concept } from '../lexicon/types';
import type { SentenceReading } from './types';

/** What an item is about, seen over all its sentences. */
export interface Topic {
  /** Russia-Ukraine and no other conflict before it. */
  relevant: boolean;
  /** Russia or Ukraine is named. */
  named: boolean;
  /** Another conflict is what the item is about. */
  elsewhere: boolean;
  /** Something in it may be mediation, or its end. */
  signs: boolean;
  /** Relevant, and the US is named at all. */
  us: boolean;
  /** Relevant, and a commentator speaks, not an official. */
  opinion: boolean;
}

const count = (readings: SentenceReading[], concept: Concept): number =>
  readings.reduce((sum, { hits }) => sum + hits.of(concept).length, 0);

const holds = (readings: SentenceReading[], concept: Concept): boolean =>
  readings.some(({ hits }) => hits.has(concept));

const names = ({ hits }: SentenceReading): boolean => hits.has('CONFLICT') || hits.has('ELSEWHERE');

/** What may be mediation, or its end. */
const SIGNS = [
  'ROLE',
  'TALKS',
  'DEAL',
  'LEAVE',
  'EXIT',
  'HANDOVER',
  'PRESSURE',
  'ULTIMATUM',
  'SAME',
  'RETRACT',
  'HALTED',
  'ENVOY',
] as const;
/** What accompanies it, and much else. */
const COMPANY = ['MEETING', 'ENGAGE'] as const;

/** Decides from the headline first, or from the first sentence that names a place: that is what the item is about. */
export function topicOf(readings: SentenceReading[]): Topic {
  const headline = readings.filter(({ sentence }) => sentence.zone.field === 'title');
  const first = headline.length > 0 ? headline : readings.slice(0, 1);
  const naming = readings.find(names);
  const lead = first.some(names) || !naming ? first : [naming];
  const [conflict, other] = [count(readings, 'CONFLICT'), count(readings, 'ELSEWHERE')];
  const [leadConflict, leadOther] = [count(lead, 'CONFLICT'), count(lead, 'ELSEWHERE')];
  const short = readings.filter(({ sentence }) => sentence.zone.field !== 'content');
  const elsewhere =
    (other > 0 && conflict === 0) ||
    (leadOther > 0 &&
      leadConflict === 0 &&
      (conflict <= 1 ? other >= conflict : count(short, 'CONFLICT') === 0 || other >= 2 * conflict));
  const signs = SIGNS.some((sign) => holds(readings, sign));
  const relevant = !elsewhere && (conflict > 0 || (other === 0 && signs && holds(readings, 'US')));
  return {
    relevant,
    named: conflict > 0,
    elsewhere,
    signs: signs || COMPANY.some((sign) => holds(readings, sign)),
    us: relevant && holds(readings, 'US'),
    opinion: relevant && holds(first, 'OPINION'),
  };
}
