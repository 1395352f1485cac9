import type { Sets } from './disjoint-sets';
import type { Journal } from './journal';

/** A text of which many share one shingle is found through the latest of them: near-copies chain. */
const MOST_LOOKED_AT = 64;

/** A text to be filed: shingles, ascending, and when it appeared, in ms. */
interface Text {
  shingles: readonly number[];
  at: number;
}

/** A filed text. */
interface Filed extends Text {
  /** When it or an exact copy of it appeared last, in ms. */
  seenAt: number;
  probe: readonly number[];
}

/** How many numbers two ascending lists share. */
function countShared(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) count++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return count;
}

const areEqual = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** FNV-1a over the shingles: exact copies are looked for among texts of one hash, and compared. */
const hashOf = (shingles: readonly number[]): number =>
  shingles.reduce((hash, shingle) => Math.imul(hash ^ shingle, 0x01000193), 0x811c9dc5);

type End = 'newest' | 'oldest';

/** Numbers of texts by shingle, ascending. */
class Postings {
  private readonly lists = new Map<number, number[]>();

  listOf(shingle: number): readonly number[] | undefined {
    return this.lists.get(shingle);
  }

  countOf(shingle: number): number {
    return this.lists.get(shingle)?.length ?? 0;
  }

  /** Adds the newest text of all, or the oldest. */
  add(shingles: readonly number[], number: number, end: End): void {
    for (const shingle of shingles) {
      const list = this.lists.get(shingle);
      if (!list) this.lists.set(shingle, [number]);
      else if (end === 'newest') list.push(number);
      else list.unshift(number);
    }
  }

  /** Removes the newest text of all, or the oldest. */
  remove(shingles: readonly number[], end: End): void {
    for (const shingle of shingles) {
      const list = this.lists.get(shingle)!;
      if (list.length === 1) this.lists.delete(shingle);
      else if (end === 'newest') list.pop();
      else list.shift();
    }
  }
}

/**
 * Finds earlier texts that contain a text, or are contained in it, without comparing all pairs.
 *
 * If at least `containment` of a set S lies in B, then any choice of more than (1 - containment) * |S|
 * members of S has one in B. So each text keeps that many of its rarest shingles as its *probe*, and two
 * look-ups find every candidate: the probe in all earlier texts, and all shingles in the earlier probes.
 * This is the prefix filter of Chaudhuri, Ganti and Kaushik (ICDE 2006), applied to containment.
 */
export class ShingleIndex {
  private readonly texts = new Map<number, Filed>();
  /** Numbers of all texts ever filed, and where those of the window begin. */
  private readonly order: number[] = [];
  private firstKept = 0;
  private readonly inTexts = new Postings();
  private readonly inProbes = new Postings();
  /** By hash: the text that stands for all its exact copies. */
  private readonly standsFor = new Map<number, number>();

  /**
   * @param containment share of one text's shingles in the other from which the two are one
   * @param windowMs how far apart two texts may lie
   */
  constructor(
    private readonly journal: Journal,
    private readonly containment: number,
    private readonly windowMs: number,
  ) {}

  /** Joins text `number` with the earlier ones of the window that share enough with it; then files it. */
  add(number: number, text: Text, sets: Sets): void {
    if (text.shingles.length === 0) return;
    this.dropBefore(text.at);
    if (this.isCopy(number, text, sets)) return;
    const probe = this.probeOf(text.shingles);
    for (const other of this.candidates(text.shingles, probe)) {
      const filed = this.texts.get(other)!;
      if (filed.seenAt < text.at - this.windowMs || sets.nameOf(other) === sets.nameOf(number)) continue;
      if (this.contains(text.shingles, filed.shingles)) sets.join(other, number);
    }
    this.file(number, { ...text, seenAt: text.at, probe });
  }

  /** An exact copy is joined with the text that stands for it, and filed anew only when that one gets old. */
  private isCopy(number: number, { shingles, at }: Text, sets: Sets): boolean {
    const hash = hashOf(shingles);
    const original = this.standsFor.get(hash);
    const filed = original === undefined ? undefined : this.texts.get(original);
    const isNear = filed && filed.seenAt >= at - this.windowMs && areEqual(filed.shingles, shingles);
    if (isNear) sets.join(original!, number);
    if (!isNear || at - filed.at > this.windowMs / 2) {
      this.journal.set(this.standsFor, hash, number);
      return false;
    }
    const before = filed.seenAt;
    this.journal.record(() => (filed.seenAt = before));
    filed.seenAt = at;
    return true;
  }

  private candidates(shingles: readonly number[], probe: readonly number[]): Set<number> {
    const found = new Set<number>();
    const take = (list: readonly number[] | undefined): void => {
      if (!list) return;
      for (let i = Math.max(0, list.length - MOST_LOOKED_AT); i < list.length; i++) found.add(list[i]!);
    };
    for (const shingle of probe) take(this.inTexts.listOf(shingle));
    for (const shingle of shingles) take(this.inProbes.listOf(shingle));
    return found;
  }

  /** As many of a text's shingles, the rarest first, as one of them must lie in whatever contains it. */
  private probeOf(shingles: readonly number[]): readonly number[] {
    const size = Math.floor((1 - this.containment) * shingles.length + 1e-9) + 1;
    const ranked = shingles.map((shingle) => ({ shingle, times: this.inTexts.countOf(shingle) }));
    ranked.sort((a, b) => a.times - b.times);
    return ranked.slice(0, size).map(({ shingle }) => shingle);
  }

  private contains(a: readonly number[], b: readonly number[]): boolean {
    return countShared(a, b) >= this.containment * Math.min(a.length, b.length) - 1e-9;
  }

  private file(number: number, text: Filed): void {
    this.journal.push(this.order, number);
    this.put(number, text, 'newest');
    this.journal.record(() => this.take(number, text, 'newest'));
  }

  /** Drops the texts that no text from a moment (ms) on can be joined with. */
  private dropBefore(at: number): void {
    for (; this.firstKept < this.order.length; this.firstKept++) {
      const number = this.order[this.firstKept]!;
      const text = this.texts.get(number)!;
      // What was filed stands for its exact copies half a window longer.
      if (text.at >= at - 1.5 * this.windowMs) return;
      this.take(number, text, 'oldest');
      this.journal.record(() => {
        this.firstKept--;
        this.put(number, text, 'oldest');
      });
    }
  }

  private put(number: number, text: Filed, end: End): void {
    this.texts.set(number, text);
    this.inTexts.add(text.shingles, number, end);
    this.inProbes.add(text.probe, number, end);
  }

  private take(number: number, text: Filed, end: End): void {
    this.texts.delete(number);
    this.inTexts.remove(text.shingles, end);
    this.inProbes.remove(text.probe, end);
  }
}
