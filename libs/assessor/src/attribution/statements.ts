import type { Signal, Statement } from '#libs/domain';
import type { Claim, SentenceReading } from '../reading/types';
import { attribute, soughtFor, type Source } from './attribute';
import { speechDay } from './speech-day';

/** More remarks than this do not help to join items of one origin. */
const MOST = 6;
/** Shorter quotations are words anybody could have said. */
const FEWEST_WORDS = 3;

/** The class of what was said, the same for every way of telling it. */
export function predicateOf(claim: Claim): string {
  switch (claim.kind) {
    case 'pressure':
      return 'pressure';
    case 'stay':
      return 'stay';
    case 'same':
      return 'posture-same';
    case 'denial':
      return 'not-step-back';
    case 'exit':
      if (claim.factuality === 'negated' || claim.factuality === 'denied') return 'not-step-back';
      return claim.factuality === 'done' ? 'step-back' : 'may-step-back';
  }
}

/** Lower case, letters and digits only: what remains when outlets set a quotation differently. */
export const normalise = (quotation: string): string =>
  quotation
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The longest quotation that shares text with a sentence. */
function quotationIn({ sentence: { zone, quotes } }: SentenceReading): string | undefined {
  const words = quotes.map(({ start, end }) => normalise(zone.text.slice(start, end)));
  const longest = words.reduce((best, quote) => (quote.length > best.length ? quote : best), '');
  return longest.split(' ').length >= FEWEST_WORDS ? longest : undefined;
}

function statement(readings: SentenceReading[], claim: Claim, source: Source): Statement | undefined {
  if (claim.factuality === 'hypothetical' || claim.factuality === 'opinion') return undefined;
  const { key } = attribute(readings, soughtFor(claim), source);
  if (!key) return undefined;
  const quotation = quotationIn(claim.reading);
  const saidOn = speechDay(claim.reading.sentence.tokens, source.effectiveAt);
  return {
    speaker: key,
    ...(quotation && { quotation }),
    predicate: predicateOf(claim),
    ...(saidOn && { saidOn }),
  };
}

/** What an item signals, on whose word, and with which claim. */
export interface Told {
  signal: Signal;
  key?: string;
  decisive?: Claim;
}

/** The different remarks of some claims. */
function remarksOf(readings: SentenceReading[], claims: Claim[], source: Source): Statement[] {
  const found = new Map<string, Statement>();
  for (const claim of claims.slice(0, 2 * MOST)) {
    if (found.size >= MOST) break;
    const made = statement(readings, claim, source);
    if (made) found.set(`${made.speaker}|${made.predicate}|${made.saidOn}|${made.quotation}`, made);
  }
  return [...found.values()];
}

/**
 * The remarks behind an item's claims, one per speaker, predicate and quotation: those that carry its signal; older
 * ones of the same speaker are its background, and other people are asked only when its speaker made none. Whoever
 * speaks without a claim is told to have said what the item signals, so that his item still joins others that tell
 * it of him.
 */
export function statementsOf(
  { claims, readings }: { claims: Claim[]; readings: SentenceReading[] },
  { key, signal, decisive }: Told,
  source: Source,
): Statement[] {
  if (key && decisive) {
    const predicate = predicateOf(decisive);
    const alike = claims.filter((claim) => predicateOf(claim) === predicate);
    const own = remarksOf(readings, alike, source).filter(({ speaker }) => speaker === key);
    if (own.length > 0) return own;
  }
  const all = remarksOf(readings, claims, source);
  const own = all.filter(({ speaker }) => speaker === key);
  if (own.length > 0) return own;
  return all.length === 0 && key ? [{ speaker: key, predicate: signal }] : all;
}
