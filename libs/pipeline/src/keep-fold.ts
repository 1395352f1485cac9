import type { Transaction } from '#libs/database';
import { LiveFold, type Period, type Policy } from '#libs/domain';
import { readSignalsSince, signalPages, type SignalRow } from '#libs/projections';

/** What a fold left in the read model. */
interface Written {
  version: number;
  periods: readonly Period[];
}

/**
 * The fold as this process keeps it between two steps. It follows the stored signals: what changed since the last
 * committed step, by whatever worker, is heard on top of what is kept. A step that was rolled back is undone by
 * reading anew what it may have touched.
 */
export class KeptFold {
  private fold: LiveFold | null = null;
  private fresh = new Set<string>();
  /** Every signal changed up to this position is heard, as it was committed. */
  private position = 0;
  /** Items heard since then, with their effective times: whether that was committed is not known. */
  private doubtful = new Map<string, string>();
  private written: Written | null = null;
  /** How many signals the fold had heard before the last step. */
  private heardBefore = 0;
  /** Whether a step was committed since all signals were read. */
  private isConfirmed = false;

  constructor(private readonly policy: Policy) {}

  /** The fold of all signals as the transaction sees them. */
  async catchUp(tx: Transaction): Promise<LiveFold> {
    if (!this.fold || !this.isConfirmed) return this.load(tx);
    this.heardBefore = this.fold.heardInAll;
    const rows = await readSignalsSince(tx, this.position, [...this.doubtful.keys()]);
    const found = new Set(rows.map(({ itemId }) => itemId));
    const gone = [...this.doubtful].filter(([itemId]) => !found.has(itemId));
    const changes = [
      ...rows,
      ...gone.map(([itemId, effectiveAt]) => ({ itemId, effectiveAt, fresh: false, item: null })),
    ];
    for (const { itemId, effectiveAt } of rows) this.doubtful.set(itemId, effectiveAt);
    if (!this.fold.change(changes)) return this.load(tx);
    for (const change of changes) this.noteFreshness(change);
    return this.fold;
  }

  /** How many signals the last step heard, for the first time or again: what it cost. */
  get heardLast(): number {
    return this.fold ? this.fold.heardInAll - this.heardBefore : 0;
  }

  /** Whether an item was news when it was recorded. */
  isFresh(itemId: string): boolean {
    return this.fresh.has(itemId);
  }

  /** How many periods, from the first on, stand in the read model of a version as they are now. */
  unchanged(version: number, periods: readonly Period[]): number {
    if (this.written?.version !== version) return 0;
    const before = this.written.periods;
    const differs = periods.findIndex((period, i) => period !== before[i]);
    return differs < 0 ? periods.length : differs;
  }

  /** The step that caught up was committed. @param written by it; null when it wrote nothing */
  confirm(position: number, written: Written | null): void {
    this.position = position;
    this.isConfirmed = true;
    this.doubtful.clear();
    if (written) this.written = written;
  }

  private async load(tx: Transaction): Promise<LiveFold> {
    const fold = new LiveFold(this.policy);
    this.fold = fold;
    this.heardBefore = 0;
    this.isConfirmed = false;
    this.fresh = new Set();
    // A connection on which a transaction does nothing for long is cut, so what was read is heard before more is.
    for await (const page of signalPages(tx)) {
      fold.change(page);
      fold.foldTo(page.at(-1)!.effectiveAt);
      for (const row of page) this.noteFreshness(row);
    }
    return fold;
  }

  private noteFreshness({ itemId, fresh, item }: SignalRow): void {
    if (fresh && item) this.fresh.add(itemId);
    else this.fresh.delete(itemId);
  }
}
