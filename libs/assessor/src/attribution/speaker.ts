import type { Authority } from '#libs/domain';
import { ADDRESSING, PLUPERFECT, TOPICS, WORDS_OF } from '../data/voices';
import type { SentenceReading } from '../reading/types';
import type { Token } from '../text/types';
import { mentionsOf, type Identity, type Mention } from './gazetteer';

/** A voice found in a sentence. */
export interface Voice extends Identity {
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
  for (const hit of hits.of('PREP')) if (hit.to === before) return true;
  return false;
}
const ARTICLES = new Set(['the', 'a', 'an', 'der', 'die', 'das', 'le', 'la', 'el']);

/** The last words of a headline behind a dash or comma: `US quits talks - State Department`. */
function closesHeadline({ sentence }: SentenceReading, { from, to }: Place): boolean {
  const isLast = sentence.zone.field === 'title' && sentence.tokens[to] === undefined;
  return isLast && CLOSING.has(sentence.tokens[from - 1]?.norm ?? '');
}

const CLOSING = new Set(['—', '–', ',', ':']);

/** `Zelensky 'would not want'`: the words right after a name in a headline are his. */
function opensQuotation({ sentence }: SentenceReading, { from, to }: Place): boolean {
  if (sentence.zone.field !== 'title' || from > OPENS || sentence.tokens[from]!.quoted) return false;
  const next = sentence.tokens[to];
  return next?.quoted === true && next.word;
}

/** One mark parts a speaker from the verb; two enclose what describes him (`Rubio, the secretary, said`). */
function parted(tokens: Token[], from: number, to: number): boolean {
  let marks = 0;
  for (let at = from; at < to; at++) if (isMark(tokens[at]!)) marks++;
  return marks % 2 === 1;
}

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
function speechOf(reading: SentenceReading, place: Place, verbs: readonly Place[]): Speech {
  const { tokens } = reading.sentence;
  const addressed = isAddressed(reading, place.from);
  if (tokens[place.to]?.norm === ':' && place.from <= OPENS && !addressed)
    return { weight: isTopic(tokens, place) ? 0 : 3, verbEnd: place.to };
  if (closesHeadline(reading, place)) return { weight: 2.8, verbEnd: tokens.length };
  const best: Speech = { weight: 0, verbEnd: -1 };
  if (!addressed && opensQuotation(reading, place)) raise(best, 2.4, place.to);
  if (isSource(tokens, place)) raise(best, 2.6, tokens.length);
  for (const say of verbs) {
    const ahead = say.from - place.to;
    const behind = place.from - say.to;
    const inReach = ahead >= 0 && ahead <= BEFORE_SPEECH && !addressed;
    if (inReach && !parted(tokens, place.to, say.from) && !isParticiple(tokens, say))
      raise(best, 3 - ahead / 5 - (isOlder(tokens, say) ? BEFORE : 0), say.to);
    if (behind >= 0 && behind <= AFTER_SPEECH && says(tokens, say, place.from))
      raise(best, 2.6 - behind / 5, tokens.length);
  }
  return best;
}

function raise(speech: Speech, weight: number, verbEnd: number): void {
  if (weight <= speech.weight) return;
  speech.weight = weight;
  speech.verbEnd = verbEnd;
}

const isOlder = (tokens: Token[], { from }: Place): boolean =>
  PLUPERFECT.has(tokens[from - 1]?.norm ?? '') || PLUPERFECT.has(tokens[from - 2]?.norm ?? '');

/** `In the words of the spokeswoman`. */
function isSource(tokens: Token[], { from }: Place): boolean {
  const before = ARTICLES.has(tokens[from - 1]?.norm ?? '') ? from - 1 : from;
  const last = tokens[before - 1]?.norm ?? '';
  return Object.hasOwn(WORDS_OF, last) && WORDS_OF[last]!.includes(tokens[before - 2]?.norm ?? '');
}

const isTopic = (tokens: Token[], { from, to }: Place): boolean =>
  from === 0 && to === 1 && TOPICS.has(tokens[0]!.norm);

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

const NOBODY: Voice[] = [];

/** The voices of a sentence in order. */
function voicesOf(reading: SentenceReading, at: string | undefined): Voice[] {
  const isKnown = (token: number): boolean =>
    KNOWN.some((concept) => reading.hits.of(concept).some(({ from, to }) => from <= token && token < to));
  const { sentence, hits } = reading;
  const mentions = mentionsOf({ sentence, hits, at, isKnown });
  if (mentions.length === 0) return NOBODY;
  const said = hits.has('TELL') ? [...hits.of('SAY'), ...hits.of('TELL')] : hits.of('SAY');
  const apart = inOrder(persons(mentions)).map((one) => ({ one, speech: speechOf(reading, one, said) }));
  const speaking = apart.filter(({ speech }) => speech.weight > 0);
  const leaked = speaking.some(({ one }) => one.authority === 'unnamed');
  const { tokens } = sentence;
  return apart.map(({ one, speech }) => {
    const { authority, key, display } = one;
    if (speech.weight === 0) return { authority, key, display, weight: silent(reading, one), speaks: false };
    const retold = isRetold(tokens, one, speaking) ? RETOLD : 0;
    const named = leaked && authority !== 'unnamed' ? ANONYMITY : 0;
    return { authority, key, display, weight: spoken(one, speech.weight - retold - named), speaks: true };
  });
}

/** In the order of the text: of two that weigh the same, the first is heard. */
const inOrder = (mentions: Mention[]): Mention[] =>
  mentions.length > 1 ? mentions.sort((a, b) => a.from - b.from || b.to - a.to) : mentions;

/** `Secretary of State Marco Rubio` is one voice, the person's, and its place is that of all its words. */
function persons(mentions: Mention[]): Mention[] {
  if (!mentions.some(({ named }) => named)) return mentions;
  const found = new Map(mentions.map((one) => [one, one]));
  for (const office of mentions) {
    const person = mentions.find((other) => introduces(office, other));
    if (!person) continue;
    found.delete(office);
    const wide = found.get(person);
    if (!wide || (office.to !== person.from && person.to !== office.from)) continue;
    found.set(person, { ...wide, from: Math.min(wide.from, office.from), to: Math.max(wide.to, office.to) });
  }
  return [...found.values()];
}

const introduces = (office: Mention, person: Mention): boolean =>
  office !== person &&
  person.named &&
  !office.named &&
  office.authority === person.authority &&
  person.from <= office.to + 2 &&
  office.from <= person.to;

/** Told by another speaker of the sentence: his verb stands before this name with no mark between. */
const isRetold = (tokens: Token[], { from }: Mention, told: { one: Mention; speech: Speech }[]): boolean =>
  told.some(({ one, speech: { verbEnd } }) => {
    if (one.from >= from || verbEnd > from) return false;
    for (let at = verbEnd; at < from; at++) if (!tokens[at]!.word) return false;
    return true;
  });

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
