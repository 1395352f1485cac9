import type { Signal } from '#libs/domain';
import type { Hit } from '../lexicon/types';
import type { Claim, SentenceReading } from '../reading/types';
import type { Engagement } from '../reading/engagement';
import type { Topic } from '../reading/topic';

/** Why an item was read as it was: the key of its confidence and of its sentence of explanation. */
export interface Verdict {
  signal: Signal;
  because: Because;
  /** The claim that decides. */
  claim?: Claim;
  /** Where no claim decides: the sentence that speaks most for the signal, and its telling words. */
  words?: { reading: SentenceReading; hits: Hit[] };
}

export type Because =
  | 'exit-denied'
  | 'posture-restated'
  | 'stays-despite-talk'
  | 'exit-stated'
  | 'exit-stated-weakly'
  | 'exit-conditional'
  | 'exit-prospective'
  | 'exit-elsewhere-conditional'
  | 'pressure'
  | 'worded-exit'
  | 'worded-threat'
  | 'worded-denial'
  | 'stays'
  | 'mediates'
  | 'opinion'
  | 'other-conflict'
  | 'off-topic'
  | 'nothing-said';

/** Sentences of the content that count as its lead; what follows is mostly background. */
const LEAD = 4;

export const inLead = ({ reading: { sentence } }: Claim): boolean =>
  sentence.zone.field !== 'content' || sentence.index < LEAD;

export const inTitle = ({ reading: { sentence } }: Claim): boolean => sentence.zone.field === 'title';

const rank = (claim: Claim): number => claim.strength + (inTitle(claim) ? 0.5 : 0) + (inLead(claim) ? 1 : 0);

export const strongest = (claims: Claim[]): Claim | undefined =>
  claims.reduce<Claim | undefined>(
    (best, claim) => (!best || rank(claim) > rank(best) ? claim : best),
    undefined,
  );

/**
 * Texts tell what was taken back before they take it back: an exit told after a denial is the newer fact.
 * A headline that names the role also outweighs a denial of nothing in particular.
 */
const outweighs = (exit: Claim, denial: Claim): boolean =>
  (exit.order > denial.order && exit.strength >= denial.strength) ||
  (inTitle(exit) && exit.strength - denial.strength > 1);

/** Claims sorted by what they would make of the item. */
interface Sorted {
  taken: Claim[];
  done: Claim[];
  threats: Claim[];
  pressure: Claim[];
  stays: Claim[];
  same: Claim[];
  /** Exits only spoken of: questions, rumours, history. */
  mentioned: Claim[];
}

function sort(claims: Claim[]): Sorted {
  const exits = claims.filter((claim) => claim.kind === 'exit');
  const put = (...ways: Claim['factuality'][]): Claim[] =>
    exits.filter((exit) => ways.includes(exit.factuality));
  const asserted = (kind: Claim['kind']): Claim[] =>
    claims.filter(
      (claim) =>
        claim.kind === kind && !['negated', 'denied', 'background', 'opinion'].includes(claim.factuality),
    );
  return {
    taken: [...put('negated', 'denied'), ...claims.filter((claim) => claim.kind === 'denial')],
    done: put('done'),
    threats: put('conditional', 'prospective'),
    pressure: asserted('pressure'),
    stays: asserted('stay'),
    same: asserted('same'),
    mentioned: put('background', 'question', 'talk', 'hypothetical', 'opinion'),
  };
}

/** A walk-back beats a threat; it also beats a bare exit unless the exit is what the headline states. */
function clarified(sorted: Sorted): Verdict | undefined {
  const { taken, done, same, stays, threats, mentioned } = sorted;
  const leadExit = strongest(done.filter(inLead));
  const denial = strongest(taken.filter((claim) => inLead(claim) || claim.strength > 1));
  if (denial && !(leadExit && outweighs(leadExit, denial))) {
    return { signal: 'clarified', because: 'exit-denied', claim: denial };
  }
  const restated = strongest(same);
  if (restated && !(leadExit && outweighs(leadExit, restated))) {
    return { signal: 'clarified', because: 'posture-restated', claim: restated };
  }
  const stay = strongest(stays);
  const spokenOf = mentioned.length > 0;
  if (stay && spokenOf && !leadExit && (threats.length === 0 || rank(stay) > rank(strongest(threats)!))) {
    return { signal: 'clarified', because: 'stays-despite-talk', claim: stay };
  }
  return undefined;
}

/** Headlines shorten: a condition that only the body tells still binds the headline's exit. */
function exitWins(exit: Claim, threat: Claim, toldInBody: boolean): boolean {
  if (exit.strength === 1) return false;
  if (inTitle(threat) === inTitle(exit)) return rank(exit) > rank(threat);
  return inTitle(threat) || (toldInBody && rank(exit) > rank(threat));
}

/** A flat exit, unless the same item ties it to a condition or only warns of it. */
function exitOrThreat({ done, threats, pressure }: Sorted): Verdict | undefined {
  const exit = strongest(done);
  const threat = strongest(threats);
  if (exit && threat) {
    return exitWins(
      exit,
      threat,
      done.some((claim) => !inTitle(claim)),
    )
      ? { signal: 'withdrawn', because: 'exit-stated', claim: exit }
      : { signal: 'threatened', because: 'exit-elsewhere-conditional', claim: threat };
  }
  if (threat) {
    const because = threat.factuality === 'conditional' ? 'exit-conditional' : 'exit-prospective';
    return { signal: 'threatened', because, claim: threat };
  }
  if (exit) {
    const weak = exit.strength === 1;
    if (weak && pressure[0]) return { signal: 'threatened', because: 'pressure', claim: pressure[0] };
    return { signal: 'withdrawn', because: weak ? 'exit-stated-weakly' : 'exit-stated', claim: exit };
  }
  return pressure[0] && { signal: 'threatened', because: 'pressure', claim: pressure[0] };
}

/** The item's signal from its claims. The lead decides; the body is asked only when the lead says nothing. */
export function rollUp(claims: Claim[], topic: Topic, engagement: () => Engagement): Verdict {
  if (!topic.relevant) return { signal: 'none', because: topic.elsewhere ? 'other-conflict' : 'off-topic' };
  const sorted = sort(claims);
  const lead = sort(claims.filter(inLead));
  const verdict = clarified(sorted) ?? exitOrThreat(lead) ?? exitOrThreat(sorted);
  if (verdict && topic.opinion && !verdict.claim?.reading.hits.has('SAY'))
    return { signal: 'none', because: 'opinion' };
  if (verdict) return verdict;
  if (engagement().score <= 0) return { signal: 'none', because: 'nothing-said' };
  const stay = strongest(sorted.stays);
  return stay
    ? { signal: 'active', because: 'stays', claim: stay }
    : { signal: 'active', because: 'mediates' };
}
