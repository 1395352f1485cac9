import type { Journal } from './journal';

interface Quotation {
  /** Words between blanks, so that containment is that of whole words. */
  text: string;
  length: number;
  item: number;
  saidAt: number;
}

/** Quotations by speaker, found by runs of words, so that no two need comparing that share none. */
export class Quotations {
  private readonly byText = new Map<string, Quotation>();
  private readonly byRun = new Map<string, Quotation[]>();
  private readonly byRarest = new Map<string, Quotation[]>();

  /**
   * @param runLength words of a run; a quotation contained in another one must have at least that many
   * @param enoughToJoin words from which containment makes two quotations one remark
   */
  constructor(
    private readonly journal: Journal,
    private readonly runLength: number,
    private readonly enoughToJoin: number,
  ) {}

  /** Files a quotation. @returns who told it before, and since when it is known to have been said */
  add(
    speaker: string,
    words: readonly string[],
    first: { item: number; saidAt: number },
  ): { same: number[]; saidAt: number } {
    const text = ` ${words.join(' ')} `;
    const known = this.byText.get(`${speaker}|${text}`);
    if (known) {
      this.dateBack(known, first.saidAt);
      return { same: [known.item], saidAt: known.saidAt };
    }
    const quotation: Quotation = { text, length: words.length, ...first };
    const overlapping = this.overlapping(speaker, words, quotation);
    quotation.saidAt = Math.min(first.saidAt, ...overlapping.map((q) => q.saidAt));
    this.journal.set(this.byText, `${speaker}|${text}`, quotation);
    const same = overlapping
      .filter((q) => Math.min(q.length, quotation.length) >= this.enoughToJoin)
      .map((q) => q.item);
    return { same, saidAt: quotation.saidAt };
  }

  private dateBack(known: Quotation, saidAt: number): void {
    const before = known.saidAt;
    if (saidAt >= before) return;
    this.journal.record(() => (known.saidAt = before));
    known.saidAt = saidAt;
  }

  /** Quotations that contain this one or are contained in it; then files this one. */
  private overlapping(speaker: string, words: readonly string[], quotation: Quotation): Quotation[] {
    const runs = new Set<string>();
    for (let i = 0; i + this.runLength <= words.length; i++) {
      runs.add(`${speaker}|${words.slice(i, i + this.runLength).join(' ')}`);
    }
    // Whatever contains this one has all of its runs, so the rarest of them finds it. The other way round
    // each quotation is filed under its rarest run, which whatever contains it has, too.
    const [rarest] = [...runs].sort((a, b) => this.countOf(a) - this.countOf(b));
    if (rarest === undefined) return [];
    const found = new Set<Quotation>();
    for (const q of this.byRun.get(rarest) ?? []) if (q.text.includes(quotation.text)) found.add(q);
    for (const run of runs) {
      for (const q of this.byRarest.get(run) ?? []) if (quotation.text.includes(q.text)) found.add(q);
      this.file(this.byRun, run, quotation);
    }
    this.file(this.byRarest, rarest, quotation);
    return [...found];
  }

  private countOf(run: string): number {
    return this.byRun.get(run)?.length ?? 0;
  }

  private file(index: Map<string, Quotation[]>, run: string, quotation: Quotation): void {
    const list = index.get(run);
    if (list) this.journal.push(list, quotation);
    else this.journal.set(index, run, [quotation]);
  }
}
