import type { Authority } from '#libs/domain';
import { ADDRESSING, PLUPERFECT, SPEAKING_VERBS, TOPICS, WORDS_OF } from '../data/voices';
import type { SentenceReading } from '../reading/types';
import type { Token } from '../text/types';
import { mentionsOf, type Identity, type Mention } from './gazetteer';

/** A voice found in a sentence. */
export interface Voice extends Identity {
  from: number;
  to: number;
  /** How surely it is the one who speaks: 0 (only named) to 3 (right before a verb of saying or a colon). */
  weight: number;
  /** It says something, rather than being named or acting. */
  speaks: boolean;
}

/** Words between a speaker and the verb of saying. */
const BEFORE_SPEECH = 6;
const AFTER_SPEECH = 3;
/** A headline's speaker stands before its colon within so many words. */
const OPENS = 3;
const GOVERNMENT_SPEAKS = 1.1;
/** Anonymity is a property of the sentence: whoever is named in it did not say so under his name. */
const ANONYMITY = 1.2;
/** What somebody loses who is told of by somebody else: `Lavrov said Rubio told him`. */
const RETOLD = 0.9;
/** What somebody loses whose words are told as older ones: `Rubio had warned`. */
const BEFORE = 1;
/** Weight of somebody who is only named: to, about, or whose thing it is. */
const NAMED = 0.1;
/** Rank of those who only act in the sentence: whoever threatens to leave need not be quoted. */
const ACTS: Record<Authority, number> = { principal: 1, unnamed: 1, official: 0.8, other: 0.5, foreign: 0.2 };

type Place = { from: number; to: number };

/** After a preposition or as addressee: told to or about, not speaking. */
function isAddressed({ hits, sentence }: SentenceReading, from: number): boolean {
  const before = ARTICLES.has(sentence.tokens[from - 1]?.norm ?? '') ? from - 1 : from;
  return hits.of('PREP').some((hit) => hit.to === before);
}
const ARTICLES = new Set(['the', 'a', 'an', 'der', 'die', 'das', 'le', 'la', 'el']);

/** The last words of a headline behind a dash or comma: `US quits talks - State Department`. */
function closesHeadline({ sentence }: SentenceReading, { from, to }: Place): boolean {
  const [before, after] = [sentence.tokens[from - 1]?.norm ?? '', sentence.tokens[to]];
  return sentence.zone.field === 'title' && after === undefined && ['—', '–', ',', ':'].includes(before);
}

/** `Zelensky 'would not want'`: the words right after a name in a headline are his. */
function opensQuotation({ sentence }: SentenceReading, { from, to }: Place): boolean {
  const [own, next] = [sentence.tokens[from]!, sentence.tokens[to]];
  return (
    sentence.zone.field === 'title' && from <= OPENS && !own.quoted && next?.quoted === true && next.word
  );
}

/** One mark parts a speaker from the verb; two enclose what describes him (`Rubio, the secretary, said`). */
const parted = (tokens: Token[], from: number, to: number): boolean =>
  tokens.slice(from, to).filter(isMark).length % 2 === 1;

/** A full stop inside a sentence is an abbreviation's. */
const isMark = ({ word, norm }: Token): boolean => !word && norm !== '.';

/** `Leaves both guessing, telling them`: a participle has no subject right before it. */
const isParticiple = (tokens: Token[], say: Place): boolean =>
  tokens[say.from]!.norm.endsWith('ing') && tokens[say.from - 1]?.word === true;

/** `Said Rubio` and `according to Rubio` name the speaker; `told Zelensky` and `says US` name another. */
const says = (tokens: Token[], say: Place, from: number): boolean => {
  const verb = tokens[say.to - 1]!.norm;
  if (verb === 'to' || /^(слов|selon|según|laut|zufolge|данным)/.test(verb)) return true;
  if (ADDRESSING.test(verb)) return false;
  const before = tokens[AUXILIARY.has(tokens[say.from - 1]?.norm ?? '') ? say.from - 2 : say.from - 1];
  return (
    from - say.to <= 2 &&
    (before === undefined || isMark(before) || tokens[say.from]!.quoted !== before.quoted)
  );
};

const AUXILIARY = new Set(['a', 'ont', 'ha', 'han', 'has', 'hat', 'haben', 'also']);

/** How surely the one named at a place says something, and where the verb of it ends. */
interface Speech {
  weight: number;
  verbEnd: number;
}

/** Right before a verb of saying, right after it (`said Rubio`), or before the colon that opens a headline. */
function speechOf(reading: SentenceReading, place: Place): Speech {
  const { hits, sentence } = reading;
  const { tokens } = sentence;
  const addressed = isAddressed(reading, place.from);
  if (tokens[place.to]?.norm === ':' && place.from <= OPENS && !addressed)
    return { weight: isTopic(tokens, place) ? 0 : 3, verbEnd: place.to };
  if (closesHeadline(reading, place)) return { weight: 2.8, verbEnd: tokens.length };
  let best: Speech =
    !addressed && opensQuotation(reading, place)
      ? { weight: 2.4, verbEnd: place.to }
      : { weight: 0, verbEnd: -1 };
  const offer = (weight: number, verbEnd: number): void => {
    if (weight > best.weight) best = { weight, verbEnd };
  };
  if (isSource(tokens, place)) offer(2.6, tokens.length);
  for (const say of [...hits.of('SAY'), ...otherSpeech(tokens)]) {
    const [ahead, behind] = [say.from - place.to, place.from - say.to];
    const inReach = ahead >= 0 && ahead <= BEFORE_SPEECH && !addressed;
    if (inReach && !parted(tokens, place.to, say.from) && !isParticiple(tokens, say))
      offer(3 - ahead / 5 - (isOlder(tokens, say) ? BEFORE : 0), say.to);
    if (behind >= 0 && behind <= AFTER_SPEECH && says(tokens, say, place.from))
      offer(2.6 - behind / 5, tokens.length);
  }
  return best;
}

