import { DEFAULT_POLICY } from '#libs/domain';
import { backtest } from '#libs/pipeline';
import { makeStory, OUTLETS } from './story';

const BEGIN = Date.UTC(2025, 5, 1);

describe('the story of a round', () => {
  it('is read by the product as its own simple rules say, for 60 seeds', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { items, past, expected } = makeStory(seed);
      const [, ...periods] = backtest(
        [...past, ...items].map(({ id, source, title, summary, at }) => ({
          id,
          title,
          summary,
          outlet: OUTLETS[source],
          publishedAt: new Date(BEGIN + at).toISOString(),
          official: source === 'official',
        })),
        DEFAULT_POLICY,
      );
      const got = periods.map(({ posture, from }) => ({ posture, from: Date.parse(from) - BEGIN }));
      const fits =
        got.length === expected.length &&
        got.every(
          ({ posture, from }, i) =>
            posture === expected[i]!.posture && from >= expected[i]!.from[0] && from <= expected[i]!.from[1],
        );
      if (!fits) expect({ seed, got }).toEqual({ seed, got: expected });
    }
  });

  it('is the same for the same seed, and another for another', () => {
    expect(makeStory(7)).toEqual(makeStory(7));
    expect(makeStory(7)).not.toEqual(makeStory(8));
  });
});
