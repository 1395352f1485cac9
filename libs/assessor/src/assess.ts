import type { Assessment, EvidenceSpan, ItemText } from '#libs/domain';
import { attribute, type Attribution } from './attribution/attribute';
import { voiceReader } from './attribution/speaker';
import { attributedOutlet } from './attribution/outlets';
import { statementsOf } from './attribution/statements';
import { CONFIDENCE } from './data/judgement';
import { assessorInfo } from './info';
import { lexiconOf } from './lexicon/lexicons';
import type { Hit } from './lexicon/types';
import { allClaims } from './reading/claims';
import { engagementOf, type Engagement } from './reading/engagement';
import { readZone } from './reading/read';
import { topicOf } from './reading/topic';
import type { Claim, SentenceReading } from './reading/types';
import { detectLanguage, primaryTag } from './text/language';
import { zones } from './text/zones';
import { certaintyOf, reasonOf } from './verdict/reason';
import { rollUp, type Verdict } from './verdict/rollup';

/** A verbatim span; a prefix of one sentence, so its offsets are those of the field. */
function span({ sentence }: SentenceReading, hit: Hit): EvidenceSpan {
  const { field, text } = sentence.zone;
  const start = sentence.tokens[hit.from]!.start;
  const end = sentence.tokens[hit.to - 1]!.end;
  return { field, start, end, quote: text.slice(start, end), rules: [hit.rule] };
}

function evidenceOf(verdict: Verdict, engagement: Engagement): EvidenceSpan[] {
  if (verdict.claim) return verdict.claim.evidence.map((hit) => span(verdict.claim.reading, hit));
  const { evidence } = engagement;
  return verdict.signal === 'active' && evidence
    ? evidence.hits.map((hit) => span(evidence.reading, hit))
    : [];
}

const confidenceOf = ({ because, claim }: Verdict): number =>
  CONFIDENCE[claim ? `${because}/${claim.strength}` : because] ?? 0.5;

const notCovered = (): Assessment => ({
  signal: 'none',
  confidence: 0,
  certainty: 'asserted',
  authority: 'other',
  statements: [],
  evidence: [],
  reason: 'language-not-covered',
  assessor: assessorInfo,
});

/** Characters of the content that help to tell the language. */
const LEAD = 1_000;

function languageOf(text: ItemText): string {
  const given = primaryTag(text.language ?? '');
  return given === ''
    ? detectLanguage(`${text.title} ${text.summary} ${text.content.slice(0, LEAD)}`)
    : given;
}

/** What the layers found, before it is put into words. */
export interface Analysis {
  readings: SentenceReading[];
  claims: Claim[];
  engagement: Engagement;
  verdict: Verdict;
}

/** Runs the cascade; nothing when the language is not covered. */
export function analyse(text: ItemText): Analysis | undefined {
  const lexicon = lexiconOf(languageOf(text));
  if (!lexicon) return undefined;
  const readings = zones(text).flatMap((zone) => readZone(zone, lexicon));
  const topic = topicOf(readings);
  const claims = topic.relevant ? allClaims(readings) : [];
  const engagement = engagementOf(readings);
  return { readings, claims, engagement, verdict: rollUp(claims, topic, engagement) };
}

/**
 * Reads an item: what it says about the US as mediator between Russia and Ukraine, how surely, on whose
 * word, and in which words. Pure: the same text always gives the same assessment.
 */
export function assess(text: ItemText): Assessment {
  const analysis = analyse(text);
  if (!analysis) return notCovered();
  const { readings, claims, engagement, verdict } = analysis;
  const voices = voiceReader(text.effectiveAt);
  const decisive = verdict.claim?.reading ?? engagement.evidence?.reading;
  const attribution: Attribution = decisive ? attribute(readings, decisive, voices) : { authority: 'other' };
  const attributedTo = attributedOutlet(readings, text.outlet);
  return {
    signal: verdict.signal,
    confidence: confidenceOf(verdict),
    certainty: certaintyOf(verdict),
    ...attribution,
    ...(attributedTo && { attributedTo }),
    statements: statementsOf({ claims, readings }, voices, text.effectiveAt),
    evidence: evidenceOf(verdict, engagement),
    reason: reasonOf(verdict, attribution),
    assessor: assessorInfo,
  };
}
