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
  /** The US is named at all. */
  us: boolean;
  /** A commentator speaks, not an official. */
  opinion: boolean;
}

const count = (readings: SentenceReading[], concept: Concept): number =>
  readings.reduce((sum, { hits }) => sum + hits.of(concept).length, 0);

const names = ({ hits }: SentenceReading): boolean => hits.has('CONFLICT') || hits.has('ELSEWHERE');

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
  const mediation = ['ROLE', 'TALKS', 'DEAL'].some((concept) => count(readings, concept as Concept) > 0);
  const us = count(readings, 'US') > 0;
  return {
    relevant: !elsewhere && (conflict > 0 || (other === 0 && mediation && us)),
    elsewhere,
    us,
    named: conflict > 0,
    opinion: first.some(({ hits }) => hits.has('OPINION')),
  };
}
