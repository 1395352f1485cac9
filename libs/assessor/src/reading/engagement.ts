import type { Concept, Hit } from '../lexicon/types';
import { WEIGHTS } from '../data/judgement';
import type { Topic } from './topic';
import type { SentenceReading } from './types';

/** How much an item shows the US at work as mediator, and the words that show it most. */
export interface Engagement {
  score: number;
  evidence?: { reading: SentenceReading; hits: Hit[] };
}

type Features = Record<string, number>;

const firstOf = (reading: SentenceReading, concepts: Concept[]): Hit | undefined =>
  concepts.map((concept) => reading.hits.of(concept)[0]).find((hit) => hit !== undefined);

/** What stands together in one sentence; each sign counts once per zone. */
function features(reading: SentenceReading): Features {
  const has = (concept: Concept): boolean => reading.hits.has(concept);
  const [us, parties] = [has('US'), has('PARTY')];
  const talks = has('TALKS') || has('DEAL') || has('MEETING');
  const lead = reading.actors[0]?.kind;
  return {
    roleByUs: Number(us && has('ROLE')),
    actByUs: Number(us && has('ENGAGE') && talks),
    partyMet: Number(us && has('ENGAGE') && parties && !talks),
    talksOnly: Number(us && talks && !has('ENGAGE')),
    actUnnamed: Number(!us && has('ENGAGE') && talks),
    stays: Number(has('STAY') && (us || has('ROLE'))),
    otherBusiness: Number(has('OTHER')),
    elsewhere: Number(has('ELSEWHERE')),
    third: Number(has('THIRD')),
    thirdLeads: Number(lead === 'third'),
    partyLeads: Number(lead === 'party'),
    person: Number(has('PERSON')),
    halted: Number(has('HALTED')),
    opinion: Number(has('OPINION')),
    question: Number(reading.sentence.question),
    past: Number(has('BEFORE')),
    noUs: Number(!us),
    noTalks: Number(!talks && !has('ROLE')),
    noConflict: Number(!has('CONFLICT')),
  };
}

/** A plain weighted sum of signs: newsroom judgement is broad, and no single frame decides it. */
export function engagementOf(readings: SentenceReading[], topic: Topic): Engagement {
  const seen = new Map<string, number>();
  let best: { reading: SentenceReading; value: number } | undefined;
  for (const reading of readings) {
    const zone = reading.sentence.zone.field === 'title' ? 'title' : 'body';
    let value = 0;
    for (const [name, amount] of Object.entries(features(reading))) {
      if (amount === 0) continue;
      seen.set(`${zone}.${name}`, 1);
      value += WEIGHTS[`${zone}.${name}`] ?? 0;
    }
    if (!best || value > best.value) best = { reading, value };
  }
  let score = WEIGHTS.bias ?? 0;
  for (const name of seen.keys()) score += WEIGHTS[name] ?? 0;
  if (!topic.us) score += WEIGHTS['item.noUs'] ?? 0;
  if (!best) return { score };
  const hits = [firstOf(best.reading, ['ENGAGE', 'ROLE', 'TALKS', 'DEAL', 'MEETING', 'US'])].filter(
    (hit) => hit !== undefined,
  );
  return { score, evidence: { reading: best.reading, hits } };
}
