import fc from 'fast-check';
import { HOUR, toMs } from '../kernel/index';
import { foldPeriods } from './live-fold';
import { originIds } from './origins';
import { DEFAULT_POLICY } from './policy';
import type { FoldItem } from './posture';
import { hour, someItems } from './testing/items';

const END = hour(2_000);
const fold = (items: readonly FoldItem[], horizon = END) => foldPeriods(items, DEFAULT_POLICY, horizon);
const originCount = (items: readonly FoldItem[]): number =>
  new Set(originIds(items, DEFAULT_POLICY.origins).values()).size;

describe('the fold, whatever the items', () => {
  it('gives the same for any permutation', () => {
    const shuffled = someItems(40).chain((items) =>
      fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
    );
    fc.assert(
      fc.property(shuffled, ([items, other]) => expect(fold(other)).toEqual(fold(items))),
      {
        numRuns: 150,
      },
    );
  });

  it('folds to one horizon and on to another as it folds to the other', () => {
    fc.assert(
      fc.property(someItems(40), fc.integer({ min: 0, max: 1_000 }), (items, h) => {
        const early = fold(items, hour(h)).periods;
        const all = fold(items).periods.filter((p) => p.from <= hour(h));
        expect(early).toEqual(toMs(all[0]?.from ?? END) > toMs(hour(h)) ? [] : all.slice(0, early.length));
        expect(early.length).toBe(items.some((i) => i.effectiveAt <= hour(h)) ? all.length : 0);
      }),
      { numRuns: 150 },
    );
  });

  it('says when it will change by itself', () => {
    fc.assert(
      fc.property(someItems(40), fc.integer({ min: 0, max: 1_000 }), (items, h) => {
        const { periods, nextDue } = fold(items, hour(h));
        const until = nextDue === null ? END : new Date(toMs(nextDue) - 1).toISOString();
        expect(fold(items, until).periods).toEqual(periods);
        if (nextDue !== null) expect(nextDue > hour(h)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('begins active, just before the first item, and then rises strictly with differing neighbours', () => {
    fc.assert(
      fc.property(someItems(40), (items) => {
        const { periods } = fold(items);
        if (items.length === 0) return expect(periods).toEqual([]);
        const first = Math.min(...items.map((i) => toMs(i.effectiveAt)));
        expect(periods[0]).toMatchObject({ posture: 'active', from: new Date(first - 1).toISOString() });
        periods.slice(1).forEach((p, i) => {
          expect(p.from > periods[i]!.from).toBe(true);
          expect(p.posture).not.toBe(periods[i]!.posture);
          expect(p.decidedBy.length).toBeGreaterThan(0);
          expect(p.confidence).toBeGreaterThan(0);
          expect(p.confidence).toBeLessThanOrEqual(1);
          expect(p.origins + p.copies).toBeGreaterThanOrEqual(p.outlets > 0 ? 1 : 0);
          expect(p.origins).toBeLessThanOrEqual(p.origins + p.copies);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('never says withdrawn without two outlets and a principal, in words that nobody copied', () => {
    fc.assert(
      fc.property(someItems(40), (items) => {
        for (const p of fold(items).periods.filter(({ posture }) => posture === 'withdrawn')) {
          expect(p.outlets).toBeGreaterThanOrEqual(2);
          const evidence = items.filter((i) => p.evidence.includes(i.itemId));
          const texts = new Set(evidence.map((i) => (i.shingles.length > 0 ? i.shingles.join() : i.itemId)));
          expect(texts.size).toBeGreaterThanOrEqual(2);
          expect(evidence.some((i) => i.authority === 'principal' && i.certainty === 'asserted')).toBe(true);
          expect(evidence.every((i) => i.authority === 'principal' || i.authority === 'official')).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('origins, whatever the items', () => {
  const withOne = fc.tuple(someItems(30), fc.nat()).filter(([items]) => items.length > 0);

  it('a copy never raises them', () => {
    fc.assert(
      fc.property(withOne, fc.integer({ min: 0, max: 72 }), ([items, pick], later) => {
        const original = items[pick % items.length]!;
        fc.pre(original.shingles.length > 0);
        const effectiveAt = new Date(toMs(original.effectiveAt) + later * HOUR).toISOString();
        const copy = { ...original, itemId: 'z', outlet: 'Another', effectiveAt };
        expect(originCount([...items, copy])).toBeLessThanOrEqual(originCount(items));
      }),
      { numRuns: 150 },
    );
  });

  it('a text that bridges two makes them one, and splits none', () => {
    fc.assert(
      fc.property(someItems(30), fc.nat(), fc.nat(), (items, i, j) => {
        fc.pre(items.length > 1);
        const [a, b] = [items[i % items.length]!, items[j % items.length]!];
        fc.pre(a.shingles.length > 0 && b.shingles.length > 0 && a !== b);
        fc.pre(Math.abs(toMs(a.effectiveAt) - toMs(b.effectiveAt)) <= 72 * HOUR);
        const shingles = [...new Set([...a.shingles, ...b.shingles])].sort((x, y) => x - y);
        const effectiveAt = a.effectiveAt > b.effectiveAt ? a.effectiveAt : b.effectiveAt;
        const bridge: FoldItem = { ...a, itemId: 'z', outlet: 'Bridge', effectiveAt, shingles };
        const ids = originIds([...items, bridge], DEFAULT_POLICY.origins);
        expect(ids.get(a.itemId)).toBe(ids.get(b.itemId));
        expect(new Set(ids.values()).size).toBeLessThanOrEqual(originCount(items));
      }),
      { numRuns: 150 },
    );
  });

  it('an unrelated item never lowers them', () => {
    fc.assert(
      fc.property(withOne, ([items, pick]) => {
        const { effectiveAt, signal } = items[pick % items.length]!;
        const stranger: FoldItem = {
          ...items[0]!,
          itemId: 'z',
          outlet: 'Stranger',
          effectiveAt,
          signal,
          speaker: 'nobody else',
          attributedTo: 'nobody else',
          statements: [{ speaker: 'nobody else', predicate: 'other' }],
          shingles: [1_000, 1_001, 1_002],
        };
        expect(originCount([...items, stranger])).toBe(originCount(items) + 1);
      }),
      { numRuns: 150 },
    );
  });
});
