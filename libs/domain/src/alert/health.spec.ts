import { DAY, HOUR, MINUTE } from '../kernel/index';
import {
  afterFailure,
  afterSuccess,
  disable,
  enable,
  mayAttempt,
  PATIENCE_MS,
  type AttemptKind,
  type EndpointHealth,
} from './index';

const T = 1_000_000_000;
const failing = { count: 12, sinceMs: T - DAY, lastMs: T - HOUR };
const unverified: EndpointHealth = { state: 'unverified', failing: null };
const active: EndpointHealth = { state: 'active', failing: null };
const shaky: EndpointHealth = { state: 'active', failing: { ...failing, count: 2 } };
const paused: EndpointHealth = { state: 'paused', failing, retryAtMs: T + 10 };
const disabled: EndpointHealth = { state: 'disabled', failing, reason: 'no-success' };

describe('mayAttempt', () => {
  it.each<[string, EndpointHealth, AttemptKind, number, boolean]>([
    ['unverified', unverified, 'head', T, false],
    ['unverified', unverified, 'redelivery', T, false],
    ['unverified', unverified, 'test', T, true],
    ['active', active, 'head', T, true],
    ['active', active, 'redelivery', T, true],
    ['paused, closed', paused, 'head', T + 9, false],
    ['paused, half-open', paused, 'head', T + 10, true],
    ['paused until a moment no pause leads to', { ...paused, retryAtMs: T + DAY }, 'head', T, true],
    ['paused, last tried in the future', paused, 'head', T - 2 * HOUR, true],
    ['paused, half-open', paused, 'redelivery', T + 10, false],
    ['paused', paused, 'test', T, true],
    ['disabled', disabled, 'head', T, false],
    ['disabled', disabled, 'redelivery', T, false],
    ['disabled', disabled, 'test', T, true],
  ])('%s', (...[, endpoint, kind, nowMs, expected]) => {
    expect(mayAttempt(endpoint, kind, nowMs)).toBe(expected);
  });

  it('fails loudly on a state it does not know', () => {
    expect(() => mayAttempt({ state: 'odd' } as unknown as EndpointHealth, 'head', T)).toThrow('odd');
  });
});

describe('afterSuccess', () => {
  it.each<[EndpointHealth, EndpointHealth, string[]]>([
    [unverified, active, []],
    [active, active, []],
    [shaky, active, []],
    [paused, active, ['recovered']],
    [disabled, disabled, []],
  ])('%j', (before, endpoint, notices) => {
    expect(afterSuccess(before)).toEqual({ endpoint, notices });
  });
});

describe('afterFailure', () => {
  const at = (nowMs: number): { nowMs: number; retryAtMs: number } => ({ nowMs, retryAtMs: nowMs + 5 });

  it('leaves an unverified and a disabled endpoint as they are', () => {
    expect(afterFailure(unverified, at(T)).endpoint).toBe(unverified);
    expect(afterFailure(disabled, at(T)).endpoint).toBe(disabled);
    expect(afterFailure(disabled, { ...at(T), gone: true }).notices).toEqual([]);
  });

  it('counts, and opens the breaker at the fifth when they have lasted', () => {
    expect(afterFailure(active, at(T)).endpoint).toEqual({
      state: 'active',
      failing: { count: 1, sinceMs: T, lastMs: T },
    });
    const fourth: EndpointHealth = { state: 'active', failing: { count: 4, sinceMs: T, lastMs: T } };
    expect(afterFailure(fourth, at(T + PATIENCE_MS - 1)).endpoint.state).toBe('active');
    expect(afterFailure(fourth, at(T + PATIENCE_MS))).toEqual({
      endpoint: {
        state: 'paused',
        failing: { count: 5, sinceMs: T, lastMs: T + PATIENCE_MS },
        retryAtMs: T + PATIENCE_MS + 5,
      },
      notices: ['paused'],
    });
  });

  it('keeps the breaker open until a success, however short the row of failures', () => {
    expect(afterFailure({ ...paused, failing: { count: 5, sinceMs: T, lastMs: T } }, at(T)).endpoint).toEqual(
      {
        state: 'paused',
        failing: { count: 6, sinceMs: T, lastMs: T },
        retryAtMs: T + 5,
      },
    );
  });

  it('begins a row anew that began in the future, as the clock was set back', () => {
    const ahead: EndpointHealth = {
      state: 'active',
      failing: { count: 9, sinceMs: T + DAY, lastMs: T + DAY },
    };
    expect(afterFailure(ahead, at(T)).endpoint).toEqual({
      state: 'active',
      failing: { count: 10, sinceMs: T, lastMs: T },
    });
    const later = afterFailure(afterFailure(ahead, at(T)).endpoint, at(T + 11 * MINUTE));
    expect(later.endpoint.state).toBe('paused');
  });

  it('does not blame the receiver for our own standstill', () => {
    const before: EndpointHealth = { state: 'active', failing: { count: 1, sinceMs: T, lastMs: T } };
    const after = afterFailure(before, at(T + 9 * DAY));
    expect(after.endpoint.state).toBe('active');
    expect(after.notices).toEqual(['disabled-soon']);
  });
});

describe('enable', () => {
  it.each<[string, EndpointHealth, EndpointHealth]>([
    ['unverified needs a test first', unverified, unverified],
    ['active stays', shaky, shaky],
    ['disabled by hand when healthy', disable(active), active],
    ['disabled by hand when shaky', disable(shaky), active],
    [
      'disabled after failures: half-open',
      disabled,
      { state: 'paused', failing: { count: 12, sinceMs: T, lastMs: T }, retryAtMs: T },
    ],
  ])('%s', (_, before, after) => {
    expect(enable(before, T)).toEqual(after);
  });

  it('in a loop does not reset the breaker, but gives three more days', () => {
    const again = afterFailure(enable(disabled, T), { nowMs: T, retryAtMs: T + HOUR });
    expect(again).toEqual({
      endpoint: { state: 'paused', failing: { count: 13, sinceMs: T, lastMs: T }, retryAtMs: T + HOUR },
      notices: [],
    });
  });
});
