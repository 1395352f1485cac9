import type { Authority } from '#libs/domain';
import { PEOPLE, type Person } from '../data/people';
import { COUNTRIES, OFFICES, TOPICS, type Office } from '../data/voices';
import type { Hits } from '../lexicon/match';
import type { Concept, Hit } from '../lexicon/types';
import { OFFICE_CONCEPTS, voiceRule } from '../lexicon/voices';
import type { Sentence } from '../text/types';

/** Who a speaker is, whatever the words that name him. */
export interface Identity {
  authority: Authority;
  /** One key for all who speak for one office, so that remarks told under either name meet. */
  key: string;
  /** As people are shown it. */
  display: string;
}

type Stretch = Pick<Hit, 'from' | 'to'>;

/** A place in a sentence that names a speaker. */
export interface Mention extends Identity {
  from: number;
  to: number;
  named: boolean;
  government: boolean;
  /** Counts only when it speaks. */
  speaking: boolean;
}

/** Of two names of one place, the first of these is meant. */
const ORDER: Concept[] = [
  'SPEAKER',
  'PRINCIPAL',
  'OFFICIAL',
  'UNNAMED',
  'FOREIGN',
  'OTHERVOICE',
  'GOVERNMENT',
];
const COUNTRY: Identity = { authority: 'principal', key: 'us.government', display: 'US government' };

const personByRule = new Map<string, Person>(
  PEOPLE.flatMap((person) => person.names.map((name) => [voiceRule('SPEAKER', name), person] as const)),
);
const officeByRule = new Map<string, Office>(
  OFFICES.flatMap((office) =>
    office.words.map((words) => [voiceRule(OFFICE_CONCEPTS[office.authority], words), office] as const),
  ),
);

type Country = [code: string, adjective: string];
const countryByRule = new Map<string, Country>(
  COUNTRIES.flatMap(([code, adjective, words]) =>
    words.map((word) => [voiceRule('COUNTRY', word), [code, adjective]] as const),
  ),
);

/** Every identity a person had, ready to be shown. */
const terms = new Map(
  PEOPLE.map((person) => [
    person,
    person.terms.map((term) => ({ ...term, display: `${person.name}, ${term.title}` })),
  ]),
);

/** What a person is at a date; without a date, the highest rank held. */
function identify(person: Person, at: string | undefined): Identity {
  const held = terms
    .get(person)!
    .filter(({ from, until }) => at === undefined || ((!from || at >= from) && (!until || at < until)));
  const term = held.find(({ authority }) => authority === 'principal') ?? held[0];
  return term ?? { authority: 'other', key: person.key, display: person.name };
}

function countryAt(hits: Hits, at: number): Country | undefined {
  const hit = hits.at('COUNTRY', at);
  return hit && countryByRule.get(hit.rule);
}

/** The foreign country an office belongs to: `Ukraine's president`, `French foreign minister`, `president of Poland`. */
function countryOf({ from, to }: Stretch, { sentence: { tokens }, hits }: Place): Country | undefined {
  if (!hits.has('COUNTRY')) return undefined;
  const possessive = tokens[from - 1]?.norm === "'s";
  const before = from - (possessive ? 2 : 1);
  const owner = countryAt(hits, before);
  // `Ukraine envoy` is the American sent there.
  if (owner && (possessive || !TOPICS.has(tokens[before]!.norm))) return owner;
  return tokens[to]?.norm === 'of' ? countryAt(hits, to + 1) : undefined;
}

const TITLES =
  /(?:spokes|secretary|envoy|adviser|advisor|diplomat|senator|ambassador|minister|chancellor|минист|секретар|представител|sprecher|secrétaire|porte parole|secretario|portavoz)[\p{L}]*$/u;

/** Two capitalised words right after a person's title are the person's name, unless they are words of ours. */
function properName(to: number, { sentence: { tokens, zone }, isKnown }: Place): string | undefined {
  const [first, last] = [tokens[to], tokens[to + 1]];
  if (!first?.word || !last?.word || !first.capital || !last.capital) return undefined;
  if (!TITLES.test(tokens[to - 1]!.norm)) return undefined;
  if (isKnown(to) || isKnown(to + 1) || TITLES.test(last.norm)) return undefined;
  return zone.text.slice(first.start, last.end);
}

const slug = (title: string): string => title.toLowerCase().replace(/[^\p{L}]+/gu, '-');

function holder(office: Office, hit: Stretch, place: Place): Identity {
  const country = office.everywhere && countryOf(hit, place);
  if (country) {
    const title = office.display.replace(/^(?:US|White House) /, '').toLowerCase();
    return { authority: 'foreign', key: `${country[0]}.${slug(title)}`, display: `${country[1]} ${title}` };
  }
  if (place.hits.at('FORMER', hit.from - 1))
    return { authority: 'other', key: 'other.former', display: `former ${office.display}` };
  const { held } = office;
  const later = held && (place.at === undefined || place.at >= held.from);
  return later ? { ...office, key: held.key } : office;
}

/** A sentence, when it was published, and which of its words are names we know. */
export interface Place {
  sentence: Sentence;
  hits: Hits;
  at: string | undefined;
  isKnown: (token: number) => boolean;
}

/** Reads the names and offices of one sentence; of two that overlap, the longer one is meant. */
export function mentionsOf(place: Place): Mention[] {
  const hits: Hit[] = [];
  for (const concept of ORDER) for (const hit of place.hits.of(concept)) hits.push(hit);
  const found: Mention[] = [];
  for (let rank = 0; rank < hits.length; rank++) {
    if (!isHidden(hits, rank)) found.push(mention(hits[rank]!, place));
  }
  return found;
}

/** Inside a longer name, or the second of two for the same words. */
function isHidden(hits: readonly Hit[], rank: number): boolean {
  const { from, to } = hits[rank]!;
  for (let other = 0; other < hits.length; other++) {
    const { from: start, to: end } = hits[other]!;
    if (start > from || to > end || other === rank) continue;
    if (end - start > to - from || other < rank) return true;
  }
  return false;
}

/** Whom the patterns name, by their numbers: a rule's words are looked up once. */
const known: (Person | Office | 'country' | undefined)[] = [];

const namedBy = ({ pattern, rule }: Hit): Person | Office | 'country' =>
  (known[pattern] ??= personByRule.get(rule) ?? officeByRule.get(rule) ?? 'country');

function mention(hit: Hit, place: Place): Mention {
  const { from, to } = hit;
  const named = namedBy(hit);
  if (named === 'country') return { ...COUNTRY, from, to, named: false, government: true, speaking: false };
  if ('terms' in named) {
    const { authority, key, display } = identify(named, place.at);
    return { authority, key, display, from, to, named: true, government: false, speaking: false };
  }
  const { authority, key, display } = holder(named, hit, place);
  const name = properName(to, place);
  return {
    authority,
    key,
    display: name ? `${name}, ${display}` : display,
    from,
    to,
    named: name !== undefined,
    government: false,
    speaking: named.speaking === true,
  };
}
