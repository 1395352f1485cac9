import type { Statement } from '#libs/domain';
import type { Claim, SentenceReading } from '../reading/types';
import { attribute } from './attribute';
import type { VoiceReader } from './speaker';
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

/** The remarks behind an item's claims, one per speaker, predicate and quotation. */
export function statementsOf(
  { claims, readings }: { claims: Claim[]; readings: SentenceReading[] },
  voices: VoiceReader,
  effectiveAt: string | undefined,
): Statement[] {
  const found = new Map<string, Statement>();
  for (const claim of claims.slice(0, 2 * MOST)) {
    if (found.size >= MOST) break;
    if (claim.factuality === 'hypothetical' || claim.factuality === 'opinion') continue;
    const { speaker } = attribute(readings, claim.reading, voices);
    if (!speaker) continue;
    const quotation = quotationIn(claim.reading);
    const saidOn = speechDay(claim.reading.sentence.tokens, effectiveAt);
    const statement: Statement = {
      speaker,
      ...(quotation && { quotation }),
      predicate: predicateOf(claim),
      ...(saidOn && { saidOn }),
    };
    found.set(JSON.stringify(statement), statement);
  }
  return [...found.values()];
}
