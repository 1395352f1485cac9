import type { Witness } from './evidence';
import type { Test } from './rules';

/** All witnesses so far, in order of time. */
export class Witnesses {
  readonly list: Witness[] = [];

  /** The witnesses from the youngest back to a moment (ms). */
  *backTo(since: number): Generator<Witness> {
    for (let i = this.list.length - 1; i >= 0 && this.list[i]!.at >= since; i--) yield this.list[i]!;
  }

  /** The youngest witnesses since a moment (ms) that fit, at most so many, oldest first. */
  since(since: number, fits: Test, atMost = Infinity): Witness[] {
    const found: Witness[] = [];
    for (const witness of this.backTo(since)) {
      if (found.length === atMost) break;
      if (fits(witness)) found.push(witness);
    }
    return found.reverse();
  }
}
