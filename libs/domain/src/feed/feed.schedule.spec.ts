import * as fc from 'fast-check';
import {
  HOUR,
  MINUTE,
  baseInterval,
  feedChanges,
  feedEvent,
  feedIdOf,
  answers,
  freshness,
  isPlanVoid,
  pauseAfterDeaths,
  pauseBefore,
  pollOutcome,
  type Feed,
  type FeedCounts,
  type PollResult,
  type PollState,
} from '../index';

const nowMs = Date.UTC(2025, 4, 1);
const moment = { nowMs, rand: 0.5 };
const state = (over: Partial<PollState> = {}): PollState => ({
  feedId: 'f1',
  tier: 2,
  official: false,
  failures: 0,
  lastSuccessMs: nowMs - HOUR,
  nextCheckMs: nowMs,
  ...over,
});
const down: PollResult = { kind: 'failed', code: 'timeout', message: 'no answer within 20 s' };

describe('pauses', () => {
  it('are 5 minutes for tier 1 and official feeds, 15 for others', () => {
    expect(baseInterval({ tier: 1, official: false })).toBe(5 * MINUTE);
    expect(baseInterval({ tier: 3, official: true })).toBe(5 * MINUTE);
    expect(baseInterval({ tier: 2, official: false })).toBe(15 * MINUTE);
  });

  it('double with each failure up to 6 h (tier 1) or 24 h', () => {
    const pause = (tier: Feed['tier'], failures: number): number =>
      pauseBefore({ tier, official: false }, failures, { rand: 0.5 }) / MINUTE;
    expect([0, 1, 2, 3].map((n) => pause(2, n))).toEqual([15, 30, 60, 120]);
    expect([pause(2, 99), pause(1, 99)]).toEqual([24 * 60, 6 * 60]);
  });

  it('stay within 10 % of the plan and never end before a Retry-After', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(40),
        fc.nat(30 * HOUR),
        (rand, failures, retryAfterMs) => {
          const feed = { tier: 2 as const, official: false };
          const plan = pauseBefore(feed, failures, { rand: 0.5 });
          const pause = pauseBefore(feed, failures, { rand });
          expect(Math.abs(pause - plan)).toBeLessThanOrEqual(plan * 0.1 + 1);
          const asked = pauseBefore(feed, failures, { rand, retryAfterMs });
          expect(asked).toBeGreaterThanOrEqual(Math.min(retryAfterMs, 24 * HOUR));
        },
      ),
    ));
});

