import type { Database } from '#libs/database';
import {
  decayedConfidence,
  toMs,
  type FlipDistance,
  type Policy,
  type Posture,
  type Standing,
  type ToldPeriod,
} from '#libs/domain';
import { checkpointOf, type EventStore } from '#libs/event-store';
import { readFlipDistance } from './flip-distance';
import { readEvidence, type Evidence } from './evidence';
import { readRecentFreshness, type FreshnessAnswer } from './freshness';
import { readPeriodAt, readPostureState } from './posture';
import { readDecisions, readTimeline, toldTimeline, type DecisionEvent } from './told';

/** The answer to "what, since when, why, how fresh". */
export interface PostureAnswer {
  posture: Posture;
  /** Since when it has been so; null while no item has said anything. */
  since: string | null;
  /** When this service said so; null while it has not said anything. */
  decidedAt: string | null;
  confidence: number;
  previous: Posture | null;
  reason: string;
  evidence: Evidence[];
  counterEvidence: Evidence[];
  origins: number;
  copies: number;
  /** The smallest report that would change the verdict now; null: none so small does, or the answer is of the past. */
  flipDistance: FlipDistance | null;
  freshness: FreshnessAnswer;
  /** The fold's posture; differs from `posture` only under an override. */
  derived: Posture;
  override: null;
  ruleset: string | null;
  /** Every item event up to here is assessed and folded. */
  position: number;
  simulated?: true;
}

export interface AnswerDeps {
  database: Database;
  store: EventStore;
  clock: { now(): number; simulated: boolean };
  policy: Policy;
}

export interface AnswerTimes {
  /** What is held now about this time. */
  asOf?: string;
  /** What this service said at this time, from decisions recorded by then. */
  knownAt?: string;
}

/** The time asked for lies before the first event or in the future. */
export class TimeOutOfRange extends Error {
  override readonly name = 'TimeOutOfRange';
}

const MOST_QUOTES = 5;
const NOTHING_YET = 'No item has said anything about it yet; the US is taken to mediate.';

/** @throws TimeOutOfRange */
export async function readAnswer(
  deps: AnswerDeps,
  { asOf, knownAt }: AnswerTimes = {},
): Promise<PostureAnswer> {
  const { database, clock } = deps;
  // The position is read first: what is read after it can only be newer.
  const position = await checkpointOf(database, 'posture');
  const nowMs = clock.now();
  const [freshness, state] = await Promise.all([
    readRecentFreshness(database, nowMs),
    readPostureState(database),
    checkTimes(deps, { asOf, knownAt }, nowMs),
  ]);
  const isNow = asOf === undefined && knownAt === undefined;
  const [flipDistance, found] = await Promise.all([
    isNow ? readFlipDistance(deps, state?.version ?? 0) : null,
    knownAt === undefined ? held(deps, asOf, state?.standing ?? null) : said(deps, { asOf, knownAt }),
  ]);
  const frame = {
    flipDistance,
    freshness,
    override: null,
    ruleset: state?.ruleset ?? null,
    position,
    ...(clock.simulated ? { simulated: true as const } : {}),
  };
  return { ...found, derived: found.posture, ...frame };
}

type Found = Omit<
  PostureAnswer,
  'flipDistance' | 'freshness' | 'override' | 'ruleset' | 'position' | 'simulated' | 'derived'
>;

async function checkTimes(
  { database }: AnswerDeps,
  { asOf, knownAt }: AnswerTimes,
  nowMs: number,
): Promise<void> {
  if (asOf === undefined && knownAt === undefined) return;
  const [first] = await database.query<{ recorded: string | null; effective: string | null }>(
    `select (select recorded_at from events order by position limit 1) as recorded, (select min(from_at) from posture_periods) as effective`,
  );
  const { recorded, effective } = first!;
  const check = (name: string, at: string | undefined, from: string | null): void => {
    if (at === undefined) return;
    if (from === null || toMs(at) < toMs(from))
      throw new TimeOutOfRange(`${name} ${at} lies before ${from ?? 'anything was recorded'}`);
    if (toMs(at) > nowMs) throw new TimeOutOfRange(`${name} ${at} lies in the future`);
  };
  // Items may tell of a time before this service began, and it may have begun before any item told of anything.
  const begins = [effective, recorded].filter((time) => time !== null).sort()[0] ?? null;
  check('asOf', asOf, begins);
  check('knownAt', knownAt, recorded);
}

/** The last of the periods that began by then. */
const at = <P extends { from: string }>(periods: readonly P[], when: string | undefined): number =>
  when === undefined ? periods.length - 1 : periods.findLastIndex(({ from }) => toMs(from) <= toMs(when));

/**
 * What is held now.
 * @param standing how the last period stands now
 */
async function held(
  { database, store, clock, policy }: AnswerDeps,
  asOf: string | undefined,
  standing: Standing | null,
): Promise<Found> {
  const found = await readPeriodAt(database, asOf);
  const decisions = await readDecisions(store);
  if (!found) return nothingSaid(decisions, policy);
  const { period, previous, isLast } = found;
  const stands = isLast && asOf === undefined ? (standing ?? period) : period;
  const confidence = decayedConfidence(
    { ...stands, posture: period.posture },
    asOf === undefined ? clock.now() : toMs(asOf),
    policy,
  );
  const told = (await readTimeline(store)).findLast(
    (each) => each.posture === period.posture && each.from <= period.from,
  );
  return {
    posture: period.posture,
    since: period.from,
    decidedAt: decisions.findLast(({ id }) => id === told?.decisionId)?.recordedAt ?? null,
    confidence,
    previous: previous?.posture ?? null,
    reason: period.reason,
    evidence: await readEvidence(database, stands.evidence, MOST_QUOTES),
    counterEvidence: await readEvidence(database, stands.counterEvidence, MOST_QUOTES),
    origins: stands.origins,
    copies: stands.copies,
  };
}

/** What was said at a moment; the quotes are those of the decision itself. */
async function said(
  { store, policy }: AnswerDeps,
  { asOf, knownAt }: { asOf?: string; knownAt: string },
): Promise<Found> {
  const decisions = await readDecisions(store, undefined, knownAt);
  const told: ToldPeriod[] = toldTimeline(decisions);
  const i = at(told, asOf);
  const period = told[i];
  if (!period) return nothingSaid(decisions, policy);
  const decision = decisions.find(({ id }) => id === period.decisionId)!;
  const { confidence, reason, quotes, counterQuotes, origins, copies } = decision.body;
  return {
    posture: period.posture,
    since: period.from,
    decidedAt: decision.recordedAt,
    confidence,
    previous: told[i - 1]?.posture ?? null,
    reason,
    evidence: quotes,
    counterEvidence: counterQuotes,
    origins,
    copies,
  };
}

const nothingSaid = (decisions: readonly DecisionEvent[], policy: Policy): Found => ({
  posture: 'active',
  since: decisions[0]?.body.effectiveAt ?? null,
  decidedAt: decisions[0]?.recordedAt ?? null,
  confidence: policy.confidence.initial,
  previous: null,
  reason: NOTHING_YET,
  evidence: [],
  counterEvidence: [],
  origins: 0,
  copies: 0,
});
