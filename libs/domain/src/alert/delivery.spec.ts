import fc from 'fast-check';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/index';
import {
  decideAttempt,
  dueWait,
  newDelivery,
  REFUSALS,
  verdictOf,
  type Answer,
  type Delivery,
  type DeliveryNotice,
  type EndpointHealth,
  type Verdict,
} from './index';

const T = Date.parse('2025-05-01T10:00:00.000Z');
const healthy: EndpointHealth = { state: 'active', failing: null };

interface Run {
  delivery: Delivery;
  endpoint: EndpointHealth;
  nowMs: number;
  notices: [DeliveryNotice, number][];
}

/** Attempts the head each time it is due, until it leaves the queue or the endpoint is disabled. */
function run(answer: (attempt: number) => Answer, random = 0.5, endpoint = healthy): Run {
  let state: Run = { delivery: newDelivery(T), endpoint, nowMs: T, notices: [] };
  for (let i = 1; i < 1_000; i++) {
    const { progress } = state.delivery;
    if (progress.state !== 'waiting' || state.endpoint.state === 'disabled') return state;
    const nowMs = progress.dueMs;
    const next = decideAttempt({ ...state, answer: answer(i) }, { nowMs, random });
    const notices = next.notices.map((notice): [DeliveryNotice, number] => [notice, nowMs - T]);
    state = { ...next, nowMs, notices: [...state.notices, ...notices] };
  }
  return state;
}

describe('verdictOf', () => {
  it.each<[number, Verdict]>([
    [200, 'accepted'],
    [204, 'accepted'],
    [299, 'accepted'],
    [410, 'gone'],
    ...REFUSALS.map((status): [number, Verdict] => [status, 'refused']),
    ...[301, 302, 307, 308, 402, 406, 408, 409, 425, 429, 500, 502, 503, 504, 199, 600].map(
      (status): [number, Verdict] => [status, 'failed'],
    ),
  ])('%i is %s', (status, verdict) => {
    expect(verdictOf({ status })).toBe(verdict);
  });

  it('no answer is a failure', () => {
    expect(verdictOf({})).toBe('failed');
  });
});

