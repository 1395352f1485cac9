import type { Signal } from '#libs/domain';
import type { Concept, Hit } from '../lexicon/types';
import type { Topic } from '../reading/topic';
import type { Opinion } from '../model/second-reader';
import type { Claim, SentenceReading } from '../reading/types';
import { inLead, strongest, type Because, type Verdict } from './rollup';

/** A verdict with how sure it is. */
export type Settled = Verdict & { confidence: number };

/** `withdrawn` moves markets: below this probability the next likeliest is said (`npm run train` shows what it does to precision). */
const SURE_OF_EXIT = 0.5;
/** A text that names neither Russia nor Ukraine may speak of anything: its signal must be this sure. */
const SURE_UNNAMED = 0.5;
/** The same where no American is named. */
const SURE_WITHOUT_US = 0.6;
/** And where no word is of mediation: news of the war or of politics at home. */
const SURE_WITHOUT_SIGNS = 0.9;
/** One reader of one text is never as sure as two; the policy acts on one item alone from 0.95 on. */
const MOST_SURE = 0.94;

/** A claim is not taken for nothing while it is at least this likely. */
const STILL_POSSIBLE = 0.15;
/** In an article it is not taken for another signal either: the words of many sentences blur what is said once. */
const STILL_POSSIBLE_IN_ARTICLE = 0.2;
/** Least of all an exit that its lead tells: the rest of an article speaks of other days. */
const STILL_POSSIBLE_IN_LEAD = 0.12;
/** Characters from which on a text is an article. */
const ARTICLE = 1_000;

const isArticle = (readings: readonly SentenceReading[]): boolean =>
  readings.some(({ sentence }) => sentence.zone.text.length >= ARTICLE);

/** What the cascade read. */
interface Read {
  verdict: Verdict;
  claims: readonly Claim[];
  topic: Topic;
  readings: readonly SentenceReading[];
}

/** Claims that carry a signal. */
const CARRIES: Record<Exclude<Signal, 'none'>, (claim: Claim) => boolean> = {
  withdrawn: ({ kind, factuality }) => kind === 'exit' && factuality === 'done',
  threatened: ({ kind, factuality }) =>
    kind === 'pressure' ||
    (kind === 'exit' && (factuality === 'conditional' || factuality === 'prospective')),
  clarified: ({ kind, factuality }) =>
    kind === 'denial' || kind === 'same' || (kind === 'exit' && ['negated', 'denied'].includes(factuality)),
  active: ({ kind, factuality }) => kind === 'stay' && factuality === 'done',
};

const BECAUSE: Record<Signal, Because> = {
  withdrawn: 'worded-exit',
  threatened: 'worded-threat',
  clarified: 'worded-denial',
  active: 'mediates',
  none: 'nothing-said',
};

/** Words to show for a signal that no claim carries, the most telling first. */
const TELLING: Record<Exclude<Signal, 'none'>, Concept[]> = {
  withdrawn: ['EXIT', 'LEAVE', 'HANDOVER', 'HALTED', 'ROLE', 'TALKS'],
  threatened: ['PRESSURE', 'ULTIMATUM', 'EXIT', 'LEAVE', 'MAY', 'IF', 'ELSE', 'ROLE', 'TALKS'],
  clarified: ['RETRACT', 'SAME', 'STAY', 'DENY', 'FALSE', 'CLARIFY', 'NOT', 'ROLE', 'TALKS'],
  active: ['ENGAGE', 'ROLE', 'TALKS', 'DEAL', 'MEETING', 'ENVOY'],
};
const LAST_RESORT: Concept[] = ['US', 'CONFLICT', 'PARTY', 'PERSON'];

/** The sentence that speaks most for a signal, and its telling words. */
function shown(
  signal: Exclude<Signal, 'none'>,
  opinion: Opinion,
): { reading: SentenceReading; hits: Hit[] } | undefined {
  const sentences = opinion.speakingFor(signal);
  for (const concepts of [TELLING[signal], LAST_RESORT]) {
    for (const reading of sentences) {
      const concept = concepts.find((candidate) => reading.hits.has(candidate));
      if (concept) return { reading, hits: [reading.hits.of(concept)[0]!] };
    }
  }
  return undefined;
}

/** The likeliest signal; none where it is not sure enough, and the next where an exit is not. */
function likeliest(shares: Opinion['shares'], atLeast: number): Signal {
  const order = (Object.keys(shares) as Signal[]).sort((a, b) => shares[b] - shares[a]);
  const signal = order[0] === 'withdrawn' && shares.withdrawn < SURE_OF_EXIT ? order[1]! : order[0]!;
  return shares[signal] < atLeast ? 'none' : signal;
}

const sureEnough = ({ named, us, signs }: Topic): number => {
  if (!signs) return SURE_WITHOUT_SIGNS;
  if (!named) return SURE_UNNAMED;
  return us ? 0 : SURE_WITHOUT_US;
};

const enoughInArticle = ({ claim }: Verdict): number =>
  claim?.kind === 'exit' && inLead(claim) ? STILL_POSSIBLE_IN_LEAD : STILL_POSSIBLE_IN_ARTICLE;

/**
 * Settles what the item says between the cascade's verdict, which the second reader knows, and the words of the whole
 * text. Whatever is said names a claim, or the sentence that speaks most for it; what can name neither is not said.
 */
export function settle({ verdict, claims, topic, readings }: Read, opinion: Opinion): Settled {
  const worded = likeliest(opinion.shares, sureEnough(topic));
  const possible = opinion.shares[verdict.signal];
  const stands =
    topic.us &&
    topic.named &&
    (isArticle(readings)
      ? possible >= enoughInArticle(verdict)
      : worded === 'none' && possible >= STILL_POSSIBLE);
  const signal = verdict.claim && stands ? verdict.signal : worded;
  const confidence = Math.min(MOST_SURE, Math.round(opinion.shares[signal] * 1_000) / 1_000);
  if (signal === verdict.signal) return { ...verdict, confidence };
  if (signal === 'none') return { signal, because: 'nothing-said', confidence };
  const claim = strongest(claims.filter(CARRIES[signal]));
  const because = BECAUSE[signal];
  if (claim) return { signal, because, claim, confidence };
  const words = shown(signal, opinion);
  if (!words) return { signal: 'none', because: 'nothing-said', confidence: opinion.shares.none };
  return { signal, because, words, confidence };
}
