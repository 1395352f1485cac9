import { DEFAULT_POLICY } from '#libs/domain';
import { backtest } from '#libs/pipeline';

/** What two outlets report of one step, in the same words: two outlets suffice where a principal is quoted. */
export interface Article {
  title: string;
  summary: string;
}

/**
 * Threats and walk-backs in turn, each by another principal and in other words: a remark that is told again, and a
 * text that resembles an older one, are old news to the fold.
 */
const STORY: readonly Article[] = [
  {
    title: 'US may walk away from mediating between Russia and Ukraine, State Department spokeswoman warns',
    summary:
      'The United States will step back as mediator between Russia and Ukraine if there is no progress, the State Department spokeswoman told reporters.',
  },
  {
    title: 'State Department spokeswoman: US is not walking away from mediating between Russia and Ukraine',
    summary:
      'The United States has not given up its role as mediator between Russia and Ukraine, the State Department spokeswoman said, denying that it walks away.',
  },
  {
    title: 'Secretary of State warns US could abandon Ukraine peace talks',
    summary:
      'Washington may end its effort to mediate between Moscow and Kyiv unless both sides bring proposals of their own, the Secretary of State said on television.',
  },
  {
    title: 'Washington has not abandoned Ukraine mediation, Secretary of State says',
    summary:
      '"We are not walking away," the Secretary of State said in an interview, denying that the US had ended its mediation between Moscow and Kyiv.',
  },
  {
    title: 'Trump: US ready to pass on brokering a Ukraine deal if Moscow or Kyiv makes it hard',
    summary:
      'President Trump told journalists in the Oval Office that he would take a pass and leave the brokering of a Russia-Ukraine peace if either party makes it very difficult.',
  },
  {
    title: 'Trump says US stays mediator between Russia and Ukraine',
    summary:
      'President Trump said aboard Air Force One that the United States was not quitting as mediator of the war in Ukraine and that reports of an exit were false.',
  },
  {
    title: 'Vance: America walks from Ukraine mediation unless Moscow and Kyiv agree',
    summary:
      'Vice President Vance said in India that it was time for Russia and Ukraine to say yes, or for the United States to walk away from its role as a mediator.',
  },
  {
    title: 'Vance denies that America leaves Ukraine mediation',
    summary:
      'Vice President Vance denied on Fox News that the United States was leaving its role as mediator between Ukraine and Russia: "We have not given up."',
  },
];

export const OUTLETS = ['Bench Wire', 'Bench Post'] as const;

/** RSS dates have seconds, and what is of one instant is folded as one set: a minute lies between two steps. */
const STEP_MS = 60_000;

/**
 * Steps of which each changes the posture when both outlets report it now: who is a principal depends on the date.
 * @throws Error when fewer than asked for do so under the policy and the assessor of today
 */
export function storyOf(steps: number): Article[] {
  const periods = backtest(
    STORY.flatMap((article, step) => itemsOf(article, momentOf(step))),
    DEFAULT_POLICY,
  );
  // The first period is the time before the story.
  const changes = periods.length - 1;
  if (changes < steps)
    throw new Error(
      `the story of this bench changes the posture ${changes} times, not ${steps} times: mend the story`,
    );
  return STORY.slice(0, steps);
}

/** One step as items to push, a little apart. */
export const itemsOf = (article: Article, at: number) =>
  OUTLETS.map((outlet, i) => ({
    ...article,
    id: `${outlet}-${at}`,
    outlet,
    publishedAt: new Date(at + i * 1_000).toISOString(),
  }));

/** When the steps of a story happen: within the last hours, so that each is news. */
export const momentOf = (step: number): number =>
  Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000 + step * STEP_MS;
