import { toInstant } from '../kernel/index';
import type { Statement } from '../signal/index';
import type { Journal } from './journal';
import { hours, type Policy } from './policy';
import type { FoldItem } from './posture';
import { Quotations } from './quotations';

/** What the remarks of an item say of its place among the others. */
export interface Told {
  /** Numbers of earlier items that tell the same remark. */
  same: number[];
  /** When the remark was made, in ms: the earliest telling or the day named, never the re-telling. */
  saidAt: number;
}

/** An item and its place in the order of effective times. */
export interface Placed {
  item: FoldItem;
  number: number;
  /** Effective time in ms. */
  at: number;
}

/** Words of a name or quotation, without case and punctuation. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const nameOf = (speaker: string): string => wordsOf(speaker).join(' ');

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

/** When a speaker was reported to say something, in the order of telling. */
type Tellings = { at: number; saidAt: number }[];

/** When the earliest telling since a moment says it was said. */
function earliestSince(tellings: Tellings, since: number): number {
  let [low, high] = [0, tellings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tellings[middle]!.at < since) low = middle + 1;
    else high = middle;
  }
  return tellings[low]?.saidAt ?? Infinity;
}

/** Knows every remark told so far, who told it first, and when. Items come in the order of their effective times. */
export class Remarks {
  private readonly quotations: Quotations;
  private readonly unquoted = new Map<string, number>();
  private readonly tellings = new Map<string, Tellings>();

  constructor(
    private readonly journal: Journal,
    private readonly policy: Policy['origins'],
  ) {
    this.quotations = new Quotations(journal, policy.fragmentWords, policy.quotationWords);
  }

  add(placed: Placed): Told {
    const told = ownRemarks(placed.item).map((statement) => this.place(statement, placed));
    // The newest fact of an item decides what it says.
    const saidAt = told.length > 0 ? Math.max(...told.map((t) => t.saidAt)) : placed.at;
    return { same: told.flatMap((t) => t.same), saidAt };
  }

  private place(statement: Statement, placed: Placed): Told {
    const { item, number, at } = placed;
    const speaker = nameOf(statement.speaker);
    const named = dayNamed(statement, at);
    const told = statement.quotation
      ? this.quotations.add(speaker, wordsOf(statement.quotation), { item: number, saidAt: named })
      : this.sameDay(statement, placed);
    // Without a day of its own a paraphrase is one of what its speaker was last reported to say. New
    // quoted words are news, except for an exit: too much hangs on it to take a re-translation for new.
    // An answer is not dated back: its speaker answers again each time, and one misread before the exit
    // would make all that come after it too old to answer it.
    const dated = statement.saidOn !== undefined || item.signal === 'clarified';
    const newWords = statement.quotation !== undefined && item.signal !== 'withdrawn';
    const before = this.tellingsOf(`${speaker}|${item.signal}`);
    const retold = dated || newWords ? Infinity : earliestSince(before, at - hours(this.policy.retoldHours));
    const saidAt = Math.min(named, told.saidAt, retold);
    this.journal.push(before, { at, saidAt });
    return { same: told.same, saidAt };
  }

  /** An unquoted remark is the same when speaker, day and predicate are; undated, the day is the item's. */
  private sameDay(statement: Statement, { number, at }: Placed): Told {
    const day = statement.saidOn ?? toInstant(at).slice(0, 10);
    const key = `${nameOf(statement.speaker)}|${day}|${statement.predicate}`;
    const known = this.unquoted.get(key);
    if (known === undefined) this.journal.set(this.unquoted, key, number);
    return { same: known === undefined ? [] : [known], saidAt: dayNamed(statement, at) };
  }

  private tellingsOf(key: string): Tellings {
    let tellings = this.tellings.get(key);
    if (!tellings) this.tellings.set(key, (tellings = []));
    return tellings;
  }
}