describe('a clock that was set back', () => {
  const longAgo = fc.integer({ min: 0, max: 400 * 24 * HOUR });
  const past = fc.record({
    ago: longAgo,
    failures: fc.nat(30),
    rand: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const result: fc.Arbitrary<PollResult> = fc.oneof(
    fc.constant<PollResult>({ kind: 'unchanged' }),
    fc.nat(3_000 * HOUR).map((retryAfterMs): PollResult => ({ ...down, retryAfterMs })),
  );

  it('voids no plan that the schedule made at a time that is past', () =>
    fc.assert(
      fc.property(past, result, ({ ago, failures, rand }, how) => {
        const lastAttemptMs = nowMs - ago;
        const { next } = pollOutcome(state({ failures }), how, { nowMs: lastAttemptMs, rand });
        expect(isPlanVoid({ ...next, lastAttemptMs }, nowMs)).toBe(false);
      }),
    ));

  it('leaves no feed waiting: what was done in the future is due', () =>
    fc.assert(
      fc.property(past, result, ({ ago, failures, rand }, how) => {
        const lastAttemptMs = nowMs + MINUTE + 1 + ago;
        const { next } = pollOutcome(state({ failures }), how, { nowMs: lastAttemptMs, rand });
        expect(isPlanVoid({ ...next, lastAttemptMs }, nowMs)).toBe(true);
      }),
    ));

  it.each([
    ['a first poll in the future', nowMs + 1, null, true],
    ['a first poll that is due', nowMs, null, false],
    ['a plan further ahead than any pause', nowMs + 27 * HOUR, nowMs, true],
    ['an attempt that another clock dates a little ahead', nowMs + HOUR, nowMs + MINUTE, false],
  ])('%s', (...[, nextCheckMs, lastAttemptMs, isVoid]) => {
    expect(isPlanVoid({ nextCheckMs, lastAttemptMs }, nowMs)).toBe(isVoid);
  });
});

it('retries a poll that killed its worker at once, twice, and then with growing pauses', () => {
  expect([0, 1, 2, 3, 4, 5].map((deaths) => pauseAfterDeaths(deaths) / MINUTE)).toEqual([0, 0, 0, 5, 10, 20]);
  expect(pauseAfterDeaths(99)).toBe(6 * HOUR);
});

describe('pollOutcome', () => {
  const types = (s: PollState, result: PollResult): string[] =>
    pollOutcome(s, result, moment).events.map((e) => e.type);

  it('tells of failing at the third failure in a row, once', () => {
    expect([0, 1, 2, 3].map((failures) => types(state({ failures }), down))).toEqual([
      [],
      [],
      ['feed.failing'],
      [],
    ]);
  });

  it('tells of recovery only after it told of failing', () => {
    expect(types(state({ failures: 2 }), { kind: 'unchanged' })).toEqual([]);
    expect(types(state({ failures: 7 }), { kind: 'unchanged' })).toEqual(['feed.recovered']);
    const { next } = pollOutcome(state({ failures: 7 }), { kind: 'unchanged' }, moment);
    expect(next).toMatchObject({ failures: 0, lastSuccessMs: nowMs, nextCheckMs: nowMs + 15 * MINUTE });
  });

  it('keeps the last success through failures', () => {
    const { next } = pollOutcome(state(), { ...down, retryAfterMs: 2 * HOUR }, moment);
    expect(next).toMatchObject({ failures: 1, lastSuccessMs: nowMs - HOUR });
    expect(next.nextCheckMs).toBeGreaterThanOrEqual(nowMs + 2 * HOUR);
  });

  it('suspects a gap when nothing of a later poll was known', () => {
    expect(types(state(), { kind: 'read', items: 20, known: 0 })).toEqual(['feed.gap-suspected']);
    expect(types(state(), { kind: 'read', items: 20, known: 1 })).toEqual([]);
    expect(types(state(), { kind: 'read', items: 0, known: 0 })).toEqual([]);
    expect(types(state({ lastSuccessMs: null }), { kind: 'read', items: 20, known: 0 })).toEqual([]);
  });
});

describe('feed events', () => {
  const feed: Feed = {
    feedId: feedIdOf('https://example.org/rss'),
    url: 'https://example.org/rss',
    title: 'Example',
    outlet: 'Example',
    tier: 2,
    official: false,
  };

  it('have ids that repeat for the same fact only', () => {
    const at = '2025-05-01T00:00:00.000Z';
    const told = feedEvent('feed.registered', at, { ...feed, cause: 'operator' });
    expect(feedEvent('feed.registered', at, { ...feed, cause: 'operator' })).toEqual(told);
    expect(told).toMatchObject({ stream: `feed-${feed.feedId}`, occurredAt: at, schemaVersion: 1 });
    const later = feedEvent('feed.registered', '2025-05-02T00:00:00.000Z', { ...feed, cause: 'operator' });
    expect(later.id).not.toBe(told.id);
  });

  it('say what changed', () => {
    expect(feedChanges(feed, { ...feed })).toBeNull();
    expect(feedChanges(feed, { ...feed, tier: 1, country: 'US' })).toEqual({
      was: { tier: 2 },
      is: { tier: 1, country: 'US' },
    });
  });

  it('know a feed by its address', () => {
    expect(feedIdOf('https://EXAMPLE.org/rss')).toBe(feed.feedId);
    expect(feedIdOf('not an address')).toHaveLength(36);
  });
});

describe('freshness', () => {
  const life = { lastPushMs: null, lastHeartbeatMs: nowMs };
  const feeds = (tier: Feed['tier'], ok: number, silent: number): PollState[] => [
    ...Array.from({ length: ok }, () => state({ tier, lastSuccessMs: nowMs - MINUTE })),
    ...Array.from({ length: silent }, () => state({ tier, lastSuccessMs: nowMs - 24 * HOUR })),
  ];
  const isTop = ({ tier }: PollState): boolean => tier === 1;
  const counted = (list: PollState[]): FeedCounts => {
    const ok = list.filter((feed) => answers(feed, nowMs));
    return {
      ok: ok.length,
      total: list.length,
      topOk: ok.filter(isTop).length,
      top: list.filter(isTop).length,
    };
  };
  const status = (list: PollState[], over = {}): string =>
    freshness(counted(list), nowMs, { ...life, ...over }).status;

  it('is watching when at least 80 % and all of tier 1 answer', () => {
    expect(freshness(counted([...feeds(1, 2, 0), ...feeds(2, 6, 2)]), nowMs, life)).toEqual({
      status: 'watching',
      feedsOk: 8,
      feedsTotal: 10,
    });
  });
  it('is degraded under 80 %, or with one of tier 1 missing', () => {
    expect(status([...feeds(1, 2, 0), ...feeds(2, 5, 3)])).toBe('degraded');
    expect(status([...feeds(1, 2, 1), ...feeds(2, 20, 0)])).toBe('degraded');
  });
  it('is blind under half of tier 1, or of all when there is none', () => {
    expect(status([...feeds(1, 1, 1), ...feeds(2, 9, 0)])).toBe('degraded');
    expect(status([...feeds(1, 1, 2), ...feeds(2, 9, 0)])).toBe('blind');
    expect(status(feeds(2, 1, 1))).toBe('degraded');
    expect(status(feeds(2, 1, 2))).toBe('blind');
  });
  it('is blind without feeds unless items are pushed', () => {
    expect(status([])).toBe('blind');
    expect(status([], { lastPushMs: nowMs - HOUR })).toBe('watching');
    expect(status([], { lastPushMs: nowMs - 24 * HOUR })).toBe('blind');
  });
  it('is blind when the worker is dead', () => {
    expect(status(feeds(1, 3, 0), { lastHeartbeatMs: nowMs - 5 * MINUTE })).toBe('blind');
    expect(status(feeds(1, 3, 0), { lastHeartbeatMs: null })).toBe('blind');
  });
  it('takes nothing that was seen in the future for fresh', () => {
    const ahead = (ms: number) => [state({ tier: 1, lastSuccessMs: nowMs + ms })];
    expect([status(ahead(MINUTE)), status(ahead(MINUTE + 1)), status(ahead(72 * HOUR))]).toEqual([
      'watching',
      'blind',
      'blind',
    ]);
    expect(status(feeds(1, 3, 0), { lastHeartbeatMs: nowMs + HOUR })).toBe('blind');
    expect(status([], { lastPushMs: nowMs + HOUR })).toBe('blind');
  });
  it('gives a feed three intervals, at least 15 minutes', () => {
    const seen = (tier: Feed['tier'], min: number) => [state({ tier, lastSuccessMs: nowMs - min * MINUTE })];
    expect([status(seen(1, 14)), status(seen(1, 15))]).toEqual(['watching', 'blind']);
    expect([status(seen(2, 44)), status(seen(2, 45))]).toEqual(['watching', 'blind']);
  });
});
