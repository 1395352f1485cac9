import type { Assessment, ItemText } from '#libs/domain';
import { assess } from '../index';
import { GENRES, SHARES } from './data/genres';
import { unrelatedNews, unrelatedStories, type Story } from './generator';
import type { Topic } from './types';

const SEED = 20_250_502;
const COUNT = 5_000;

const stories = unrelatedStories(SEED, COUNT);
const words = ({ title, summary, content }: ItemText): string => [title, summary, content].join('\n');

/** A failing text, and the seed that gives it again. */
const told = ({ text, situation }: Story, index: number, { signal, reason }: Assessment): string =>
  [
    `seed ${SEED} text ${index} ${situation} -> ${signal}: ${reason}`,
    ...Object.entries(text).map(([field, value]) => `  ${field}: ${JSON.stringify(value)}`),
  ].join('\n');

it(`${COUNT} texts of unrelated news give no signal`, () => {
  const failures = stories.flatMap((story, index) => {
    const assessment = assess(story.text);
    return assessment.signal === 'none' ? [] : [told(story, index, assessment)];
  });
  // Thrown rather than compared: a difference of arrays would hide the texts.
  if (failures.length > 0)
    throw new Error([`${failures.length} of ${COUNT} texts give a signal`, ...failures].join('\n\n'));
});

describe('the texts', () => {
  it('are the same for the same seed, others for another, and more of them begin alike', () => {
    const some = unrelatedNews(SEED, 300);
    expect(unrelatedNews(SEED, 300)).toEqual(some);
    expect(stories.slice(0, 300).map(({ text }) => text)).toEqual(some);
    expect(unrelatedNews(SEED + 1, 300)).not.toEqual(some);
  });

  it('differ', () => {
    expect(new Set(stories.map(({ text }) => words(text))).size).toBeGreaterThanOrEqual(4_900);
    expect(new Set(stories.map(({ text }) => text.title)).size).toBeGreaterThanOrEqual(3_000);
  });

  it('are about many situations in many clauses, and use nearly all there are', () => {
    const articles = stories.filter(({ topic }) => topic !== 'digest');
    const situations = GENRES.reduce((sum, { subjects }) => sum + Object.keys(subjects).length, 0);
    expect(GENRES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(articles.map(({ situation }) => situation)).size).toBeGreaterThanOrEqual(0.9 * situations);
    const clauses = new Set(
      GENRES.flatMap(({ turns, more }) => [
        ...turns.flatMap(({ titles, leads }) => [...titles, ...leads]),
        ...more,
      ]),
    );
    expect(clauses.size).toBeGreaterThanOrEqual(900);
    const used = new Set(articles.flatMap((story) => story.clauses));
    expect([...clauses].filter((clause) => used.has(clause)).length).toBeGreaterThanOrEqual(
      0.95 * clauses.size,
    );
  });

  it.each(Object.entries(SHARES) as [Topic, number][])(
    'are about %s in about %d of a hundred',
    (topic, share) => {
      const found = stories.filter((story) => story.topic === topic).length;
      expect((100 * found) / COUNT).toBeGreaterThan(share - 2);
      expect((100 * found) / COUNT).toBeLessThan(share + 2);
    },
  );

  it('have all that a text has, and no slot left open', () => {
    const lacking = stories.filter(
      ({ text }) => !text.title || !text.summary || /[{}]|undefined/.test(words(text)),
    );
    expect(lacking).toEqual([]);
    expect(stories.filter(({ text }) => text.content.includes('\n\n')).length).toBeGreaterThan(500);
    expect(new Set(stories.map(({ text }) => text.language)).size).toBeGreaterThanOrEqual(20);
  });
});
