import { WEIGHTS } from '../data/judgement';
import type { Concept, Hit } from '../lexicon/types';
import type { SentenceReading } from './types';

/** How much an item shows the US at work as mediator, and the words that show it most. */
export interface Engagement {
  score: number;
  evidence?: { reading: SentenceReading; hits: Hit[] };
}

interface Signs {
  has(concept: Concept): boolean;
  us: boolean;
  parties: boolean;
  talks: boolean;
  lead: string | undefined;
  reading: SentenceReading;
}

/** What stands together in one sentence; each sign counts once in the headline and once below it. */
const SIGNS: Record<string, (signs: Signs) => boolean> = {
  envoyActs: ({ has, talks, parties }) => has('ENVOY') && (talks || parties || has('VENUE')),
  envoyTravels: ({ has }) => has('ENVOY') && has('VENUE') && has('ENGAGE'),
  leaders: ({ us, parties }) => us && parties,
  plan: ({ us, has }) => us && has('DEAL'),
  meeting: ({ us, has }) => us && has('MEETING'),
  venue: ({ has, talks }) => has('VENUE') && (talks || has('ROLE')),
  quoted: ({ reading }) => reading.sentence.quotes.length > 0,
  pressure: ({ has }) => has('PRESSURE') || has('ULTIMATUM'),
  usLeads: ({ lead }) => lead === 'us',
  roleByUs: ({ us, has }) => us && has('ROLE'),
  actByUs: ({ us, talks, has }) => us && talks && has('ENGAGE'),
  partyMet: ({ us, parties, talks, has }) => us && parties && !talks && has('ENGAGE'),
  talksOnly: ({ us, talks, has }) => us && talks && !has('ENGAGE'),
  actUnnamed: ({ us, talks, has }) => !us && talks && has('ENGAGE'),
  stays: ({ us, has }) => has('STAY') && (us || has('ROLE')),
  otherBusiness: ({ has }) => has('OTHER'),
  elsewhere: ({ has }) => has('ELSEWHERE'),
  third: ({ has }) => has('THIRD'),
  thirdLeads: ({ lead }) => lead === 'third',
  partyLeads: ({ lead }) => lead === 'party',
  person: ({ has }) => has('PERSON'),
  halted: ({ has }) => has('HALTED'),
  opinion: ({ has }) => has('OPINION'),
  question: ({ reading }) => reading.sentence.question,
  past: ({ has }) => has('BEFORE'),
  noUs: ({ us }) => !us,
  noTalks: ({ talks, has }) => !talks && !has('ROLE'),
  noConflict: ({ has }) => !has('CONFLICT'),
};

/** Sentences of the content that are weighed: what an article is about stands at its beginning. */
const CONTENT_LEAD = 6;

const weighed = (zone: 'title' | 'body'): [string, number][] =>
  Object.keys(SIGNS)
    .map((sign): [string, number] => [sign, WEIGHTS[`${zone}.${sign}`] ?? 0])
    .filter(([, weight]) => weight !== 0);
const ZONES = { title: weighed('title'), body: weighed('body') };

function signsOf(reading: SentenceReading): Signs {
  const has = (concept: Concept): boolean => reading.hits.has(concept);
  const talks = has('TALKS') || has('DEAL') || has('MEETING');
  return { has, us: has('US'), parties: has('PARTY'), talks, lead: reading.actors[0]?.kind, reading };
}

const SHOWING: Concept[] = ['ENGAGE', 'ROLE', 'TALKS', 'DEAL', 'MEETING', 'US'];

function showing(reading: SentenceReading): Hit[] {
  const concept = SHOWING.find((candidate) => reading.hits.has(candidate));
  return concept ? reading.hits.of(concept).slice(0, 1) : [];
}

/** A plain weighted sum of signs: newsroom judgement is broad, and no single frame decides it. */
export function engagementOf(readings: SentenceReading[]): Engagement {
  const seen = { title: new Set<string>(), body: new Set<string>() };
  let score = WEIGHTS.bias ?? 0;
  let best: { reading: SentenceReading; value: number } | undefined;
  for (const reading of readings) {
    const { zone, index } = reading.sentence;
    if (zone.field === 'content' && index >= CONTENT_LEAD) break;
    const place = zone.field === 'title' ? 'title' : 'body';
    const signs = signsOf(reading);
    let value = 0;
    for (const [sign, weight] of ZONES[place]) {
      if (!SIGNS[sign]!(signs)) continue;
      value += weight;
      if (!seen[place].has(sign)) score += weight;
      seen[place].add(sign);
    }
    if (!best || value > best.value) best = { reading, value };
  }
  if (!readings.some(({ hits }) => hits.has('US'))) score += WEIGHTS['item.noUs'] ?? 0;
  return best ? { score, evidence: { reading: best.reading, hits: showing(best.reading) } } : { score };
}
