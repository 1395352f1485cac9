import fc from 'fast-check';
import { seededRandom, SIGNALS, type Signal } from '#libs/domain';
import { analyse } from '../assess';
import { BUCKETS, Features, hashOf, textFeatures } from './features';
import { calibrate, exampleOf, fit, type Labelled, readUnseen } from './fit';
import { scoresOf, softmax } from './regression';
import { Learnt, secondOpinion } from './second-reader';

const VERBS: [Signal, string[]][] = [
  ['withdrawn', ['has ended', 'has dropped', 'has closed', 'has buried']],
  ['active', ['has brought forward', 'has hosted', 'has convened', 'has advanced']],
];
const WHO = ['Washington', 'The White House', 'The US', 'America', 'The Trump team'];

/** Two authors who tell the same in their own order of words. */
const items: Labelled[] = VERBS.flatMap(([label, verbs]) =>
  verbs.flatMap((verb) =>
    WHO.map((who, at) => ({
      text: { title: `${who} ${verb} the Ukraine peace talks`, summary: '', content: '' },
      label,
      author: String(at % 2),
      language: 'en',
    })),
  ),
);

const AS_IS = { care: 1, excess: 0 };

const readingsOf = (title: string) => analyse({ title, summary: '', content: '', language: 'en' })!.readings;

function featuresOf(title: string): Map<number, number> {
  const features = new Features();
  textFeatures(readingsOf(title), features);
  return new Map(
    Array.from({ length: features.size }, (_, at) => [features.buckets[at]!, features.values[at]!]),
  );
}

describe('features of a text', () => {
  it('know the order of words', () => {
    const [one, other] = ['Moscow told Washington', 'Washington told Moscow'].map(featuresOf);
    expect([...one!.keys()].sort()).not.toEqual([...other!.keys()].sort());
  });

  it('are as long for a short text as for a long one', () => {
    const length = (title: string): number => {
      const features = new Features();
      textFeatures(readingsOf(title), features);
      return features.values.slice(0, features.size).reduce((sum, value) => sum + value * value, 0);
    };
    expect(length('US leaves the talks')).toBeCloseTo(
      length('After weeks of doubt the US leaves the talks on Ukraine for good and calls its envoys home'),
      4,
    );
  });

  it('are the same on another day, and know the modal verb from the month', () => {
    const [one, other, modal] = [
      'On Monday, 5 June, Washington told Moscow',
      'On Friday, 17 October, Washington told Moscow',
      'On Monday, 5 may, Washington told Moscow',
    ].map((title) => [...featuresOf(title)].sort());
    expect(one).toEqual(other);
    expect(modal).not.toEqual(one);
  });

  it('spread over the buckets', () => {
    const random = seededRandom(7);
    const features = new Features();
    for (let at = 0; at < 40_000; at++) features.add(hashOf(`w${random()}`), 1);
    const used = new Set(features.buckets.slice(0, features.size)).size;
    // 40,000 balls in so many urns leave this share of the balls alone or first: (1 - e^-λ) / λ.
    const load = 40_000 / BUCKETS;
    expect(used / 40_000).toBeCloseTo((1 - Math.exp(-load)) / load, 2);
  });
});

it('probabilities sum to one, and a smaller scale makes them more careful', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 5, maxLength: 5 }),
      (given) => {
        const [sure, careful] = [1, 0.5].map((care) =>
          softmax(Float64Array.from(given), { care, excess: 0 }),
        );
        for (const shares of [sure!, careful!])
          expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        expect(Math.max(...careful!)).toBeLessThanOrEqual(Math.max(...sure!) + 1e-12);
      },
    ),
  );
});

describe('training', () => {
  it('gives the same weights for the same items', () => expect(fit(items, AS_IS)).toEqual(fit(items, AS_IS)));

  it('tells apart what it was shown, in texts of an author it never saw', () => {
    for (const { item, scores } of readUnseen(items, 2))
      expect(SIGNALS[scores!.indexOf(Math.max(...scores!))]).toBe(item.label);
  });

  it('never shows the weights the author they are to read', () => {
    // The other author tells it the other way round: who learns from him alone is always wrong.
    const [mine, his] = [0, 1].map((author) => items.filter((item) => item.author === String(author)));
    const reversed = his!.map((item): Labelled => ({
      ...item,
      label: item.label === 'active' ? 'withdrawn' : 'active',
    }));
    for (const { item, scores } of readUnseen([...mine!, ...reversed], 2))
      expect(SIGNALS[scores!.indexOf(Math.max(...scores!))]).not.toBe(item.label);
  });

  it('asks for care where it was sure and wrong', () => {
    const unseen = readUnseen(items, 2);
    const careful = calibrate(unseen.map((one, at) => ({ ...one, item: items[(at * 7) % items.length]! })));
    expect(careful.care).toBeLessThan(calibrate(unseen).care);
  });
});

it('weighing at once is weighing what was kept', () => {
  const random = seededRandom(3);
  const weights = Float32Array.from({ length: BUCKETS * SIGNALS.length }, () => random() - 0.5);
  for (const item of items) {
    const { readings, claims, verdict, engagement } = analyse(item.text)!;
    const findings = { claims, verdict, score: engagement().score };
    const { shares } = secondOpinion(readings, findings, new Learnt(weights, AS_IS));
    const kept = softmax(scoresOf(weights, exampleOf(item)!), AS_IS);
    SIGNALS.forEach((signal, k) => expect(shares[signal]).toBeCloseTo(kept[k]!, 5));
  }
});

it('the sentence that speaks most for a signal comes first', () => {
  const { readings, claims, verdict, engagement } = analyse({
    title: 'Talks in Geneva',
    summary:
      'The weather in Geneva was mild and the hotel was full. The United States has ended its mediation between Russia and Ukraine for good.',
    content: '',
    language: 'en',
  })!;
  const opinion = secondOpinion(readings, { claims, verdict, score: engagement().score });
  expect(opinion.speakingFor('withdrawn')[0]!.sentence.zone.field).toBe('summary');
  expect(Object.values(opinion.shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
});