const isOlder = (tokens: Token[], { from }: Place): boolean =>
  PLUPERFECT.has(tokens[from - 1]?.norm ?? '') || PLUPERFECT.has(tokens[from - 2]?.norm ?? '');

const otherSpeech = (tokens: Token[]): Place[] =>
  tokens.flatMap(({ norm }, at) => (SPEAKING_VERBS.has(norm) ? [{ from: at, to: at + 1 }] : []));

/** `In the words of the spokeswoman`. */
function isSource(tokens: Token[], { from }: Place): boolean {
  const before = ARTICLES.has(tokens[from - 1]?.norm ?? '') ? from - 1 : from;
  return WORDS_OF.has(`${tokens[before - 2]?.norm} ${tokens[before - 1]?.norm}`);
}

const isTopic = (tokens: Token[], { from, to }: Place): boolean =>
  from === 0 && to === 1 && TOPICS.test(tokens[0]!.norm);

/** Reads the voices of a sentence; each sentence is read once. */
export type VoiceReader = (reading: SentenceReading) => Voice[];

/** A reader for one item: office-holders are those of its time. */
export function voiceReader(at: string | undefined): VoiceReader {
  const read = new Map<SentenceReading, Voice[]>();
  return (reading) => {
    const known = read.get(reading);
    if (known) return known;
    const voices = voicesOf(reading, at);
    read.set(reading, voices);
    return voices;
  };
}

const KNOWN = ['SAY', 'US', 'LEAVE', 'PARTY'] as const;

/** The voices of a sentence in order. */
function voicesOf(reading: SentenceReading, at: string | undefined): Voice[] {
  const isKnown = (token: number): boolean =>
    KNOWN.some((concept) => reading.hits.of(concept).some(({ from, to }) => from <= token && token < to));
  const mentions = mentionsOf({ sentence: reading.sentence, at, isKnown });
  const apart = persons(mentions);
  const speeches = apart.map((one) => speechOf(reading, one));
  const { tokens } = reading.sentence;
  const told = apart.map(({ from }, n) => ({ from, ...speeches[n]! })).filter(({ weight }) => weight > 0);
  const leaked = apart.some((one, n) => one.authority === 'unnamed' && speeches[n]!.weight > 0);
  return apart
    .map((one, n) => {
      const retold = isRetold(tokens, one, told) ? RETOLD : 0;
      const named = leaked && one.authority !== 'unnamed' ? ANONYMITY : 0;
      const { weight } = speeches[n]!;
      return weight > 0
        ? { ...one, weight: spoken(one, weight - retold - named), speaks: true }
        : { ...one, weight: silent(reading, one), speaks: false };
    })
    .sort((a, b) => a.from - b.from || b.to - a.to);
}

/** `Secretary of State Marco Rubio` is one voice, the person's, and its place is that of all its words. */
function persons(mentions: Mention[]): Mention[] {
  const introduced = new Map<Mention, Mention>();
  for (const office of mentions) {
    const person = mentions.find((other) => introduces(office, other));
    if (person) introduced.set(office, person);
  }
  return mentions
    .filter((one) => !introduced.has(one))
    .map((one) => {
      const own = mentions.filter((office) => introduced.get(office) === one && adjoin(office, one));
      const [from, to] = [
        Math.min(one.from, ...own.map((o) => o.from)),
        Math.max(one.to, ...own.map((o) => o.to)),
      ];
      return { ...one, from, to };
    });
}

const adjoin = (office: Mention, person: Mention): boolean =>
  office.to === person.from || person.to === office.from;

const introduces = (office: Mention, person: Mention): boolean =>
  office !== person &&
  person.named &&
  !office.named &&
  office.authority === person.authority &&
  person.from <= office.to + 2 &&
  office.from <= person.to;

/** Told by another speaker of the sentence: his verb stands before this name with no mark between. */
const isRetold = (tokens: Token[], { from }: Mention, told: ({ from: number } & Speech)[]): boolean =>
  told.some(
    (other) =>
      other.from < from &&
      other.verbEnd <= from &&
      tokens.slice(other.verbEnd, from).every((token) => token.word),
  );

/** A government that speaks without a name yields to whoever is quoted by name nearby. */
const spoken = (one: Mention, weight: number): number =>
  Math.max(one.government ? weight - GOVERNMENT_SPEAKS : weight, NAMED);

/** What somebody weighs who says nothing. A country that only acts has nobody who stands behind the words. */
function silent(reading: SentenceReading, one: Mention): number {
  if (one.government || one.speaking || isAddressed(reading, one.from)) return NAMED;
  // What is somebody's is not what he does: `Trump's exit`.
  if (reading.sentence.tokens[one.to]?.norm === "'s") return NAMED;
  return ACTS[one.authority];
}
