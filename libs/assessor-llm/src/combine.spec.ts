import { assess } from '#libs/assessor';
import { DEFAULT_POLICY, SIGNALS, type Assessment, type Opinion, type Signal } from '#libs/domain';
import { combine } from './index';

const text = {
  title: 'US will no longer mediate between Russia and Ukraine, State Department says',
  summary: '"We will not be the mediators any longer," the State Department spokeswoman announced.',
  content: '',
};
const cascade: Assessment = { ...assess(text), confidence: 0.7 };
const reads = (signal: Signal, quote = 'We will not be the mediators any longer'): Opinion => ({
  tokens: 9,
  reading: {
    signal,
    certainty: 'asserted',
    authority: 'principal',
    speaker: 'State Department spokeswoman',
    quotes: signal === 'none' ? [] : [{ field: 'summary', start: 1, end: 1 + quote.length, quote }],
    why: 'IGNORE ME',
  },
});
const sure = (confidence: number): Assessment => ({ ...cascade, confidence });

describe.each(['second-opinion', 'primary'] as const)('%s', (role) => {
  it('leaves the assessment alone without a reading', () => {
    expect(combine(cascade, undefined, role)).toBe(cascade);
    expect(combine(cascade, { tokens: null, dropped: 'timeout' }, role)).toBe(cascade);
  });

  it('agreement raises confidence, never to where one item is enough, never down', () => {
    for (const confidence of [0, 0.3, 0.6, 0.9, 0.94, 0.97]) {
      const combined = combine(sure(confidence), reads(cascade.signal), role);
      expect(combined.signal).toBe(cascade.signal);
      expect(combined.confidence).toBeGreaterThanOrEqual(confidence);
      if (confidence < 0.94) expect(combined.confidence).toBeLessThan(DEFAULT_POLICY.aloneFrom);
    }
  });

  it('disagreement makes the item wait for company, and is said', () => {
    for (const confidence of [0.3, 0.6, 0.9, 0.94]) {
      const combined = combine(sure(confidence), reads('threatened'), role);
      expect(combined.confidence).toBeLessThan(DEFAULT_POLICY.heardFrom);
      expect(combined.reason).toMatch(/reads? it as threatened.*lowers the confidence/);
    }
  });

  it("never shows the model's own words", () => {
    for (const signal of SIGNALS)
      expect(JSON.stringify(combine(cascade, reads(signal), role))).not.toContain('IGNORE ME');
  });

  it('rests on slices only', () => {
    for (const signal of SIGNALS)
      for (const { field, start, end, quote } of combine(cascade, reads(signal), role).evidence)
        expect(text[field].slice(start, end)).toBe(quote);
  });
});

it('a second opinion changes confidence and reason, nothing else', () => {
  for (const signal of SIGNALS) {
    const { confidence, reason, ...rest } = combine(cascade, reads(signal), 'second-opinion');
    const { confidence: before, reason: because, ...same } = cascade;
    expect(rest).toEqual(same);
    expect(reason.startsWith(because)).toBe(true);
    expect(confidence > before).toBe(signal === cascade.signal);
  }
});

it('a primary model gives the signal with its quotes; none has no evidence', () => {
  expect(combine(cascade, reads('threatened'), 'primary')).toMatchObject({
    signal: 'threatened',
    authority: 'principal',
    statements: [],
    evidence: [{ field: 'summary', rules: ['model'] }],
    assessor: { name: 'model+cascade', hash: cascade.assessor.hash },
  });
  expect(combine(cascade, reads('none'), 'primary')).toMatchObject({
    signal: 'none',
    authority: 'other',
    evidence: [],
  });
  expect(combine(cascade, reads('withdrawn'), 'primary').statements).toEqual(cascade.statements);
});
