import { toMs } from '../kernel/index';
import { hours, type Policy } from './policy';
import type { FoldItem } from './posture';
import { remarksOf } from './remarks';
import { type Sets, shingleIndex } from './shingle-index';

/**
 * Origins grow as time goes on: what is known of an instant depends on the items up to it only, so that a
 * later copy never rewrites what was concluded before it.
 */
export interface Origins {
  /** Adds the next item, by its number in the sorted list. */
  add(number: number): void;
  /** The origin of an added item: the smallest number among those joined with it. */
  of(number: number): number;
  /** The outlet in whose words an added item tells: that of the earliest of its copies and of what it passes on. */
  voiceOf(number: number): string;
  /** When the remark of an added item was made, in ms. */
  saidAt(number: number): number;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Items in the order of folding: by effective time; the id only names one where one must be named. */
export function inOrder(items: readonly FoldItem[]): FoldItem[] {
  const timed = items.map((item) => ({ item, at: toMs(item.effectiveAt) }));
  timed.sort((a, b) => a.at - b.at || compare(a.item.itemId, b.item.itemId));
  return timed.map(({ item }) => item);
}

/** An outlet's name as attributions write it. */
const outletKey = (name: string): string =>
  (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word !== 'the').join(' ');

/** Joins items that pass on what another outlet reported with that outlet's own items and each other. */
function attributions(items: readonly FoldItem[], windowMs: number) {
  /** By outlet and signal: the latest item that passes its claim on, and its own items since then. */
  const claims = new Map<string, { passedOn?: number; own: number[] }>();
  const at = (number: number): number => toMs(items[number]!.effectiveAt);
  const claimOf = (outlet: string, number: number) => {
    const key = `${outletKey(outlet)}|${items[number]!.signal}`;
    const known = claims.get(key) ?? { own: [] };
    claims.set(key, known);
    return known;
  };
  return (number: number): number[] => {
    const item = items[number]!;
    const near = (other: number): boolean => at(number) - at(other) <= windowMs;
    const own = claimOf(item.outlet, number);
    const joined = own.passedOn !== undefined && near(own.passedOn) ? [own.passedOn] : [];
    own.own.push(number);
    if (item.attributedTo === undefined) return joined;
    const claim = claimOf(item.attributedTo, number);
    if (claim.passedOn !== undefined && near(claim.passedOn)) joined.push(claim.passedOn);
    joined.push(...claim.own.filter(near));
    // One of them now stands for all: whoever is near one of those is near this later one, or joined with it.
    claim.passedOn = number;
    claim.own = [];
    return joined;
  };
}

/** Disjoint sets whose name is their smallest member. */
function disjointSets(size: number): Sets {
  const parent = Array.from({ length: size }, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  const join = (a: number, b: number): void => {
    const [x, y] = [find(a), find(b)];
    parent[Math.max(x, y)] = Math.min(x, y);
  };
  return { find, join };
}

/** Sets of copied texts that know since when each signal in them has been told: a copy is as old as its model. */
function copyDates(items: readonly FoldItem[]) {
  const { find, join } = disjointSets(items.length);
  const dates = new Map<number, Partial<Record<FoldItem['signal'], number>>>();
  return {
    find,
    join(a: number, b: number): void {
      const both = [find(a), find(b)].map((root) => dates.get(root) ?? {});
      join(a, b);
      const merged = { ...both[0] };
      for (const signal of ['active', 'threatened', 'withdrawn', 'clarified'] as const) {
        const at = Math.min(...both.map((known) => known[signal] ?? Infinity));
        if (at < Infinity) merged[signal] = at;
      }
      dates.set(find(a), merged);
    },
    /** The earliest date of an item's signal among its copies, its own included; a word less may turn a text round. */
    earliest(number: number, own: number): number {
      const { signal } = items[number]!;
      const known = dates.get(find(number)) ?? {};
      const at = Math.min(own, known[signal] ?? Infinity);
      dates.set(find(number), { ...known, [signal]: at });
      return at;
    },
  };
}

/**
 * The origins of items `inOrder`: connected components over copied text, attributed
 * claims and re-told remarks (product.md rule 6).
 */
export function originsOf(items: readonly FoldItem[], policy: Policy['origins']): Origins {
  const times = items.map((item) => toMs(item.effectiveAt));
  const windowMs = hours(policy.windowHours);
  const sets = disjointSets(items.length);
  const voices = disjointSets(items.length);
  // Whatever is one voice is one origin, too.
  const joinVoices = (a: number, b: number): void => {
    voices.join(a, b);
    sets.join(a, b);
  };
  const dates = copyDates(items);
  const copies: Sets = {
    find: dates.find,
    join(a, b) {
      dates.join(a, b);
      joinVoices(a, b);
    },
  };
  const texts = shingleIndex(
    items.map((item) => item.shingles),
    times,
    policy.containment,
  );
  const remarks = remarksOf(items, policy);
  const attributed = attributions(items, windowMs);
  const saidAt: number[] = [];
  return {
    add(number) {
      const told = remarks.add(number);
      texts.add(number, times[number]! - windowMs, copies);
      saidAt[number] = dates.earliest(number, told.saidAt);
      for (const other of attributed(number)) joinVoices(number, other);
      for (const other of told.same) sets.join(number, other);
    },
    of: (number) => sets.find(number),
    voiceOf: (number) => items[voices.find(number)]!.outlet,
    saidAt: (number) => saidAt[number]!,
  };
}

/** The origin of every item, named by the id of its earliest item. */
export function originIds(items: readonly FoldItem[], policy: Policy['origins']): Map<string, string> {
  const sorted = inOrder(items);
  const origins = originsOf(sorted, policy);
  sorted.forEach((_, number) => origins.add(number));
  return new Map(sorted.map((item, number) => [item.itemId, sorted[origins.of(number)]!.itemId]));
}
