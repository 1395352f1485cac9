import type { Authority } from '#libs/domain';
import { GOVERNMENT, OFFICES, PEOPLE, VOICES, type Person } from '../data/speakers';
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
  /** How surely it is the one who speaks: 0 (only named) to 3 (right before a verb of saying or a colon). */
  weight: number;
}

const RANKS: Record<string, Authority> = {
  PRINCIPAL: 'principal',
  OFFICIAL: 'official',
  UNNAMED: 'unnamed',
  FOREIGN: 'foreign',
  OTHERVOICE: 'other',
  GOVERNMENT: 'principal',
};
/** Words between a speaker and the verb of saying. */
const BEFORE_SPEECH = 6;
const AFTER_SPEECH = 3;
/** A headline's speaker stands before its colon within so many words. */
const OPENS = 3;
/** `Washington says` yields to whoever is quoted by name nearby. */
const GOVERNMENT_SPEAKS = 1.1;
/** A government that acts speaks for itself when nobody else does. */
const GOVERNMENT_ACTS = 0.4;
/** Rank of those who only act in the sentence: whoever threatens to leave need not be quoted. */
const ACTS: Partial<Record<Authority, number>> = {
  principal: 1,
  unnamed: 1,
  official: 0.8,
  other: 0.5,
  foreign: 0.2,
};

const names = PEOPLE.flatMap((person) => person.names);
const lexicon = compile([['voices', { classes: {}, concepts: { ...VOICES, GOVERNMENT, PERSON: names } }]]);
const personByName = new Map(PEOPLE.flatMap((person) => person.names.map((name) => [name, person] as const)));

/** What a person is at a date; without a date, the highest rank held. */
function rankOf(person: Person, at: string | undefined): Authority {
  const held = person.ranks.filter(
    ({ from, until }) => at === undefined || ((!from || at >= from) && (!until || at < until)),
  );
  return (held.find(({ authority }) => authority === 'principal') ?? held[0])?.authority ?? 'other';
}

/** The holder of an office named without its holder, else the office's own words. */
function nameOf(reading: SentenceReading, hit: Hit, at: string | undefined): string {
  if (hit.concept === 'GOVERNMENT') return 'united states';
  const words = wordsOf(reading.sentence.tokens, hit);
  const given = properName(reading, words, hit.to);
  if (given) return given;
  const office = OFFICES.find(
    ({ words: names, from, until }) =>
      names.test(words) && at !== undefined && at >= from && (!until || at < until),
  );
  return hit.concept === 'PRINCIPAL' && office ? office.id : words;
}

const wordsOf = (tokens: Token[], { from, to }: { from: number; to: number }): string =>
  tokens
    .slice(from, to)
    .map((token) => token.norm)
    .join(' ');

/** Two capitalised words right after a person's title are the person's name; the last one is kept. */
function properName({ sentence, hits }: SentenceReading, title: string, from: number): string | undefined {
  const [first, last] = [sentence.tokens[from], sentence.tokens[from + 1]];
  if (!TITLES.test(title) || !first?.word || !last?.word || !first.capital || !last.capital) return undefined;
  const known = (['SAY', 'US', 'LEAVE'] as const).some((concept) =>
    hits.of(concept).some((hit) => hit.from < from + 2 && hit.to > from),
  );
  return known || TITLES.test(last.norm) ? undefined : last.norm;
}
const TITLES =
  /(?:spokes|secretary|envoy|adviser|advisor|diplomat|senator|ambassador|минист|секретар|представител|sprecher|secrétaire|porte parole|secretario|portavoz)[\p{L}]*$/u;

/** After a preposition or as addressee: told to or about, not speaking. */
function isAddressed({ hits, sentence }: SentenceReading, from: number): boolean {
  const before = ARTICLES.has(sentence.tokens[from - 1]?.norm ?? '') ? from - 1 : from;
  return hits.of('PREP').some((hit) => hit.to === before);
}
const ARTICLES = new Set(['the', 'a', 'an', 'der', 'die', 'das', 'le', 'la', 'el']);

/** The last words of a headline behind a dash or comma: `US quits talks - State Department`. */
function closesHeadline({ sentence }: SentenceReading, hit: { from: number; to: number }): boolean {
  const [before, after] = [sentence.tokens[hit.from - 1]?.norm ?? '', sentence.tokens[hit.to]];
  return sentence.zone.field === 'title' && after === undefined && ['—', '–', ','].includes(before);
}

