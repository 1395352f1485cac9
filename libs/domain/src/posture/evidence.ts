import { toInstant } from '../kernel/index';
import { fromOwnFeed, jointly, weighed, weightOf } from './confidence';
import type { Places } from './origins';
import type { Policy } from './policy';
import type { FoldItem, Posture, Standing } from './posture';

/** What the fold keeps of an item: who says what, how firmly, and where it stands among the others. Plain data. */
export interface Witness extends Pick<
  FoldItem,
  'itemId' | 'outlet' | 'authority' | 'certainty' | 'confidence' | 'precision'
> {
  /** It passes on what another outlet reports. */
  isSecondHand: boolean;
  /** It comes from the own feed of a US speaker. */
  isOwnFeed: boolean;
  /** Effective time in ms. */
  at: number;
  /** When the remark it tells was made; never later than `at`. */
  saidAt: number;
  /** What it speaks for; null when its speaker does not count for what it says. */
  claim: Posture | null;
  /** The item's number in the order of effective times, by which `Places` knows it. */
  number: number;
  weight: number;
}

/** Leaks of a decision are a threat; foreigners and bystanders cannot say that the US is out. */
export function claimOf(item: FoldItem): Posture | null {
  if (item.signal !== 'withdrawn') return item.signal;
  switch (item.authority) {
    case 'principal':
    case 'official':
      return 'withdrawn';
    case 'unnamed':
      return 'threatened';
    case 'foreign':
    case 'other':
      return null;
  }
}

const isPrincipal = (w: Witness): boolean => w.authority === 'principal';

/** An exit stated as done, by somebody who can say so. */
const assertsExit = (w: Witness): boolean =>
  isPrincipal(w) && w.claim === 'withdrawn' && w.certainty === 'asserted';

/**
 * What an item confirms. That a principal said on record what all could hear is no question of sources, so
 * each outlet that tells it in its own words confirms our reading. Of hearsay only another origin is news.
 */
const confirmationOf = (w: Witness, places: Places): string => {
  const origin = places.originOf(w.number);
  const onRecord = isPrincipal(w) && !w.isSecondHand;
  return `${origin}/${places.voiceOf(onRecord ? w.number : origin)}`;
};

/** One item needs no company when nobody stands between speaker and us, or its reading is near certain. */
const suffices = (w: Witness, policy: Policy): boolean =>
  w.isOwnFeed || (w.confidence >= policy.aloneFrom && (isPrincipal(w) || w.authority === 'official'));

/**
 * Counts witnesses until they make up the evidence for a posture (product.md rule 7). Origins guard
 * against one false source, outlets against our own misreading of one text: both are counted. A further
 * witness never makes evidence incomplete, so counting may stop as soon as it is complete.
 */
export class Tally {
  private readonly outlets = new Map<string, number>();
  private readonly confirmations = new Set<string>();
  private principals = 0;
  private asserted = 0;
  private sufficient = 0;
  private readonly enough: number;

  constructor(
    private readonly policy: Policy,
    private readonly places: Places,
    /** An exit was taken back not long ago: who says it again must be many. */
    private readonly reopening: boolean,
  ) {
    const { withdrawn, threatened, clarified } = policy;
    this.enough = Math.max(withdrawn.origins, threatened.origins, clarified.origins);
  }

  add(w: Witness): void {
    const { outlet, confidence } = w;
    if ((this.outlets.get(outlet) ?? -1) < confidence) this.outlets.set(outlet, confidence);
    // More confirmations than anybody asks for need no counting.
    if (this.confirmations.size < this.enough) this.confirmations.add(confirmationOf(w, this.places));
    if (isPrincipal(w)) this.principals++;
    if (assertsExit(w)) this.asserted++;
    if (suffices(w, this.policy)) this.sufficient++;
  }

  completes(posture: Posture): boolean {
    const { heardFrom, withdrawn } = this.policy;
    const enough = posture === 'withdrawn' ? withdrawn.heardFrom : heardFrom;
    return this.isBroad(posture) && jointly(this.outlets.values()) >= enough;
  }

  private isBroad(posture: Posture): boolean {
    if (posture === 'active') return this.outlets.size > 0;
    const { outlets, origins } = this.policy[posture];
    const manyOutlets = this.outlets.size >= outlets;
    const manyOrigins = this.confirmations.size >= origins;
    if (posture === 'withdrawn') {
      const again = !this.reopening || this.outlets.size >= this.policy.withdrawn.reopenOutlets;
      return manyOutlets && manyOrigins && again && this.asserted > 0;
    }
    return this.sufficient > 0 || (manyOutlets && (this.principals > 0 || manyOrigins));
  }
}

/** The best weight of each confirmation. */
function weights(witnesses: readonly Witness[], places: Places): Iterable<number> {
  const best = new Map<string, number>();
  for (const w of witnesses) {
    const key = confirmationOf(w, places);
    best.set(key, Math.max(best.get(key) ?? 0, w.weight));
  }
  return best.values();
}

/** How heavily witnesses speak together: each confirmation once. */
export function heaviness(witnesses: readonly Witness[], places: Places): number {
  let sum = 0;
  for (const weight of weights(witnesses, places)) sum += weight;
  return sum;
}

const strongestFirst = (a: Witness, b: Witness): number => b.weight - a.weight || a.number - b.number;

/** How a posture stands with these witnesses for it and those against it. */
export function standingOf(
  sides: { support: readonly Witness[]; counter: readonly Witness[] },
  { policy, places }: { policy: Policy; places: Places },
): Standing {
  const { support, counter } = sides;
  const origins = new Set(support.map((w) => places.originOf(w.number)));
  const ids = (list: readonly Witness[]): string[] =>
    [...list]
      .sort(strongestFirst)
      .slice(0, policy.evidenceListed)
      .map((w) => w.itemId);
  return {
    confidence: weighed(jointly(weights(support, places)), jointly(weights(counter, places)), policy),
    origins: origins.size,
    outlets: new Set(support.map((w) => w.outlet)).size,
    copies: support.length - origins.size,
    evidence: ids(support),
    counterEvidence: ids(counter),
    supportedAt: toInstant(support.reduce((latest, w) => Math.max(latest, w.at), -8.64e15)),
  };
}

/** The witness that an item is, at its place. */
export const witnessOf = (
  item: FoldItem,
  place: Pick<Witness, 'at' | 'saidAt' | 'number'>,
  policy: Policy,
): Witness => ({
  at: place.at,
  saidAt: place.saidAt,
  number: place.number,
  itemId: item.itemId,
  outlet: item.outlet,
  authority: item.authority,
  certainty: item.certainty,
  confidence: item.confidence,
  precision: item.precision,
  isSecondHand: item.attributedTo !== undefined,
  isOwnFeed: fromOwnFeed(item),
  claim: claimOf(item),
  weight: weightOf(item, policy),
});
