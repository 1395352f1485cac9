import { toMs } from '../kernel/index';
import { DisjointSets, type Sets } from './disjoint-sets';
import { Journal } from './journal';
import { hours, type Policy } from './policy';
import type { FoldItem } from './posture';
import { type Placed, Remarks, wordsOf } from './remarks';
import { ShingleIndex } from './shingle-index';

/** Where an item stands among the others. Items have numbers in the order of their effective times. */
export interface Places {
  /** The origin of an item: the smallest number among those joined with it. */
  originOf(number: number): number;
  /** The outlet in whose words an item tells: that of the earliest of its copies and of what it passes on. */
  voiceOf(number: number): string;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** An item with its effective time in ms. */
export interface TimedItem {
  item: FoldItem;
  at: number;
}

export const timed = (item: FoldItem): TimedItem => ({ item, at: toMs(item.effectiveAt) });

/** The order of folding: by effective time; the id only names one where one must be named. */
export const byTime = (a: TimedItem, b: TimedItem): number =>
  a.at - b.at || compare(a.item.itemId, b.item.itemId);

/** An outlet's name as attributions write it. */
const outletKey = (name: string): string =>
  wordsOf(name)
    .filter((word) => word !== 'the')
    .join(' ');

/** By outlet and signal: the latest item that passes its claim on, and its own items since then. */
interface Claim {
  passedOn: Pick<Placed, 'number' | 'at'> | null;
  own: Pick<Placed, 'number' | 'at'>[];
}

/** Finds items that pass on what another outlet reported, with that outlet's own items and each other. */
class Attributions {
  private readonly claims = new Map<string, Claim>();

  constructor(
    private readonly journal: Journal,
    private readonly windowMs: number,
  ) {}

  /** @returns numbers of earlier items that tell the same claim of an outlet */
  add({ item, number, at }: Placed): number[] {
    const isNear = (other: { at: number }): boolean => at - other.at <= this.windowMs;
    const own = this.claimOf(item.outlet, item.signal);
    const joined = own.passedOn && isNear(own.passedOn) ? [own.passedOn.number] : [];
    this.journal.push(own.own, { number, at });
    if (item.attributedTo === undefined) return joined;
    const claim = this.claimOf(item.attributedTo, item.signal);
    if (claim.passedOn && isNear(claim.passedOn)) joined.push(claim.passedOn.number);
    for (let i = claim.own.length - 1; i >= 0 && isNear(claim.own[i]!); i--)
      joined.push(claim.own[i]!.number);
    // One of them now stands for all: whoever is near one of those is near this later one, or joined with it.
    const before = { ...claim };
    this.journal.record(() => Object.assign(claim, before));
    Object.assign(claim, { passedOn: { number, at }, own: [] });
    return joined;
  }

  private claimOf(outlet: string, signal: FoldItem['signal']): Claim {
    const key = `${outletKey(outlet)}|${signal}`;
    let claim = this.claims.get(key);
    if (!claim) this.claims.set(key, (claim = { passedOn: null, own: [] }));
    return claim;
  }
}

type Dates = Partial<Record<FoldItem['signal'], number>>;

/** Sets of copied texts that know since when each signal in them has been told: a copy is as old as its model. */
class CopyDates implements Sets {
  private readonly sets: DisjointSets;
  private readonly dates = new Map<number, Dates>();

  constructor(private readonly journal: Journal) {
    this.sets = new DisjointSets(journal);
  }

  add(): void {
    this.sets.add();
  }

  nameOf(number: number): number {
    return this.sets.nameOf(number);
  }

  join(a: number, b: number): void {
    const [known, other] = [a, b].map((number) => this.dates.get(this.nameOf(number)) ?? {});
    this.sets.join(a, b);
    const merged: Dates = { ...known };
    for (const [signal, at] of Object.entries(other!) as [FoldItem['signal'], number][])
      merged[signal] = Math.min(at, merged[signal] ?? Infinity);
    this.journal.set(this.dates, this.nameOf(a), merged);
  }

  /** The earliest date of a signal among an item's copies, its own included; a word less may turn a text round. */
  earliest(number: number, signal: FoldItem['signal'], own: number): number {
    const name = this.nameOf(number);
    const known = this.dates.get(name) ?? {};
    const at = Math.min(own, known[signal] ?? Infinity);
    this.journal.set(this.dates, name, { ...known, [signal]: at });
    return at;
  }
}

/**
 * The origins of items that come in the order of their effective times: connected components over copied
 * text, attributed claims and re-told remarks (product.md rule 6). They grow as time goes on: what is known
 * of an instant depends on the items up to it only, so that a later copy never rewrites what was concluded
 * before it.
 */
export class Origins implements Places {
  private readonly sets: DisjointSets;
  private readonly voices: DisjointSets;
  private readonly copies: CopyDates;
  private readonly texts: ShingleIndex;
  private readonly remarks: Remarks;
  private readonly attributions: Attributions;
  private readonly outlets: string[] = [];

  constructor(
    private readonly journal: Journal,
    policy: Policy['origins'],
  ) {
    const windowMs = hours(policy.windowHours);
    this.sets = new DisjointSets(journal);
    this.voices = new DisjointSets(journal);
    this.copies = new CopyDates(journal);
    this.texts = new ShingleIndex(journal, policy.containment, windowMs);
    this.remarks = new Remarks(journal, policy);
    this.attributions = new Attributions(journal, windowMs);
  }

  /** How many items were added. */
  get count(): number {
    return this.outlets.length;
  }

  /** Adds the next item. @returns when the remark that it tells was made, in ms */
  add(item: FoldItem, at: number): number {
    const number = this.count;
    const placed: Placed = { item, number, at };
    this.journal.push(this.outlets, item.outlet);
    for (const each of [this.sets, this.voices, this.copies]) each.add();
    const told = this.remarks.add(placed);
    this.texts.add(
      number,
      { shingles: item.shingles, at },
      {
        nameOf: (of) => this.copies.nameOf(of),
        join: (a, b) => {
          this.copies.join(a, b);
          this.joinVoices(a, b);
        },
      },
    );
    const saidAt = this.copies.earliest(number, item.signal, told.saidAt);
    for (const other of this.attributions.add(placed)) this.joinVoices(number, other);
    for (const other of told.same) this.sets.join(number, other);
    return saidAt;
  }

  originOf(number: number): number {
    return this.sets.nameOf(number);
  }

  voiceOf(number: number): string {
    return this.outlets[this.voices.nameOf(number)]!;
  }

  /** Whatever is one voice is one origin, too. */
  private joinVoices(a: number, b: number): void {
    this.voices.join(a, b);
    this.sets.join(a, b);
  }
}

/** The origin of every item, named by the id of its earliest item. */
export function originIds(items: readonly FoldItem[], policy: Policy['origins']): Map<string, string> {
  const sorted = items.map(timed).sort(byTime);
  const origins = new Origins(new Journal(), policy);
  for (const { item, at } of sorted) origins.add(item, at);
  return new Map(
    sorted.map(({ item }, number) => [item.itemId, sorted[origins.originOf(number)]!.item.itemId]),
  );
}
