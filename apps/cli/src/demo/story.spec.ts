import { DEFAULT_POLICY } from '#libs/domain';
import { backtest, type DatedItem } from '#libs/pipeline';
import { ITEMS, OUTLETS, STORY, type DemoItem } from './story';

const postures = (items: DemoItem[]): string[] =>
  backtest(
    items.map(({ outlet, at, id, title, summary }): DatedItem => ({
      id: `${outlet} ${id} ${at}`,
      outlet,
      title,
      summary,
      publishedAt: at,
    })),
    DEFAULT_POLICY,
  ).map(({ posture }) => posture);

describe('the story of the demo', () => {
  it('is told by outlets that exist, within its time', () => {
    const names = OUTLETS.map(({ name }) => name);
    for (const { outlet, at } of ITEMS) {
      expect(names).toContain(outlet);
      expect(Date.parse(at)).toBeLessThan(Date.parse(STORY.end));
    }
  });

  it('threatens, withdraws and clarifies', () =>
    expect(postures(ITEMS)).toEqual(['active', 'threatened', 'withdrawn', 'clarified']));

  it('comes out differently when it is changed', () => {
    expect(postures(ITEMS.filter(({ id }) => !['s2', 'h2', 'k2', 'm2'].includes(id)))).toEqual([
      'active',
      'threatened',
      'clarified',
    ]);
    expect(postures(ITEMS.filter(({ at }) => at < '2025-05-02'))).toEqual([
      'active',
      'threatened',
      'withdrawn',
    ]);
    expect(postures(ITEMS.filter(({ outlet }) => outlet === 'Volga Observer'))).toEqual(['active']);
  });
});
