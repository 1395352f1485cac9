import type { Signal } from '#libs/domain';
import { analyse } from '../assess';
import type { Opinion } from '../model/second-reader';
import { settle } from './settle';

/** What is settled of a headline when the second reader gives the signals these probabilities. */
function settledOf(title: string, given: Partial<Opinion['shares']>, content = '') {
  const analysis = analyse({ title, summary: '', content, language: 'en' })!;
  const shares = { active: 0, threatened: 0, withdrawn: 0, clarified: 0, none: 0, ...given };
  return settle(analysis, { shares, speakingFor: () => analysis.readings });
}

const EXIT = 'US will no longer mediate between Russia and Ukraine';
const NEWS = 'US envoy for Ukraine speaks to reporters about Kyiv and Moscow';
const UNNAMED = 'Rubio: at some point we simply move on from these talks';
const NOBODY = 'Peace talks between Moscow and Kyiv: the file is closed';
const WITHOUT_SIGNS = 'Americans love a parade, and Russian guests do, too';

describe('what two readers make of a text', () => {
  it.each<[string, [title: string, shares: Partial<Opinion['shares']>], Signal]>([
    ['both say so', [EXIT, { withdrawn: 0.9 }], 'withdrawn'],
    [
      'the words find nothing, and do not rule the claim out',
      [EXIT, { none: 0.8, withdrawn: 0.2 }],
      'withdrawn',
    ],
    ['the words rule the claim out', [EXIT, { none: 0.9, withdrawn: 0.1 }], 'none'],
    ['the words say another signal', [EXIT, { threatened: 0.6, withdrawn: 0.4 }], 'threatened'],
    ['only the words say so', [NEWS, { withdrawn: 0.6, none: 0.4 }], 'withdrawn'],
    ['an exit that is not sure gives way', [NEWS, { withdrawn: 0.45, none: 0.3, threatened: 0.25 }], 'none'],
    ['another signal need not be sure', [NEWS, { active: 0.45, none: 0.3 }], 'active'],
    ['neither party is named, and it is sure', [UNNAMED, { threatened: 0.6, none: 0.4 }], 'threatened'],
    ['neither party is named, and it is not', [UNNAMED, { threatened: 0.45, none: 0.4 }], 'none'],
    ['no American is named, and it is sure', [NOBODY, { withdrawn: 0.7, none: 0.3 }], 'withdrawn'],
    ['no American is named, and it is not', [NOBODY, { withdrawn: 0.55, none: 0.4 }], 'none'],
    ['no word is of mediation, and it is sure', [WITHOUT_SIGNS, { active: 0.95 }], 'active'],
    ['no word is of mediation, and it is not', [WITHOUT_SIGNS, { active: 0.85 }], 'none'],
  ])('%s', (_, given, expected) => expect(settledOf(...given).signal).toBe(expected));

  it('in an article a claim that is possible stands against other words', () => {
    const long = 'The river rose in the night and the market stayed shut. '.repeat(20);
    const shares = { threatened: 0.6, withdrawn: 0.3, none: 0.1 };
    expect(settledOf(EXIT, shares).signal).toBe('threatened');
    expect(settledOf(EXIT, shares, long).signal).toBe('withdrawn');
    expect(settledOf(EXIT, { threatened: 0.96, withdrawn: 0.04 }, long).signal).toBe('threatened');
  });
});

describe('what is settled', () => {
  it('names a claim or words of the text, unless it is none', () => {
    expect(settledOf(EXIT, { withdrawn: 0.9 }).claim).toBeDefined();
    expect(settledOf(NEWS, { withdrawn: 0.9 }).words!.hits.length).toBeGreaterThan(0);
    expect(settledOf(NEWS, { none: 0.9 })).not.toHaveProperty('words');
  });

  it('is as sure as the second reader, and never as sure as two texts', () => {
    expect(settledOf(EXIT, { withdrawn: 0.61 }).confidence).toBe(0.61);
    expect(settledOf(EXIT, { withdrawn: 1 }).confidence).toBeLessThan(0.95);
  });
});
