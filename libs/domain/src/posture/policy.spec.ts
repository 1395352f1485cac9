import { checkPolicy, DEFAULT_POLICY, longestDwellMs, PolicyError, policyHash } from './policy';

describe('a policy', () => {
  it('takes defaults for what is missing', () => {
    expect(checkPolicy({})).toEqual(DEFAULT_POLICY);
    const policy = checkPolicy({ active: { dwellHours: 6 }, reinforced: { originSteps: [2, 4] } });
    expect(policy.active).toEqual({ ...DEFAULT_POLICY.active, dwellHours: 6 });
    expect(policy.reinforced.originSteps).toEqual([2, 4]);
    expect(longestDwellMs(policy)).toBe(DEFAULT_POLICY.dayHours.withdrawn * 3_600_000);
    expect(longestDwellMs(DEFAULT_POLICY)).toBe(24 * 3_600_000);
  });

  it('names all faults at once', () => {
    const faulty = {
      heardFrom: 2,
      active: { dwellHours: -1, dwelHours: 3 },
      withdrawn: { outlets: 1.5 },
      threatened: 7,
      confidence: { trust: { principal: 'high' }, halfLifeHours: { active: 0 } },
      reinforced: { originSteps: [5, 3], confidenceSteps: 'none' },
    };
    let faults: string[] = [];
    try {
      checkPolicy(faulty);
    } catch (error) {
      if (error instanceof PolicyError) faults = error.faults;
    }
    expect(faults.map((f) => f.split(':')[0]).sort()).toEqual([
      'active.dwelHours',
      'active.dwellHours',
      'confidence.halfLifeHours.active',
      'confidence.trust.principal',
      'heardFrom',
      'reinforced.confidenceSteps',
      'reinforced.originSteps',
      'threatened',
      'withdrawn.outlets',
    ]);
    expect(() => checkPolicy(faulty)).toThrow(/9 fault\(s\).*heardFrom: must be a number from 0 to 1/);
  });

  it.each([null, 3, 'x', []])('is an object, not %p', (given) => {
    expect(() => checkPolicy(given)).toThrow('policy: must be an object');
  });

  it('is itself within its limits, each of which exists', () => {
    expect(checkPolicy(JSON.parse(JSON.stringify(DEFAULT_POLICY)))).toEqual(DEFAULT_POLICY);
  });

  it('has a hash that knows its numbers and not the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(DEFAULT_POLICY).reverse());
    expect(policyHash(checkPolicy(turned))).toBe(policyHash(DEFAULT_POLICY));
    expect(policyHash({ ...DEFAULT_POLICY, heardFrom: 0.61 })).not.toBe(policyHash(DEFAULT_POLICY));
    expect(policyHash(DEFAULT_POLICY)).toMatch(/^[0-9a-f]{64}$/);
  });
});
