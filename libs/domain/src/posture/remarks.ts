import { toMs } from '../kernel/index';
import type { Statement } from '../signal/index';
import { hours, type Policy } from './policy';
import type { FoldItem } from './posture';

/** What the remarks of an item say of its place among the others. */
export interface Told {
  /** Earlier items that tell the same remark. */
  same: number[];
  /** When the remark was made, in ms: the earliest telling or the day named, never the re-telling. */
  saidAt: number;
}

/** Knows every remark told so far, who told it first, and when. */
export interface Remarks {
  /** Places item number `number`; items come in the order of their effective times. */
  add(number: number): Told;
}

/** Words of a name or quotation, without case and punctuation. */
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const nameOf = (speaker: string): string => words(speaker).join(' ');

/** A named day is taken like a date without time: at noon, but not after the item that names it. */
const dayNamed = (statement: Statement, at: number): number => {
  const noon = statement.saidOn ? Date.parse(`${statement.saidOn}T12:00:00Z`) : NaN;
  return Number.isNaN(noon) ? at : Math.min(noon, at);
};

/**
 * The remarks that carry the item's signal: those of the speaker it is about. Older remarks quoted as
 * background by other people say nothing of its origin.
 */
function ownRemarks(item: FoldItem): Statement[] {
  const speaker = item.speaker ? nameOf(item.speaker) : '';
  const own = item.statements.filter((s) => nameOf(s.speaker) === speaker);
  if (own.length > 0 || item.statements.length > 0) return own.length > 0 ? own : item.statements;
  return item.speaker ? [{ speaker: item.speaker, predicate: item.signal }] : [];
}

interface Quotation {
  /** Words between blanks, so that containment is that of whole words. */
  text: string;
  length: number;
  item: number;
  saidAt: number;
}

/** Quotations by speaker, found by runs of words, so that no two need comparing that share none. */
class Quotations {
  private readonly byText = new Map<string, Quotation>();
  private readonly byRun = new Map<string, Set<Quotation>>();
  private readonly byRarest = new Map<string, Set<Quotation>>();

  constructor(
    private readonly runLength: number,
    private readonly enoughToJoin: number,
  ) {}

  add(speaker: string, quotation: string, first: { item: number; saidAt: number }): Told {
    const list = words(quotation);
    const text = ` ${list.join(' ')} `;
    const key = `${speaker}|${text}`;
    const known = this.byText.get(key);
    if (known) {
      known.saidAt = Math.min(known.saidAt, first.saidAt);
      return { same: [known.item], saidAt: known.saidAt };
    }
    const entry: Quotation = { text, length: list.length, ...first };
    this.byText.set(key, entry);
    const overlapping = this.overlapping(speaker, list, entry);
    const saidAt = Math.min(first.saidAt, ...overlapping.map((q) => q.saidAt));
    entry.saidAt = saidAt;
    const same = overlapping
      .filter((q) => Math.min(q.length, entry.length) >= this.enoughToJoin)
      .map((q) => q.item);
    return { same, saidAt };
  }

  /** Quotations that contain this one or are contained in it; then files this one. */
  private overlapping(speaker: string, list: string[], entry: Quotation): Quotation[] {
    const runs = new Set<string>();
    for (let i = 0; i + this.runLength <= list.length; i++) {
      runs.add(`${speaker}|${list.slice(i, i + this.runLength).join(' ')}`);
    }
    // Whatever contains this one has all of its runs, so the rarest of them finds it. The other way round
    // each quotation is filed under its rarest run, which whatever contains it has, too.
    const [rarest] = [...runs].sort((a, b) => this.told(a) - this.told(b));
    if (rarest === undefined) return [];
    const found = new Set<Quotation>();
    for (const q of this.byRun.get(rarest) ?? []) if (q.text.includes(entry.text)) found.add(q);
    for (const run of runs) {
      for (const q of this.byRarest.get(run) ?? []) if (entry.text.includes(q.text)) found.add(q);
      file(this.byRun, run, entry);
    }
    file(this.byRarest, rarest, entry);
    return [...found];
  }

  private told(run: string): number {
    return this.byRun.get(run)?.size ?? 0;
  }
}

function file<V>(index: Map<string, Set<V>>, key: string, value: V): void {
  const set = index.get(key);
  if (set) set.add(value);
  else index.set(key, new Set([value]));
}

/** What a speaker was reported to say, in the order of telling; the earliest within reach dates a paraphrase. */
class Tellings {
  private readonly list: { at: number; saidAt: number }[] = [];
  private first = 0;

  /** When the earliest telling since `since` says it was said. */
  earliest(since: number): number {
    while (this.first < this.list.length && this.list[this.first]!.at < since) this.first++;
    return this.list[this.first]?.saidAt ?? Infinity;
  }

  add(at: number, saidAt: number): void {
    this.list.push({ at, saidAt });
  }
}

/** The remarks of items, which must be sorted by effective time. */
export function remarksOf(items: readonly FoldItem[], policy: Policy['origins']): Remarks {
  const quotations = new Quotations(policy.fragmentWords, policy.quotationWords);
  const unquoted = new Map<string, number>();
  const tellings = new Map<string, Tellings>();
  const tellingsOf = (key: string): Tellings => {
    const known = tellings.get(key) ?? new Tellings();
    tellings.set(key, known);
    return known;
  };

  function place(statement: Statement, number: number): Told {
    const item = items[number]!;
    const at = toMs(item.effectiveAt);
    const speaker = nameOf(statement.speaker);
    const named = dayNamed(statement, at);
    const before = tellingsOf(`${speaker}|${item.signal}`);
    const told = statement.quotation
      ? quotations.add(speaker, statement.quotation, { item: number, saidAt: named })
      : sameDay(statement, number);
    // Without a day of its own a paraphrase is one of what its speaker was last reported to say. New
    // quoted words are news, except for an exit: too much hangs on it to take a re-translation for new.
    // An answer is not dated back: its speaker answers again each time, and one misread before the exit
    // would make all that come after it too old to answer it.
    const dated = statement.saidOn !== undefined || item.signal === 'clarified';
    const newWords = statement.quotation !== undefined && item.signal !== 'withdrawn';
    const retold = dated || newWords ? Infinity : before.earliest(at - hours(policy.retoldHours));
    const saidAt = Math.min(named, told.saidAt, retold);
    before.add(at, saidAt);
    return { same: told.same, saidAt };
  }

  /** An unquoted remark is the same when speaker, day and predicate are; undated, the day is the item's. */
  function sameDay(statement: Statement, number: number): Told {
    const at = toMs(items[number]!.effectiveAt);
    const day = statement.saidOn ?? new Date(at).toISOString().slice(0, 10);
    const key = `${nameOf(statement.speaker)}|${day}|${statement.predicate}`;
    const known = unquoted.get(key);
    if (known === undefined) unquoted.set(key, number);
    return { same: known === undefined ? [] : [known], saidAt: dayNamed(statement, at) };
  }

  return {
    add(number) {
      const item = items[number]!;
      const told = ownRemarks(item).map((statement) => place(statement, number));
      const at = toMs(item.effectiveAt);
      // The newest fact of an item decides what it says.
      const saidAt = told.length > 0 ? Math.max(...told.map((t) => t.saidAt)) : at;
      return { same: told.flatMap((t) => t.same), saidAt };
    },
  };
}
