import type { EvidenceSpan } from '#libs/domain';
import { attribute, soughtFor, type Attribution, type Source } from '../attribution/attribute';
import type { Hit } from '../lexicon/types';
import type { Engagement } from '../reading/engagement';
import type { Claim, SentenceReading } from '../reading/types';
import { cueOf, passageOf, quotationOf } from './passage';
import { inLead, inTitle, type Verdict } from './rollup';

/** Claims that are weighed for quoting: those of the beginning. */
const MOST = 50;

/** What a claim makes of its item; claims of one outcome can stand for each other before a reader. */
function outcomeOf({ kind, factuality }: Claim): string {
  if (kind !== 'exit') return kind === 'same' ? 'denial' : kind;
  return factuality === 'negated' || factuality === 'denied' ? 'denial' : factuality;
}

/** Told by one speaker, with one outcome, and not buried in the background. */
const sameSaying = (claim: Claim, decisive: Claim): boolean =>
  claim.kind !== 'pressure' &&
  outcomeOf(claim) === outcomeOf(decisive) &&
  (inLead(claim) || !inLead(decisive));

/** What a reader is best served with: the speaker's own words, then the stronger claim, then body over headline. */
function worth(claim: Claim, authority: Attribution['authority']): number {
  const own = authority === 'principal' && quotationOf(claim.reading, claim.evidence) ? 10 : 0;
  return own + claim.strength + (inTitle(claim) ? 0 : 0.5);
}

/** The claim that is quoted: among those that say the same on the same word, the one that reads best. */
function quoted(decisive: Claim, context: Context): Claim {
  const { claims, readings, attribution, source } = context;
  let best = decisive;
  for (const claim of claims.slice(0, MOST).filter((other) => sameSaying(other, decisive))) {
    if (worth(claim, attribution.authority) <= worth(best, attribution.authority)) continue;
    const { key } = attribute(readings, soughtFor(claim), source);
    if (key === attribution.key) best = claim;
  }
  return best;
}

/** What is known of an item when its verdict is put into words. */
export interface Context {
  readings: SentenceReading[];
  claims: Claim[];
  engagement: () => Engagement;
  attribution: Attribution;
  source: Source;
}

const spans = (reading: SentenceReading, hits: readonly Hit[], rules: string[]): EvidenceSpan[] => [
  passageOf(reading, hits, rules),
  ...hits.map((hit) => cueOf(reading, hit)),
];

/** A passage a reader can judge, then the exact words that decided. */
export function evidenceOf(verdict: Verdict, context: Context): EvidenceSpan[] {
  const { claim, words, signal } = verdict;
  if (words)
    return spans(words.reading, words.hits, [`words.${signal}`, ...words.hits.map(({ rule }) => rule)]);
  if (!claim) {
    const evidence = signal === 'active' ? context.engagement().evidence : undefined;
    if (!evidence) return [];
    const { reading, hits } = evidence;
    return hits.length > 0
      ? spans(
          reading,
          hits,
          hits.map(({ rule }) => rule),
        )
      : [];
  }
  const shown = quoted(claim, context);
  const others = shown === claim ? [] : claim.evidence.map((hit) => cueOf(claim.reading, hit));
  const rules = [...new Set([...shown.evidence, ...claim.evidence].map(({ rule }) => rule))];
  return [...spans(shown.reading, shown.evidence, rules), ...others];
}
