import { decayedConfidence, jointly, weighed, weightOf } from './confidence';
import { DEFAULT_POLICY } from './policy';
import { hour, item, START } from './testing/items';

describe('confidence', () => {
  it('of an item falls with the rank of its speaker and with hedging', () => {
    const weight = (more: object) => weightOf(item({ at: 0, confidence: 0.9, ...more }), DEFAULT_POLICY);
    expect(weight({ official: true })).toBeGreaterThan(weight({}));
    expect(weight({})).toBeGreaterThan(weight({ authority: 'official' }));
    expect(weight({ authority: 'official' })).toBeGreaterThan(weight({ authority: 'unnamed' }));
    expect(weight({})).toBeGreaterThan(weight({ certainty: 'hedged' }));
    expect(weight({ authority: 'foreign', official: true })).toBe(weight({ authority: 'foreign' }));
  });

  it('of several witnesses rises with each', () => {
    expect(jointly([])).toBe(0);
    expect(jointly([0.5])).toBe(0.5);
    expect(jointly([0.5, 0.5])).toBe(0.75);
  });

  it('falls with what speaks against', () => {
    expect(weighed(0.8, 0, DEFAULT_POLICY)).toBe(0.8);
    expect(weighed(0.8, 1, DEFAULT_POLICY)).toBe(0.4);
  });

  it('halves above its floor with the posture’s half-life, and never below it', () => {
    const at = (h: number, confidence = 0.9) =>
      decayedConfidence(
        { posture: 'threatened', confidence, supportedAt: hour(0) },
        START + h * 3_600_000,
        DEFAULT_POLICY,
      );
    expect(at(-5)).toBeCloseTo(0.9);
    expect(at(0)).toBeCloseTo(0.9);
    expect(at(336)).toBeCloseTo(0.6);
    expect(at(1e6)).toBeCloseTo(0.3);
    expect(at(336, 0.2)).toBe(0.2);
  });
});
