import type { Authority } from '#libs/domain';
import { OFFICES, PEOPLE, VOICES, type Person } from '../data/speakers';
import { compile } from '../lexicon/compile';
import { matchSentence } from '../lexicon/match';
import type { Concept, Hit } from '../lexicon/types';
import type { SentenceReading } from '../reading/types';
import type { Token } from '../text/types';

/** A voice found in a sentence. */
export interface Voice {
  authority: Authority;
  /** A person's id or, when only an office or group is named, its words. */
  name: string;
  from: number;
  to: number;
  /** Stands beside a verb of saying. */
  speaks: boolean;
}

const RANKS: Record<string, Authority> = {
  PRINCIPAL: 'principal',
  OFFICIAL: 'official',
  UNNAMED: 'unnamed',
  FOREIGN: 'foreign',
  OTHERVOICE: 'other',
};
/** Words between a speaker and the verb of saying. */
const SPEECH_REACH = 7;

const people = compile([
  ['people', { classes: {}, concepts: { PERSON: PEOPLE.flatMap((person) => person.names) } }],
]);
const voices = compile([['voices', { classes: {}, concepts: VOICES }]]);
const personByName = new Map(PEOPLE.flatMap((person) => person.names.map((name) => [name, person] as const)));

/** What a person is at a date; without a date, what the person was last. */
function rankOf(person: Person, at: string | undefined): Authority {
  if (at === undefined) return person.ranks[0]?.authority ?? 'other';
  const held = person.ranks.find(({ from, until }) => (!from || at >= from) && (!until || at < until));
  return held?.authority ?? 'other';
}

/** The holder of an office named without its holder, else the office's own words. */
function nameOf(tokens: Token[], hit: Hit, at: string | undefined): string {
  const words = tokens
    .slice(hit.from, hit.to)
    .map((token) => token.norm)
    .join(' ');
  const given = properName(tokens, hit.to);
  if (given) return given;
  const office = OFFICES.find(
    ({ words: names, from, until }) =>
      names.test(words) && at !== undefined && at >= from && (!until || at < until),
  );
  return hit.concept === 'PRINCIPAL' && office ? office.id : words;
}

/** Two capitalised words right after an office are its holder's name. */
function properName(tokens: Token[], from: number): string | undefined {
  const [first, last] = [tokens[from], tokens[from + 1]];
  const name = first?.word && last?.word && first.capital && last.capital && last.start - first.end === 1;
  return name ? last.norm : undefined;
}

/** Beside a verb of saying, after `according to`, or before the colon that opens a headline. */
function speaks({ hits, sentence }: SentenceReading, hit: Hit): boolean {
  if (sentence.tokens[hit.to]?.norm === ':') return true;
  return hits.of('SAY').some((say) => {
    const distance = say.from >= hit.to ? say.from - hit.to : hit.from - say.to;
    return distance >= 0 && distance <= SPEECH_REACH;
  });
}

/** The voices of a sentence in order; a named person hides the office words that introduce him. */
export function voicesOf(reading: SentenceReading, at: string | undefined): Voice[] {
  const { tokens } = reading.sentence;
  const named = matchSentence(tokens, people).of('PERSON');
  const found: Voice[] = named.map((hit) => {
    const person = personByName.get(hit.rule.slice('people.PERSON:'.length))!;
    return {
      authority: rankOf(person, at),
      name: person.id,
      from: hit.from,
      to: hit.to,
      speaks: speaks(reading, hit),
    };
  });
  const groups = matchSentence(tokens, voices);
  for (const concept of Object.keys(RANKS) as Concept[]) {
    for (const hit of groups.of(concept)) {
      if (found.some((voice) => voice.from <= hit.to + 2 && hit.from <= voice.to && sameRank(voice, concept)))
        continue;
      if (found.some((voice) => voice.from <= hit.from && hit.to <= voice.to)) continue;
      found.push({
        authority: RANKS[concept]!,
        name: nameOf(tokens, hit, at),
        from: hit.from,
        to: hit.to,
        speaks: speaks(reading, hit),
      });
    }
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

const sameRank = (voice: Voice, concept: Concept): boolean => voice.authority === RANKS[concept];
