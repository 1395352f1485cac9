import type { Hits } from '../lexicon/match';
import type { Concept, Hit } from '../lexicon/types';
import type { Token } from '../text/types';
import { clauseAt } from './clauses';
import type { Actor, ActorKind, SentenceReading } from './types';

const KINDS: { concept: Concept; kind: Actor['kind'] }[] = [
  { concept: 'PARTY', kind: 'party' },
  { concept: 'US', kind: 'us' },
  { concept: 'THIRD', kind: 'third' },
  { concept: 'PERSON', kind: 'person' },
];
/** Offices every country has: they mean the American one only when no other country stands beside them. */
const OFFICES = new Set([
  'president',
  'administration',
  'the secretary',
  'vice president',
  'envoy',
  'envoys',
]);
const ARTICLES = new Set([
  'the',
  'both',
  'a',
  'its',
  'his',
  'der',
  'die',
  'das',
  'den',
  'dem',
  'la',
  'le',
  'les',
  'el',
  'los',
  'l',
]);
const AND = new Set(['and', 'or', 'und', 'et', 'y', 'и', 'та', 'й', 'і', '—', ',']);

/** Actors of a sentence in order, without the foreign offices that only look American. */
export function actorsOf(tokens: Token[], hits: Hits): Actor[] {
  const found: Actor[] = [];
  for (const { concept, kind } of KINDS) {
    for (const hit of hits.of(concept)) found.push({ kind, from: hit.from, to: hit.to });
  }
  if (found.length > 1) found.sort((a, b) => a.from - b.from || b.to - a.to);
  const apart: Actor[] = [];
  for (let at = 0; at < found.length; at++) {
    if (at === 0 || found[at - 1]!.to <= found[at]!.from) apart.push(found[at]!);
  }
  return apart.some(({ kind }) => kind === 'us') && apart.some(({ kind }) => kind !== 'us')
    ? apart.filter((_, at) => !isForeignOffice(tokens, apart, at))
    : apart;
}

function isForeignOffice(tokens: Token[], actors: Actor[], at: number): boolean {
  const actor = actors[at]!;
  if (actor.kind !== 'us') return false;
  const before = actors[at - 1];
  const after = actors[at + 1];
  const owned = before !== undefined && before.kind !== 'us' && before.to === actor.from;
  const owner = after !== undefined && after.kind !== 'us' && after.from <= actor.to + 1;
  return (owned || owner) && OFFICES.has(wordsOf(tokens, actor));
}

const wordsOf = (tokens: Token[], { from, to }: { from: number; to: number }): string =>
  tokens
    .slice(from, to)
    .map((token) => token.norm)
    .join(' ');

const starts = (hits: Hits, concept: Concept, at: number): boolean => hits.at(concept, at) !== undefined;

/** An actor that qualifies a noun: the `Ukraine` of `Ukraine talks`, the `US` of `US-brokered talks`. */
export function isModifier({ hits, actors }: SentenceReading, actor: Actor): boolean {
  if (actor.kind === 'us') return false;
  const next = actors.find((other) => other.from === actor.to);
  if (next && next.kind === 'party') return true;
  return (['ROLE', 'TALKS', 'DEAL', 'MEETING'] as const).some((concept) => starts(hits, concept, actor.to));
}

/** An actor that is not the subject: after a preposition, or joined to such a one by `and`. */
export function isObject(reading: SentenceReading, actor: Actor): boolean {
  const { tokens } = reading.sentence;
  let before = actor.from - 1;
  if (before >= 0 && ARTICLES.has(tokens[before]!.norm)) before--;
  if (before < 0) return isModifier(reading, actor);
  for (const hit of reading.hits.of('PREP')) if (hit.to === before + 1) return true;
  if (AND.has(tokens[before]!.norm)) {
    const joined = reading.actors.find((other) => other.to === before);
    if (joined && joined.kind === actor.kind && isObject(reading, joined)) return true;
  }
  return isModifier(reading, actor);
}

/** `We` and `I` are the speaker: the American of the sentence if there is one, else whoever speaks. */
function speakerKind(reading: SentenceReading): ActorKind {
  const free = reading.actors.filter((actor) => !isObject(reading, actor));
  return free.find((actor) => actor.kind === 'us')?.kind ?? free[0]?.kind ?? 'none';
}

/** Whether an actor stands in a condition the predicate is outside of: `unless Putin signs, we leave`. */
function inOtherCondition({ clauses }: SentenceReading, actor: Actor, hit: Hit): boolean {
  const clause = clauseAt(clauses, actor.from);
  return clause.kind === 'condition' && clause.to <= hit.from;
}

function agentOf({ sentence, actors }: SentenceReading, hit: Hit): ActorKind {
  const by = actors.find((actor) => {
    const distance = actor.from - hit.to;
    return distance >= 0 && distance <= 6 && AGENTS.has(sentence.tokens[actor.from - 1]?.norm ?? '');
  });
  return by && by.kind !== 'party' ? by.kind : 'none';
}
const AGENTS = new Set(['by', 'of', 'von', 'par', 'por', 'der', 'des', 'de']);
const SPEAKER_PRONOUNS = new Set(['we', 'i', 'мы', 'я', 'ми', 'wir', 'ich', 'nous', 'je', 'nosotros']);

function endingAt(actors: Actor[], to: number): Actor | undefined {
  for (const actor of actors) if (actor.to === to) return actor;
  return undefined;
}

/** Who does it: the nearest actor before the predicate that is no object, or the one named after `by`. */
export function subjectOf(reading: SentenceReading, hit: Hit): ActorKind {
  const clause = clauseAt(reading.clauses, hit.from);
  for (let at = hit.from - 1; at >= 0; at--) {
    if (at >= clause.from && SPEAKER_PRONOUNS.has(reading.sentence.tokens[at]!.norm))
      return speakerKind(reading);
    const actor = endingAt(reading.actors, at + 1);
    if (actor && !isObject(reading, actor) && !inOtherCondition(reading, actor, hit)) return actor.kind;
  }
  return agentOf(reading, hit);
}
