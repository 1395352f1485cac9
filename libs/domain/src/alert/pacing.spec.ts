import { absorb, CORRECTION_PAUSE_MS, correctionWait } from './pacing';

const pauseMs = CORRECTION_PAUSE_MS;

describe('correctionWait', () => {
  it.each([
    ['the first one goes at once', { lastMs: null, othersWait: false }, 0],
    ['one right after another waits for the whole pause', { lastMs: 1_000, othersWait: false }, pauseMs],
    ['with other news behind it, it goes at once', { lastMs: 1_000, othersWait: true }, 0],
    ['when the pause is over, it goes', { lastMs: 1_000 - pauseMs, othersWait: false }, 0],
    ['one in the future, as the clock was set back', { lastMs: 1_001, othersWait: false }, 0],
    ['what is left of the pause is waited for', { lastMs: 1_000 - pauseMs + 7, othersWait: false }, 7],
  ])('%s', (_, pace, wait) => {
    expect(correctionWait(pace, { nowMs: 1_000, pauseMs })).toBe(wait);
  });
});

describe('absorb', () => {
  const older = { from: 'active', supersedes: ['a', 'b'], late: true };
  const newer = { from: 'threatened', to: 'withdrawn', supersedes: ['b', 'c'], late: false, period: 'newer' };

  it('names everything both supersede, from the posture that was told last, late when either was', () => {
    expect(absorb(older, newer)).toEqual({
      ...newer,
      from: 'active',
      supersedes: ['a', 'b', 'c'],
      late: true,
    });
  });

  it('is not late when nothing is left of the change', () => {
    expect(absorb(older, { ...newer, to: 'active' })).toMatchObject({
      from: 'active',
      to: 'active',
      late: false,
    });
  });
});
