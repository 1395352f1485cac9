import * as fc from 'fast-check';
import {
  choosePolls,
  freeSlots,
  laneOf,
  MOST_PER_HOST,
  SLOTS,
  SLOW_AFTER,
  type DueFeed,
  type Lane,
} from '../index';

const LANES: Lane[] = ['top', 'ordinary', 'slow'];
const host = fc.integer({ min: 1, max: 6 }).map((n) => `host-${n}`);
const due = fc
  .array(
    fc.record({
      host,
      tier: fc.constantFrom(1, 2, 3) as fc.Arbitrary<DueFeed['tier']>,
      official: fc.boolean(),
      asked: fc.boolean(),
      slow: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((feeds): DueFeed[] => feeds.map((feed, i) => ({ feedId: `f${i}`, ...feed })));
const free = fc.record({ top: fc.nat(12), ordinary: fc.nat(12), slow: fc.nat(8) });
const openByHost = fc
  .dictionary(host, fc.integer({ min: 0, max: MOST_PER_HOST }))
  .map((hosts) => new Map(Object.entries(hosts)));
const count = <T>(list: readonly T[], is: (each: T) => boolean): number => list.filter(is).length;

describe('lanes', () => {
  it.each([
    ['tier 1', { tier: 1 as const }, 'top'],
    ['official', { official: true }, 'top'],
    ['others', {}, 'ordinary'],
    ['slow, whatever the tier', { tier: 1 as const, slow: true }, 'slow'],
    ['asked for by a person, also when slow', { asked: true, slow: true }, 'top'],
  ])('%s', (_, over, lane) => {
    expect(laneOf({ tier: 2, official: false, asked: false, slow: false, ...over })).toBe(lane);
  });

  it('give their slots back when a poll has turned out slow', () => {
    const open = (lane: Lane, openMs: number, polls: number) =>
      Array.from({ length: polls }, () => ({ lane, openMs }));
    expect(freeSlots([])).toEqual(SLOTS);
    expect(freeSlots(open('top', SLOW_AFTER - 1, 12))).toEqual({ ...SLOTS, top: 0 });
    expect(freeSlots(open('top', SLOW_AFTER, 12))).toEqual({ ...SLOTS, slow: 0 });
    expect(freeSlots([...open('slow', 0, 3), ...open('ordinary', SLOW_AFTER, 3)])).toEqual({
      ...SLOTS,
      slow: 2,
    });
  });
});

describe('choosePolls', () => {
  it('never takes more than a lane has slots or a host may get', () =>
    fc.assert(
      fc.property(due, free, openByHost, (feeds, left, open) => {
        const chosen = choosePolls(feeds, { free: left, openByHost: open });
        for (const lane of LANES)
          expect(count(chosen, (feed) => laneOf(feed) === lane)).toBeLessThanOrEqual(left[lane]);
        for (const name of new Set(chosen.map((feed) => feed.host)))
          expect(count(chosen, (feed) => feed.host === name) + (open.get(name) ?? 0)).toBeLessThanOrEqual(
            MOST_PER_HOST,
          );
      }),
    ));

  it('leaves nothing out for which there is room, and keeps the order', () =>
    fc.assert(
      fc.property(due, free, openByHost, (feeds, left, open) => {
        const chosen = choosePolls(feeds, { free: left, openByHost: open });
        expect(feeds.filter((feed) => chosen.includes(feed))).toEqual(chosen);
        const rest = feeds.filter((feed) => !chosen.includes(feed));
        const taken = (lane: Lane): number => count(chosen, (feed) => laneOf(feed) === lane);
        const after = {
          free: {
            top: left.top - taken('top'),
            ordinary: left.ordinary - taken('ordinary'),
            slow: left.slow - taken('slow'),
          },
          openByHost: new Map(open),
        };
        for (const { host: name } of chosen)
          after.openByHost.set(name, (after.openByHost.get(name) ?? 0) + 1);
        expect(choosePolls(rest, after)).toEqual([]);
      }),
    ));

  it('lets no slow or ordinary feed of another host hold up a feed of the top', () =>
    fc.assert(
      fc.property(due, free, (feeds, left) => {
        const isTop = (feed: DueFeed): boolean => laneOf(feed) === 'top';
        const apart = feeds.map((feed) => (isTop(feed) ? feed : { ...feed, host: `other-${feed.host}` }));
        const capacity = { free: left, openByHost: new Map<string, number>() };
        expect(choosePolls(apart, capacity).filter(isTop)).toEqual(
          choosePolls(apart.filter(isTop), capacity),
        );
      }),
    ));
});
