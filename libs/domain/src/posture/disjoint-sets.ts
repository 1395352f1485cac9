import type { Journal } from './journal';

/** Numbers in disjoint sets, each set named by its smallest member. */
export interface Sets {
  /** The name of a number's set. */
  nameOf(number: number): number;
  join(a: number, b: number): void;
}

/**
 * Union by size: paths stay short (logarithmic) without being compressed, so that a join is taken back by
 * cutting one edge.
 */
export class DisjointSets implements Sets {
  private readonly parent: number[] = [];
  private readonly size: number[] = [];
  private readonly smallest: number[] = [];

  constructor(private readonly journal: Journal) {}

  /** Adds the next number, as a set of its own. */
  add(): void {
    const number = this.parent.length;
    this.parent.push(number);
    this.size.push(1);
    this.smallest.push(number);
    this.journal.record(() => {
      this.parent.pop();
      this.size.pop();
      this.smallest.pop();
    });
  }

  nameOf(number: number): number {
    return this.smallest[this.rootOf(number)]!;
  }

  join(a: number, b: number): void {
    const roots = [this.rootOf(a), this.rootOf(b)].sort((x, y) => this.size[x]! - this.size[y]!);
    const [child, root] = roots as [number, number];
    if (child === root) return;
    const before = this.smallest[root]!;
    this.parent[child] = root;
    this.size[root]! += this.size[child]!;
    this.smallest[root] = Math.min(before, this.smallest[child]!);
    this.journal.record(() => {
      this.parent[child] = child;
      this.size[root]! -= this.size[child]!;
      this.smallest[root] = before;
    });
  }

  private rootOf(number: number): number {
    let root = number;
    while (this.parent[root] !== root) root = this.parent[root]!;
    return root;
  }
}
