import type { Assessment, ItemText } from '#libs/domain';
import { attribute, soughtFor, type Attribution, type Source } from './attribution/attribute';
import { voiceReader } from './attribution/speaker';
import { citedOutlet } from './attribution/outlets';
import { statementsOf } from './attribution/statements';
import { CONFIDENCE } from './data/judgement';
import { assessorInfo } from './info';
import { lexiconOf } from './lexicon/lexicons';
import { allClaims } from './reading/claims';
import { engagementOf, type Engagement } from './reading/engagement';
import { readZone } from './reading/read';
import { topicOf, type Topic } from './reading/topic';
import type { Claim, SentenceReading } from './reading/types';
import { detectLanguage, primaryTag } from './text/language';
import { zones } from './text/zones';
import { evidenceOf } from './verdict/evidence';
import { certaintyOf, reasonOf } from './verdict/reason';
import { rollUp, type Verdict } from './verdict/rollup';
import { settle, type Settled } from './verdict/settle';
import { secondOpinion, type Learnt } from './model/second-reader';

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
  topic: Topic;
  readings: SentenceReading[];
  claims: Claim[];
  /** Weighed when first asked for: a claim that decides leaves nothing to weigh. */
  engagement: () => Engagement;
  verdict: Verdict;
}

/** Runs the cascade; nothing when the language is not covered. */
export function analyse(text: ItemText): Analysis | undefined {
  const lexicon = lexiconOf(languageOf(text));
  if (!lexicon) return undefined;
  const readings = zones(text).flatMap((zone) => readZone(zone, lexicon));
  const topic = topicOf(readings);
  const claims = topic.relevant ? allClaims(readings) : [];
  let weighed: Engagement | undefined;
  const engagement = (): Engagement => (weighed ??= engagementOf(readings));
  return { topic, readings, claims, engagement, verdict: rollUp(claims, topic, engagement) };
}

/** Whether an item is about what the assessor reads: in a covered language, on this conflict or possibly so. */
export const isOnTopic = (text: ItemText): boolean => analyse(text)?.topic.relevant ?? false;

/** The cascade's verdict settled with the second reader; of other topics the cascade alone is sure. */
export function settled(analysis: Analysis, learnt?: Learnt): Settled {
  const { topic, readings, claims, engagement, verdict } = analysis;
  if (!topic.relevant) return { ...verdict, confidence: CONFIDENCE[verdict.because] ?? 0.5 };
  const findings = { claims, verdict, score: engagement().score };
  return settle(analysis, secondOpinion(readings, findings, learnt));
}

/** Who stands behind the verdict: whoever speaks for its claim, or acts where mediation shows most. */
function attributionOf(
  { readings, verdict, engagement }: Pick<Analysis, 'readings' | 'verdict' | 'engagement'>,
  source: Source,
): Attribution {
  // Nobody speaks for what says nothing.
  if (verdict.signal === 'none') return { authority: 'other' };
  if (verdict.claim) return attribute(readings, soughtFor(verdict.claim), source);
  if (verdict.words) {
    const mustSpeak = verdict.signal === 'withdrawn';
    return attribute(readings, { reading: verdict.words.reading, mustSpeak }, source);
  }
  const { evidence } = engagement();
  return evidence
    ? attribute(readings, { reading: evidence.reading, mustSpeak: false }, source)
    : { authority: 'other' };
}

/**
 * Reads an item: what it says about the US as mediator between Russia and Ukraine, how surely, on whose
 * word, and in which words. Pure: the same text always gives the same assessment.
 */
export function assess(text: ItemText): Assessment {
  const analysis = analyse(text);
  if (!analysis) return notCovered();
  const { readings, claims, engagement } = analysis;
  const verdict = settled(analysis);
  const { effectiveAt } = text;
  const cited = citedOutlet(readings, text.outlet);
  const source: Source = {
    voices: voiceReader(effectiveAt),
    claimed: new Set(claims.map(({ reading }) => reading)),
    ...(cited && { cited }),
    ...(effectiveAt && { effectiveAt }),
  };
  const attribution = attributionOf({ readings, verdict, engagement }, source);
  const { authority, speaker, key } = attribution;
  const { signal, claim } = verdict;
  const told = { signal, ...(key && { key }), ...(claim && { decisive: claim }) };
  return {
    signal,
    confidence: verdict.confidence,
    certainty: certaintyOf(verdict),
    authority,
    ...(speaker && { speaker }),
    ...(cited && { attributedTo: cited.outlet }),
    statements: signal === 'none' ? [] : statementsOf({ claims, readings }, told, source),
    evidence: evidenceOf(verdict, { readings, claims, engagement, attribution, source }),
    reason: reasonOf(verdict, attribution),
    assessor: assessorInfo,
  };
}
