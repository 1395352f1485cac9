import fc from 'fast-check';
import { flipDistance, REPORTS, reportItems, type Report } from './flip';
import { foldPeriods } from './live-fold';
import { DEFAULT_POLICY } from './policy';
import type { FoldItem, Posture } from './posture';
import { hour, item, someItems } from './testing/items';

const NOW = hour(100);
const flip = (items: FoldItem[], policy = DEFAULT_POLICY) => flipDistance(items, policy, NOW);
const postureOf = (items: FoldItem[], report?: Report): Posture => {
  const all = report ? [...items, ...reportItems(report, NOW)] : items;
  return foldPeriods(all, DEFAULT_POLICY, NOW).periods.at(-1)?.posture ?? 'active';
};
const threat = (at: number): FoldItem => item({ at, signal: 'threatened' });
const exit = (at: number): FoldItem => item({ at, signal: 'withdrawn' });
const answer = (at: number): FoldItem => item({ at, signal: 'clarified' });

describe('the smallest report that would change the posture', () => {
  it.each<[string, FoldItem[], ReturnType<typeof flip>]>([
    [
      'of quiet times is one text of a principal in two outlets',
      [],
      { signal: 'threatened', authority: 'principal', origins: 1, outlets: 2, to: 'threatened' },
    ],
    [
      'is one bystander where one outlet is waited for',
      [threat(90)],
      { signal: 'threatened', authority: 'other', origins: 1, outlets: 1, to: 'threatened' },
    ],
    [
      'of a threat is an answer as broad',
      [threat(60), threat(61)],
      { signal: 'clarified', authority: 'principal', origins: 1, outlets: 2, to: 'clarified' },
    ],
    [
      'after one outlet told of an exit is an official’s word of it',
      [threat(90), threat(91), exit(95)],
      { signal: 'withdrawn', authority: 'official', origins: 1, outlets: 1, to: 'withdrawn' },
    ],
    [
      'of an answered exit is a new threat',
      [exit(10), exit(11), answer(40), answer(41)],
      { signal: 'threatened', authority: 'principal', origins: 1, outlets: 2, to: 'threatened' },
    ],
  ])('%s', (_, items, expected) => {
    expect(flip(items)).toEqual(expected);
  });

  it('is none where nothing within the bound changes it', () => {
    const many = { windowHours: 48, origins: 9, outlets: 9 };
    const deaf = {
      ...DEFAULT_POLICY,
      threatened: many,
      withdrawn: { ...DEFAULT_POLICY.withdrawn, ...many },
    };
    expect(flip([], deaf)).toBeNull();
  });

  it('leaves the items as they are', () => {
    const items = [threat(90), threat(91)];
    const before = JSON.stringify(items);
    flip(items);
    expect(JSON.stringify(items)).toBe(before);
    expect(flip(items)).toEqual(flip([...items].reverse()));
  });
});

describe('the smallest report, whatever the items', () => {
  it('changes the posture as it says, and none smaller does', () => {
    fc.assert(
      fc.property(someItems(12), (items) => {
        const found = flip(items);
        const held = postureOf(items);
        const n = found
          ? REPORTS.findIndex((r) => JSON.stringify({ ...r, to: found.to }) === JSON.stringify(found))
          : REPORTS.length;
        expect(n).toBeGreaterThanOrEqual(0);
        for (const smaller of REPORTS.slice(0, n)) expect(postureOf(items, smaller)).toBe(held);
        if (!found) return;
        expect(postureOf(items, found)).toBe(found.to);
        expect(found.to).not.toBe(held);
      }),
      { numRuns: 60 },
    );
  });
});
