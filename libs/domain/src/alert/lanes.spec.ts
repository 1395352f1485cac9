import fc from 'fast-check';
import { MINUTE, SECOND } from '../kernel/index';
import {
  freeRequestSlots,
  isOverdue,
  deliveryLaneOf,
  DELIVERY_LANES,
  MOST_REQUESTS,
  RESERVED_FOR_PROVEN,
  REQUEST_SLOTS,
  SLOW_AFTER_MS,
  type EndpointHealth,
  type Flight,
} from './index';

const failing = { count: 2, sinceMs: 0, lastMs: 9 };

describe('deliveryLaneOf', () => {
  it.each<[string, EndpointHealth, number, string]>([
    ['answered well and soon', { state: 'active', failing: null }, 40, 'proven'],
    ['answered well, late', { state: 'active', failing: null }, SLOW_AFTER_MS, 'slow'],
    ['failed soon', { state: 'active', failing }, 40, 'unproven'],
    ['never answered', { state: 'active', failing }, 15 * SECOND, 'slow'],
    ['failed its test', { state: 'unverified', failing: null }, 40, 'unproven'],
    ['is paused', { state: 'paused', failing, retryAtMs: 9 }, 40, 'unproven'],
  ])('%s', (...[, health, latencyMs, lane]) => expect(deliveryLaneOf(health, latencyMs)).toBe(lane));
});

describe('freeRequestSlots', () => {
  const flights = (count: number, lane: Flight['lane'], ageMs: number): Flight[] =>
    Array.from({ length: count }, () => ({ lane, ageMs }));

  it('has all slots when nothing is under way', () => expect(freeRequestSlots([])).toEqual(REQUEST_SLOTS));

  it('gives proven endpoints their slots whatever slow and unproven ones hold', () => {
    const bad = [...flights(64, 'slow', 9_000), ...flights(64, 'unproven', 9)];
    expect(freeRequestSlots(bad)).toEqual({ proven: REQUEST_SLOTS.proven, unproven: 0, slow: 0 });
  });

  it('gives the slot of a proven endpoint that hangs to the next after a second', () => {
    expect(freeRequestSlots(flights(REQUEST_SLOTS.proven, 'proven', SLOW_AFTER_MS - 1)).proven).toBe(0);
    expect(freeRequestSlots(flights(REQUEST_SLOTS.proven, 'proven', SLOW_AFTER_MS)).proven).toBe(
      REQUEST_SLOTS.proven,
    );
  });

  const flight = fc.record({ lane: fc.constantFrom(...DELIVERY_LANES), ageMs: fc.nat(15_000) });

  it('never lets a process have more requests under way than it may, and keeps the part of the proven', () => {
    fc.assert(
      fc.property(fc.array(flight, { maxLength: MOST_REQUESTS }), (under) => {
        const { proven, unproven, slow } = freeRequestSlots(under);
        for (const free of [proven, unproven, slow]) expect(free).toBeGreaterThanOrEqual(0);
        expect(under.length + proven).toBeLessThanOrEqual(MOST_REQUESTS);
        const others = under.length + unproven + slow;
        expect(unproven + slow === 0 || others <= MOST_REQUESTS - RESERVED_FOR_PROVEN).toBe(true);
      }),
    );
  });

  it('depends for the proven on no slow endpoint until the process itself is full', () => {
    const proven = fc.array(fc.record({ lane: fc.constant('proven' as const), ageMs: fc.nat(15_000) }), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(
        proven,
        fc.nat(REQUEST_SLOTS.slow),
        fc.nat(REQUEST_SLOTS.unproven),
        (own, slow, unproven) => {
          const bad = [...flights(slow, 'slow', 14_000), ...flights(unproven, 'unproven', 0)];
          expect(freeRequestSlots([...own, ...bad]).proven).toBe(freeRequestSlots(own).proven);
        },
      ),
    );
  });
});

describe('isOverdue', () => {
  it.each([
    ['never tried, three sweeps late', { dueMs: 0, lastMs: null }, 15 * SECOND, false],
    ['never tried, later', { dueMs: 0, lastMs: null }, 15 * SECOND + 1, true],
    [
      'after a pause of ten minutes, half an hour late',
      { dueMs: 10 * MINUTE, lastMs: 0 },
      40 * MINUTE,
      false,
    ],
    ['after a pause of ten minutes, later', { dueMs: 10 * MINUTE, lastMs: 0 }, 40 * MINUTE + 1, true],
    ['not due', { dueMs: 5, lastMs: null }, 0, false],
  ])('%s', (...[, place, nowMs, overdue]) => expect(isOverdue(place, nowMs)).toBe(overdue));
});
