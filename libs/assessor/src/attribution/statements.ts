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

/** The remarks that carry the item's signal; older ones of the same speaker are its background. */
function carrying(all: Statement[], { key, decisive }: Told): Statement[] {
  const own = all.filter(({ speaker }) => speaker === key);
  const same = decisive && own.filter(({ predicate }) => predicate === predicateOf(decisive));
  return same && same.length > 0 ? same : own;
}

/**
 * The remarks behind an item's claims, one per speaker, predicate and quotation: those that carry its signal, of
 * other people only when its speaker made none. Whoever speaks without a claim is told to have said what the item
 * signals, so that his item still joins others that tell it of him.
 */
export function statementsOf(
  { claims, readings }: { claims: Claim[]; readings: SentenceReading[] },
  told: Told,
  source: Source,
): Statement[] {
  const found = new Map<string, Statement>();
  for (const claim of claims.slice(0, 2 * MOST)) {
    if (found.size >= MOST) break;
    const made = statement(readings, claim, source);
    if (made) found.set(JSON.stringify(made), made);
  }
  const all = [...found.values()];
  const own = carrying(all, told);
  if (own.length > 0) return own;
  const { key, signal } = told;
  if (all.length === 0 && key && signal !== 'none') return [{ speaker: key, predicate: signal }];
  return all;
}
