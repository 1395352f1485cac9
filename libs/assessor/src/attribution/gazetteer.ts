import type { Authority } from '#libs/domain';
import { PEOPLE, type Person } from '../data/people';
import { COUNTRIES, FORMERLY, GOVERNMENT, OFFICES, TOPICS, type Office } from '../data/voices';
import { compile } from '../lexicon/compile';
import { matchSentence } from '../lexicon/match';
import type { Concept, Hit } from '../lexicon/types';
import type { Sentence, Token } from '../text/types';

/** Who a speaker is, whatever the words that name him. */
export interface Identity {
  authority: Authority;
  /** One key for all who speak for one office, so that remarks told under either name meet. */
  key: string;
  /** As people are shown it. */
  display: string;
}

/** A place in a sentence that names a speaker. */
export interface Mention extends Identity {
  from: number;
  to: number;
  named: boolean;
  government: boolean;
  /** Counts only when it speaks. */
  speaking: boolean;
}

const CONCEPTS: Record<Authority, Concept> = {
  principal: 'PRINCIPAL',
  official: 'OFFICIAL',
  unnamed: 'UNNAMED',
  foreign: 'FOREIGN',
  other: 'OTHERVOICE',
};
/** Of two names of one place, the first of these is meant. */
const ORDER: Concept[] = [
  'PERSON',
  'PRINCIPAL',
  'OFFICIAL',
  'UNNAMED',
  'FOREIGN',
  'OTHERVOICE',
  'GOVERNMENT',
];
const COUNTRY: Identity = { authority: 'principal', key: 'us.government', display: 'US government' };

const wordsOf = (concept: Concept): string[] => [
  ...new Set(
    OFFICES.filter((office) => CONCEPTS[office.authority] === concept).flatMap(({ words }) => words),
  ),
];
const lexicon = compile([
  [
    'voices',
    {
      classes: {},
      concepts: {
        PERSON: PEOPLE.flatMap(({ names }) => names),
        ...Object.fromEntries(Object.values(CONCEPTS).map((concept) => [concept, wordsOf(concept)])),
        GOVERNMENT,
      },
    },
  ],
]);
const personByRule = new Map<string, Person>(
  PEOPLE.flatMap((person) => person.names.map((name) => [`voices.PERSON:${name}`, person] as const)),
);
const officeByRule = new Map<string, Office>(
  OFFICES.flatMap((office) =>
    office.words.map((words) => [`voices.${CONCEPTS[office.authority]}:${words}`, office] as const),
  ),
);
const countryByWord = new Map<string, [code: string, adjective: string]>();
const countryStems: [stem: string, country: [string, string]][] = [];
for (const [code, adjective, words] of COUNTRIES) {
  for (const word of words) {
    if (word.endsWith('*')) countryStems.push([word.slice(0, -1), [code, adjective]]);
    else countryByWord.set(word, [code, adjective]);
  }
}

/** What a person is at a date; without a date, the highest rank held. */
function identify(person: Person, at: string | undefined): Identity {
  const held = person.terms.filter(
    ({ from, until }) => at === undefined || ((!from || at >= from) && (!until || at < until)),
  );
  const term = held.find(({ authority }) => authority === 'principal') ?? held[0];
  if (!term) return { authority: 'other', key: person.key, display: person.name };
  return { authority: term.authority, key: term.key, display: `${person.name}, ${term.title}` };
}

const countryAt = (tokens: readonly Token[], at: number): [string, string] | undefined => {
  const word = tokens[at]?.norm ?? '';
  return countryByWord.get(word) ?? countryStems.find(([stem]) => word !== '' && word.startsWith(stem))?.[1];
};

/** The foreign country an office belongs to: `Ukraine's president`, `French foreign minister`, `president of Poland`. */
function countryOf(tokens: readonly Token[], { from, to }: Hit): [string, string] | undefined {
  const possessive = tokens[from - 1]?.norm === "'s";
  // `Ukraine envoy` is the American sent there.
  const before = from - (possessive ? 2 : 1);
  if (possessive || !TOPICS.test(tokens[before]?.norm ?? '')) {
    const owner = countryAt(tokens, before);
    if (owner) return owner;
  }
  return tokens[to]?.norm === 'of' ? countryAt(tokens, to + 1) : undefined;
}

const TITLES =
  /(?:spokes|secretary|envoy|adviser|advisor|diplomat|senator|ambassador|minister|chancellor|минист|секретар|представител|sprecher|secrétaire|porte parole|secretario|portavoz)[\p{L}]*$/u;

/** Two capitalised words right after a person's title are the person's name, unless they are words of ours. */
function properName(hit: Hit, { sentence: { tokens, zone }, isKnown }: Place): string | undefined {
  const [first, last] = [tokens[hit.to], tokens[hit.to + 1]];
  if (!TITLES.test(tokens[hit.to - 1]!.norm)) return undefined;
  if (!first?.word || !last?.word || !first.capital || !last.capital) return undefined;
  if (isKnown(hit.to) || isKnown(hit.to + 1) || TITLES.test(last.norm)) return undefined;
  return zone.text.slice(first.start, last.end);
}

const slug = (title: string): string => title.toLowerCase().replace(/[^\p{L}]+/gu, '-');

function holder(office: Office, hit: Hit, { sentence: { tokens }, at }: Place): Identity {
  const country = office.everywhere && countryOf(tokens, hit);
  if (country) {
    const title = office.display.replace(/^(?:US|White House) /, '').toLowerCase();
    return { authority: 'foreign', key: `${country[0]}.${slug(title)}`, display: `${country[1]} ${title}` };
  }
  if (FORMERLY.test(tokens[hit.from - 1]?.norm ?? ''))
    return { authority: 'other', key: 'other.former', display: `former ${office.display}` };
  const { held } = office;
  const key = held && (at === undefined || at >= held.from) ? held.key : office.key;
  return { authority: office.authority, key, display: office.display };
}

/** A sentence, when it was published, and which of its words are names we know. */
export interface Place {
  sentence: Sentence;
  at: string | undefined;
  isKnown: (token: number) => boolean;
}

/** Reads the names and offices of one sentence; of two that overlap, the longer one is meant. */
export function mentionsOf(place: Place): Mention[] {
  const groups = matchSentence(place.sentence.tokens, lexicon);
  const hits = ORDER.flatMap((concept) => groups.of(concept));
  const whole = hits.filter(
    (hit, rank) =>
      !hits.some(
        (other, before) =>
          other !== hit &&
          other.from <= hit.from &&
          hit.to <= other.to &&
          (other.to - other.from > hit.to - hit.from || before < rank),
      ),
  );
  return whole.map((hit) => mention(hit, place));
}

function mention(hit: Hit, place: Place): Mention {
  const plain = { from: hit.from, to: hit.to, named: false, government: false, speaking: false };
  const person = personByRule.get(hit.rule);
  if (person) return { ...identify(person, place.at), ...plain, named: true };
  const office = officeByRule.get(hit.rule);
  if (!office) return { ...COUNTRY, ...plain, government: true };
  const who = holder(office, hit, place);
  const name = properName(hit, place);
  const display = name ? `${name}, ${who.display}` : who.display;
  return { ...who, ...plain, display, named: name !== undefined, speaking: office.speaking === true };
}
