import fc from 'fast-check';
import { HOUR, toInstant, toMs } from '../kernel/index';
import { flipDistance, flipDistanceFrom } from './flip';
import { foldPeriods, LiveFold, type SignalChange } from './live-fold';
import { DEFAULT_POLICY } from './policy';
import type { FoldItem } from './posture';
import { hour, item, someItems, START } from './testing/items';

const changeOf = (each: FoldItem): SignalChange => ({
  itemId: each.itemId,
  effectiveAt: each.effectiveAt,
  item: each,
});

/** One arrival: an item, a revision of it, its exclusion or its return; and how far time has come by then. */
interface Arrival {
  pick: number;
  what: 'item' | 'revision' | 'exclusion';
  signal: FoldItem['signal'];
  hoursLater: number;
}

const arrivals: fc.Arbitrary<Arrival[]> = fc.array(
  fc.record({
    pick: fc.nat(1_000),
    what: fc.constantFrom('item', 'item', 'item', 'revision', 'exclusion'),
    signal: fc.constantFrom<FoldItem['signal'][]>('active', 'threatened', 'withdrawn', 'clarified'),
    hoursLater: fc.oneof(fc.constant(0), fc.nat(60)),
  }),
  { maxLength: 60, size: 'max' },
);

/** Plays arrivals on a live fold and checks after each that it says what a fold from scratch says. */
function play(items: readonly FoldItem[], steps: readonly Arrival[], mostKept?: number): void {
  let live = new LiveFold(DEFAULT_POLICY, mostKept);
  const held = new Map<string, FoldItem>();
  let horizon = START;
  for (const { pick, what, signal, hoursLater } of steps) {
    horizon += hoursLater * HOUR;
    const chosen = items[pick % items.length]!;
    const is = what === 'exclusion' ? null : what === 'revision' ? { ...chosen, signal } : chosen;
    if (is) held.set(chosen.itemId, is);
    else held.delete(chosen.itemId);
    const change = { itemId: chosen.itemId, effectiveAt: chosen.effectiveAt, item: is };
    if (!live.change([change])) {
      live = new LiveFold(DEFAULT_POLICY, mostKept);
      expect(live.change([...held.values()].map(changeOf))).toBe(true);
    }
    const at = toInstant(horizon);
    expect(live.foldTo(at)).toEqual(foldPeriods([...held.values()], DEFAULT_POLICY, at));
  }
  const at = toInstant(horizon);
  expect(flipDistanceFrom(live.snapshot(), DEFAULT_POLICY, at)).toEqual(
    flipDistance([...held.values()], DEFAULT_POLICY, at),
  );
}

describe('a fold that is kept, whatever comes in whatever order', () => {
  const nonEmpty = someItems(40).filter((items) => items.length > 0);

  it('says at each moment what a fold from scratch says', () => {
    fc.assert(
      fc.property(nonEmpty, arrivals, (items, steps) => play(items, steps)),
      { numRuns: 40 },
    );
  });

  it('says so, too, when it keeps few instants to go back to', () => {
    fc.assert(
      fc.property(nonEmpty, arrivals, (items, steps) => play(items, steps, 3)),
      { numRuns: 40 },
    );
  });

  it('says the same after a snapshot went through JSON', () => {
    fc.assert(
      fc.property(someItems(30), fc.integer({ min: 0, max: 300 }), (items, h) => {
        const live = new LiveFold(DEFAULT_POLICY);
        live.change(items.map(changeOf));
        live.foldTo(hour(h));
        const snapshot = live.snapshot();
        const revived = JSON.parse(JSON.stringify(snapshot)) as typeof snapshot;
        expect(revived).toEqual(snapshot);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a fold that is kept', () => {
  const threats = (from: number, count: number): FoldItem[] =>
    Array.from({ length: count }, (_, i) => item({ at: from + i }));

  it('keeps the very periods that a fresh item does not touch', () => {
    const live = new LiveFold(DEFAULT_POLICY);
    live.change(threats(0, 4).map(changeOf));
    const before = live.foldTo(hour(10)).periods;
    live.change([
      changeOf(item({ at: 12, signal: 'clarified' })),
      changeOf(item({ at: 13, signal: 'clarified' })),
    ]);
    const after = live.foldTo(hour(20)).periods;
    expect(after.map(({ posture }) => posture)).toEqual(['active', 'threatened', 'clarified']);
    before.forEach((period, i) => expect(after[i]).toBe(period));
  });

  it('refuses what lies further back than it keeps, and takes nothing of it over', () => {
    const live = new LiveFold(DEFAULT_POLICY, 2);
    const items = threats(0, 12);
    live.change(items.map(changeOf));
    const before = live.foldTo(hour(50));
    expect(live.change([changeOf(item({ at: 40 })), changeOf(item({ at: 1 }))])).toBe(false);
    expect(live.foldTo(hour(50))).toEqual(before);
    expect(live.change([changeOf(item({ at: 11 }))])).toBe(true);
  });

  it('lets an item ahead of the horizon wait for its time', () => {
    const live = new LiveFold(DEFAULT_POLICY);
    live.change([changeOf(item({ at: 0 })), changeOf(item({ at: 2 }))]);
    expect(live.foldTo(hour(1))).toMatchObject({ nextDue: hour(2), periods: [{ posture: 'active' }] });
    expect(live.foldTo(hour(2)).periods.at(-1)).toMatchObject({ posture: 'threatened' });
    expect(toMs(live.foldTo(hour(1)).nextDue!)).toBe(toMs(hour(2)));
  });
});