describe('decideAttempt', () => {
  it('a 2xx delivers', () => {
    const { delivery, endpoint, notices } = run(() => ({ status: 202 }));
    expect(delivery).toEqual({ ...newDelivery(T), attempts: 1, progress: { state: 'delivered', atMs: T } });
    expect(endpoint).toEqual(healthy);
    expect(notices).toEqual([]);
  });

  it.each([{ status: 500 }, { status: 302 }, { status: 429 }, {}])(
    '%j is retried after the plan',
    (answer) => {
      const after = run((i) => (i < 3 ? answer : { status: 200 }));
      expect(after.nowMs - T).toBe(35 * SECOND);
      expect(after.delivery.attempts).toBe(3);
      expect(after.endpoint).toEqual(healthy);
    },
  );

  it('honours Retry-After', () => {
    const { delivery } = decideAttempt(
      { delivery: newDelivery(T), endpoint: healthy, answer: { status: 503, retryAfterMs: 90_000 } },
      { nowMs: T, random: 0 },
    );
    expect(delivery.progress).toEqual({ state: 'waiting', dueMs: T + 90_000 });
  });

  it('410 disables the endpoint at once and keeps the delivery', () => {
    const { delivery, endpoint, notices } = run(() => ({ status: 410 }));
    expect(delivery.progress).toEqual({ state: 'waiting', dueMs: T });
    expect(endpoint).toMatchObject({ state: 'disabled', reason: 'gone' });
    expect(notices).toEqual([['disabled', 0]]);
  });

  it.each(REFUSALS)('%i is dead after one hour, the queue held up no longer', (status) => {
    const { delivery, endpoint, nowMs, notices } = run(() => ({ status }));
    expect(delivery).toMatchObject({ progress: { state: 'dead', status }, attempts: 7, refusals: 7 });
    expect(nowMs - T).toBe(HOUR);
    expect(endpoint).toMatchObject({ state: 'paused', retryAtMs: nowMs });
    expect(notices).toEqual([
      ['paused', 12 * MINUTE + 35 * SECOND],
      ['dead', HOUR],
    ]);
  });

  it('needs five refusals, however long they take', () => {
    const after = run((i) => (i <= 4 || i > 9 ? { status: 400 } : { status: 500 }));
    expect(after.delivery).toMatchObject({ progress: { state: 'dead' }, refusals: 5, attempts: 10 });
    expect(after.nowMs - T).toBeGreaterThan(HOUR);
  });

  it('is not dead while the hour is not over', () => {
    const five: Delivery = { ...newDelivery(T), attempts: 9, refusals: 9, firstRefusedMs: T };
    const input = { delivery: five, endpoint: healthy, answer: { status: 400 } };
    const early = decideAttempt(input, { nowMs: T + HOUR - 1, random: 0 });
    expect(early.delivery.progress).toEqual({ state: 'waiting', dueMs: T + HOUR - 1 + SECOND });
    expect(decideAttempt(input, { nowMs: T + HOUR, random: 0 }).delivery.progress.state).toBe('dead');
  });

  it('disables after 3 days without success, having warned a day ahead; the delivery stays', () => {
    const { delivery, endpoint, nowMs, notices } = run(() => ({ status: 500 }));
    expect(delivery.progress.state).toBe('waiting');
    expect(endpoint).toMatchObject({ state: 'disabled', reason: 'no-success' });
    expect(nowMs - T).toBeGreaterThanOrEqual(3 * DAY);
    expect(nowMs - T).toBeLessThan(3 * DAY + 7 * HOUR);
    expect(notices.map(([notice]) => notice)).toEqual(['paused', 'disabled-soon', 'disabled']);
    expect(notices[1]![1]).toBeLessThan(2 * DAY + 7 * HOUR);
  });

  it('opens the breaker after five failures in a row and closes it by one success', () => {
    const open = run((i) => (i < 7 ? {} : { status: 200 }));
    expect(open.notices).toEqual([
      ['paused', 12 * MINUTE + 35 * SECOND],
      ['recovered', expect.any(Number)],
    ]);
    expect(open.endpoint).toEqual(healthy);
  });

  it.each([503, 429, 404])('a receiver that answers %i and asks for 2 s is not declared down', (status) => {
    const busy = run((i) => (i <= 60 ? { status, retryAfterMs: 2 * SECOND } : { status: 204 }), 0);
    expect(busy.delivery.progress).toEqual({ state: 'delivered', atMs: T + 120 * SECOND });
    expect(busy.notices).toEqual([]);
  });

  it('a receiver that asks for 2 s for ever is paused and disabled as any other, in the same time', () => {
    const { notices, delivery, endpoint } = run(
      (i) => ({ status: 503, retryAfterMs: i < 1e9 ? 2_000 : 0 }),
      0,
    );
    expect(notices.map(([notice]) => notice)).toEqual(['paused', 'disabled-soon', 'disabled']);
    expect(notices[0]![1]).toBe(10 * MINUTE);
    expect(endpoint).toMatchObject({ state: 'disabled', reason: 'no-success' });
    expect(delivery.attempts).toBeLessThan(350);
  });

  it('goes by time, not by count: no asked pause below 10 minutes of failing is ever overruled', () => {
    const asked = fc.integer({ min: SECOND, max: 30 * SECOND });
    fc.assert(
      fc.property(asked, fc.integer({ min: 5, max: 50 }), (retryAfterMs, count) => {
        let state: Pick<Run, 'delivery' | 'endpoint'> = { delivery: newDelivery(T), endpoint: healthy };
        let nowMs = T;
        for (let i = 0; i < count && nowMs - T < 10 * MINUTE; i += 1) {
          state = decideAttempt({ ...state, answer: { status: 503, retryAfterMs } }, { nowMs, random: 0 });
          expect(state.endpoint.state).toBe('active');
          expect(state.delivery.progress).toEqual({ state: 'waiting', dueMs: nowMs + retryAfterMs });
          nowMs += retryAfterMs;
        }
      }),
    );
  });

  it('loses nothing, never hurries and never waits past 7.2 h, for any answers', () => {
    const statuses = [200, 302, 400, 404, 410, 429, 500, 503];
    const answer = fc.record(
      { status: fc.constantFrom(...statuses), retryAfterMs: fc.double() },
      { requiredKeys: [] },
    );
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 40 }), random, (answers, r) => {
        let state: Pick<Run, 'delivery' | 'endpoint'> = { delivery: newDelivery(T), endpoint: healthy };
        let nowMs = T;
        for (const a of answers) {
          state = decideAttempt({ ...state, answer: a }, { nowMs, random: r });
          const { delivery, endpoint } = state;
          if (delivery.progress.state === 'delivered') return a.status === 200;
          if (delivery.progress.state === 'dead') return delivery.refusals >= 5 && nowMs - T >= HOUR;
          if (delivery.progress.state !== 'waiting') return false;
          if (endpoint.state === 'disabled') return a.status === 410 || nowMs - T >= 3 * DAY;
          const pause = delivery.progress.dueMs - nowMs;
          if (pause < SECOND || pause > 7.2 * HOUR) return false;
          nowMs += pause;
        }
        return true;
      }),
    );
  });
});

describe('dueWait', () => {
  const failing = { count: 3, sinceMs: T - HOUR, lastMs: T - MINUTE };
  const shaky: EndpointHealth = { state: 'active', failing };
  const at = { nowMs: T, holdMs: 15 * MINUTE };
  it.each<[string, string, number, number, EndpointHealth, number]>([
    ['retried at its time', 'posture.changed', 1, T + HOUR, shaky, HOUR],
    ['overdue', 'posture.changed', 1, T - HOUR, shaky, 0],
    ['a pause that none can be', 'posture.changed', 1, T + DAY, shaky, 0],
    [
      'tried in the future',
      'posture.changed',
      1,
      T + 1,
      { ...shaky, failing: { ...failing, lastMs: T + 1 } },
      0,
    ],
    ['never tried, created in the future', 'posture.changed', 0, T + HOUR, healthy, 0],
    ['a correction that is held back', 'posture.corrected', 0, T + 9 * MINUTE, healthy, 9 * MINUTE],
    ['a correction held back for longer than any is', 'posture.corrected', 0, T + HOUR, healthy, 0],
  ])('%s', (...[, type, attempts, dueMs, endpoint, wait]) => {
    expect(dueWait({ type, attempts, dueMs }, endpoint, at)).toBe(wait);
  });
});
