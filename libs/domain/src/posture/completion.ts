import { heaviness, Tally, type Witness } from './evidence';
import type { Places } from './origins';
import { days, hours, type Policy } from './policy';
import type { Posture } from './posture';
import { type Landmarks, RULES } from './rules';
import type { Witnesses } from './witnesses';

/** What decides which evidence completes what. */
export interface Stance extends Landmarks {
  posture: Posture;
  /** When a clarification was last complete, in ms. */
  clarifiedAt: number;
}

/** An exit that an instant completes; `by` is empty when it completes none. */
export interface Exit {
  posture: 'threatened' | 'withdrawn';
  by: Witness[];
  /** Those who complete its milder reading. */
  threatened: Witness[];
}

/** Of a flood the latest are enough to see how it reads; counting all of it at each item would take for ever. */
const MOST_COMPARED = 200;

/** Judges whether the witnesses of an instant, with those seen before, complete the evidence for a posture. */
export class Completion {
  /** Counts that did not make up the evidence for a posture, and the terms they were made on. */
  private readonly failed = new Map<Posture, { terms: string; tally: Tally }>();

  constructor(
    private readonly policy: Policy,
    private readonly places: Places,
    private readonly seen: Witnesses,
  ) {}

  /** Forgets what was counted: witnesses were taken back. */
  forget(): void {
    this.failed.clear();
  }

  /**
   * Those of an instant who complete the evidence for a posture; empty when it is not complete. The last
   * count that failed is kept and only added to: while it is not complete, nothing within it is. So a flood
   * that leads nowhere is not counted again and again.
   */
  completing(posture: Posture, now: readonly Witness[], stance: Stance): Witness[] {
    const { policy, failed } = this;
    const { at } = now[0]!;
    const terms = RULES[posture].terms(stance);
    const fits = RULES[posture].speaksFor(terms, policy);
    const by = now.filter(fits);
    if (by.length === 0) return [];
    const reopening = at <= stance.clarifiedAt + days(policy.withdrawn.reopenDays);
    const key = [...terms, reopening].join();
    const before = failed.get(posture);
    if (before?.terms === key) {
      by.forEach((w) => before.tally.add(w));
      if (!before.tally.completes(posture)) return [];
    }
    const since = at - hours(policy[posture].windowHours);
    const tally = new Tally(policy, this.places, reopening);
    for (const witness of this.seen.backTo(since)) {
      if (!fits(witness)) continue;
      tally.add(witness);
      if (tally.completes(posture)) {
        failed.delete(posture);
        return by;
      }
    }
    failed.set(posture, { terms: key, tally });
    return [];
  }

  /** The exit an instant completes: of one set the heavier claim, for a set has no order. */
  exitOf(now: readonly Witness[], stance: Stance): Exit {
    const { at } = now[0]!;
    const threatened = this.completing('threatened', now, stance);
    const told = this.completing('withdrawn', now, stance);
    const isNew = told.length > 0 && stance.posture !== 'withdrawn';
    const withdrawn = isNew && this.isDisputed(at, stance) ? [] : told;
    const weight = (claim: Posture): number =>
      heaviness(
        threatened.filter((w) => w.claim === claim),
        this.places,
      );
    if (withdrawn.length > 0 && (threatened.length === 0 || weight('withdrawn') >= weight('threatened')))
      return { posture: 'withdrawn', by: withdrawn, threatened };
    // While an exit is still being told, a milder wording of it changes nothing.
    const since = at - hours(this.policy.withdrawn.windowHours);
    const fits = RULES.withdrawn.speaksFor(RULES.withdrawn.terms(stance), this.policy);
    const isStillTold = stance.posture === 'withdrawn' && this.seen.since(since, fits, 1).length > 0;
    return { posture: isStillTold ? 'withdrawn' : 'threatened', by: threatened, threatened };
  }

  /**
   * Whether more outlets read the news of an exit as less than that: a few misread headlines beside a wave of
   * threats or of answers are no exit. Counted from where the exit was first told, for what was said before it
   * does not speak of it.
   */
  private isDisputed(at: number, { answeredAt }: Stance): boolean {
    const recent = this.seen.since(
      at - hours(this.policy.withdrawn.disputedHours),
      (w) => w.claim !== null && w.claim !== 'active' && w.saidAt > answeredAt,
      MOST_COMPARED,
    );
    const first = recent.find((w) => w.claim === 'withdrawn')?.at ?? at;
    const outlets = (isExit: boolean): number =>
      new Set(
        recent.filter((w) => w.at >= first && (w.claim === 'withdrawn') === isExit).map((w) => w.outlet),
      ).size;
    return outlets(false) > outlets(true);
  }
}
