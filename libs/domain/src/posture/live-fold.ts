import { type Instant, toInstant, toMs } from '../kernel/index';
import { witnessOf } from './evidence';
import { Fold, type FoldSnapshot } from './fold';
import { Journal } from './journal';
import { byTime, Origins, timed, type TimedItem } from './origins';
import type { Policy } from './policy';
import type { Fold as Outcome, FoldItem } from './posture';

/** An item's signal as it is now; `item` is null when it signals nothing any more. */
export interface SignalChange {
  itemId: string;
  /** The item's effective time, which never changes. */
  effectiveAt: Instant;
  item: FoldItem | null;
}

/** An instant that was heard, and the journal's mark before it. */
interface Heard {
  at: number;
  items: TimedItem[];
  mark: number;
}

/** How many instants are kept to go back to, unless told otherwise: about a year of a busy subject. */
const MOST_KEPT = 8_192;

/**
 * A fold that is kept and changed: what is new is heard on top of it; for what comes late it goes back to
 * just before that instant and hears on from there. What it says is what a fold from scratch of the same
 * items says, in whatever order they came.
 */
export class LiveFold {
  private journal = new Journal();
  private origins: Origins;
  private fold: Fold | null = null;
  /** Instants that were heard and can be taken back, in order of time. */
  private heard: Heard[] = [];
  /** No change before this moment can be heard, for the instants before it are not kept. */
  private keptSince = -Infinity;
  /** The journal's mark after the last instant: what was settled since then is undone before another is heard. */
  private settledFrom = 0;
  /** Items that were not heard yet, in order. */
  private pending: TimedItem[] = [];
  private heardSoFar = 0;

  /** @param mostKept how many instants are kept to go back to, at least */
  constructor(
    private readonly policy: Policy,
    private readonly mostKept = MOST_KEPT,
  ) {
    this.origins = new Origins(this.journal, policy.origins);
  }

  /**
   * Takes over changes of signals; several changes of one item must come in their order.
   * @returns false when one of them lies further back than is kept: then nothing was taken over, and a new fold has to
   *   be made of all signals
   */
  change(changes: readonly SignalChange[]): boolean {
    const earliest = changes.reduce((first, { effectiveAt }) => Math.min(first, toMs(effectiveAt)), Infinity);
    if (earliest < this.keptSince) return false;
    this.goBackBefore(earliest);
    const byId = new Map(changes.map((change) => [change.itemId, change]));
    const kept = this.pending.filter(({ item }) => !byId.has(item.itemId));
    const added = [...byId.values()].flatMap(({ item }) => (item ? [timed(item)] : []));
    this.pending = added.length === 0 ? kept : [...kept, ...added].sort(byTime);
    return true;
  }

  /**
   * The postures up to a horizon. Items that lie after it wait: a source's clock may run a little ahead of ours, and
   * its item counts once its time has come.
   */
  foldTo(horizon: Instant): Outcome {
    const until = toMs(horizon);
    // What was settled for an earlier horizon is settled anew, in its order with what is heard now.
    this.journal.rewind(this.settledFrom);
    this.goBackBefore(until + 1);
    let heard = 0;
    while (heard < this.pending.length && this.pending[heard]!.at <= until) heard = this.hearInstant(heard);
    if (heard > 0) this.pending = this.pending.slice(heard);
    this.heardSoFar += heard;
    this.settledFrom = this.journal.mark;
    this.forgetOldest();
    this.fold?.settle(until);
    const ahead = this.pending[0];
    const nextDue = Math.min(this.fold?.nextDue ?? Infinity, ahead?.at ?? Infinity);
    return {
      periods: this.fold?.periods ?? [],
      nextDue: nextDue === Infinity ? null : toInstant(nextDue),
      standing: this.fold?.standing() ?? null,
    };
  }

  /** How many signals were heard so far, for the first time or again: what that cost. */
  get heardInAll(): number {
    return this.heardSoFar;
  }

  /** What is needed to see what further reports would do; null before the first item. */
  snapshot(): LiveFoldSnapshot | null {
    if (!this.fold) return null;
    const snapshot = this.fold.snapshot();
    const places = [...snapshot.seen, ...snapshot.last].map(({ number }): SnapshotPlace => {
      const origin = this.origins.originOf(number);
      return {
        number,
        origin,
        voice: this.origins.voiceOf(number),
        originVoice: this.origins.voiceOf(origin),
      };
    });
    return { ...snapshot, places };
  }

  /** Hears the instant that begins at an index of the pending items. @returns the index after it */
  private hearInstant(from: number): number {
    const { at } = this.pending[from]!;
    let to = from;
    while (to < this.pending.length && this.pending[to]!.at === at) to++;
    const items = this.pending.slice(from, to);
    const { journal, origins, policy } = this;
    const mark = journal.mark;
    if (!this.fold) {
      this.fold = new Fold(policy, { places: origins, journal }, at);
      journal.record(() => (this.fold = null));
    }
    this.fold.hear(
      items.map(({ item }) => {
        const number = origins.count;
        return witnessOf(item, { at, saidAt: origins.add(item, at), number }, policy);
      }),
    );
    this.heard.push({ at, items, mark });
    return to;
  }

  /** Takes back the instants from a moment on; their items are to be heard again. */
  private goBackBefore(at: number): void {
    let kept = this.heard.length;
    while (kept > 0 && this.heard[kept - 1]!.at >= at) kept--;
    const takenBack = this.heard.splice(kept);
    if (takenBack.length === 0) return;
    this.journal.rewind(takenBack[0]!.mark);
    this.settledFrom = this.journal.mark;
    this.pending = [...takenBack.flatMap(({ items }) => items), ...this.pending];
  }

  /** Keeps memory in bounds: of old instants only what later ones may need stays. */
  private forgetOldest(): void {
    if (this.heard.length <= 2 * this.mostKept) return;
    this.heard = this.heard.slice(-this.mostKept);
    const [oldest] = this.heard;
    this.keptSince = oldest!.at;
    this.journal.forget(oldest!.mark);
  }
}

/** Where a witness of a snapshot stands among the others. */
export interface SnapshotPlace {
  number: number;
  origin: number;
  voice: string;
  originVoice: string;
}

/** What is needed to see what further reports would do: plain data. */
export interface LiveFoldSnapshot extends FoldSnapshot {
  places: SnapshotPlace[];
}

/**
 * The postures that items give, up to a horizon. A pure function of the items effective by then: any
 * permutation gives the same, and what was concluded of an instant never depends on later items, so that
 * the periods up to an earlier horizon are the beginning of those up to a later one.
 */
export function foldPeriods(items: readonly FoldItem[], policy: Policy, horizon: Instant): Outcome {
  const fold = new LiveFold(policy);
  fold.change(items.map((item) => ({ itemId: item.itemId, effectiveAt: item.effectiveAt, item })));
  return fold.foldTo(horizon);
}