/** Right before a verb of saying, right after it (`said Rubio`), or before the colon that opens a headline. */
function speechWeight(reading: SentenceReading, hit: { from: number; to: number }): number {
  const { hits, sentence } = reading;
  const addressed = isAddressed(reading, hit.from);
  if (sentence.tokens[hit.to]?.norm === ':' && hit.from <= OPENS && !addressed) return 3;
  if (closesHeadline(reading, hit)) return 2.8;
  let best = 0;
  for (const say of hits.of('SAY')) {
    const [ahead, behind] = [say.from - hit.to, hit.from - say.to];
    if (ahead >= 0 && ahead <= BEFORE_SPEECH && !addressed && !parted(sentence.tokens, hit.to, say.from))
      best = Math.max(best, 3 - ahead / 5);
    if (behind >= 0 && behind <= AFTER_SPEECH && says(sentence.tokens, say, hit.from))
      best = Math.max(best, 2.6 - behind / 5);
  }
  return best;
}

/** One mark parts a speaker from the verb; two enclose what describes him (`Rubio, the secretary, said`). */
const parted = (tokens: Token[], from: number, to: number): boolean =>
  tokens.slice(from, to).filter((token) => !token.word).length % 2 === 1;

/** `Said Rubio` and `according to Rubio` name the speaker; `told Zelensky` and `says US` name another. */
const says = (tokens: Token[], say: Hit, from: number): boolean => {
  const verb = tokens[say.to - 1]!.norm;
  if (verb === 'to' || /^(слов|selon|según|laut|zufolge|данным)/.test(verb)) return true;
  const before = tokens[say.from - 1];
  return (
    from - say.to <= 2 && (before === undefined || !before.word || tokens[say.from]!.quoted !== before.quoted)
  );
};

/** Anonymity is a property of the sentence: whoever is named in it did not say so under his name. */
function weigh(reading: SentenceReading, hit: { from: number; to: number }, authority: Authority): number {
  const spoken = speechWeight(reading, hit);
  if (spoken > 0) return authority === 'unnamed' ? spoken + 0.5 : spoken;
  return isAddressed(reading, hit.from) ? 0.1 : (ACTS[authority] ?? 0);
}

/** Reads the voices of a sentence; each sentence is read once. */
export type VoiceReader = (reading: SentenceReading) => Voice[];

/** A reader for one item: office-holders are those of its time. */
export function voiceReader(at: string | undefined): VoiceReader {
  const read = new Map<SentenceReading, Voice[]>();
  return (reading) => {
    const voices = read.get(reading) ?? voicesOf(reading, at);
    read.set(reading, voices);
    return voices;
  };
}

/** The voices of a sentence in order; a named person hides the office words that introduce him. */
function voicesOf(reading: SentenceReading, at: string | undefined): Voice[] {
  const { tokens } = reading.sentence;
  const groups = matchSentence(tokens, lexicon);
  const found: Voice[] = groups.of('PERSON').map((hit) => {
    const person = personByName.get(hit.rule.slice('voices.PERSON:'.length))!;
    const authority = rankOf(person, at);
    return { authority, name: person.id, from: hit.from, to: hit.to, weight: weigh(reading, hit, authority) };
  });
  for (const [concept, authority] of Object.entries(RANKS)) {
    for (const hit of groups.of(concept as Concept)) {
      if (found.some((voice) => hides(voice, hit, authority))) continue;
      const name = nameOf(reading, hit, at);
      const weight =
        concept === 'GOVERNMENT'
          ? Math.max(speechWeight(reading, hit) - GOVERNMENT_SPEAKS, GOVERNMENT_ACTS)
          : weigh(reading, hit, authority);
      found.push({ authority, name, from: hit.from, to: hit.to, weight });
    }
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** `Secretary of State Marco Rubio` is one voice; so is an office inside a longer one. */
function hides(voice: Voice, hit: Hit, authority: Authority): boolean {
  if (voice.from <= hit.from && hit.to <= voice.to) return true;
  return voice.authority === authority && voice.from <= hit.to + 2 && hit.from <= voice.to;
}
