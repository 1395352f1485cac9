import { assess } from '#libs/assessor';
import type { Signal } from '#libs/domain';
import type { PushedItem } from '#libs/pipeline';

/** What two outlets wrote of one step of a story, in words of our own. */
interface Telling {
  title: string;
  summary: string;
}

const threatened: Telling[] = [
  {
    title: 'State Department: US will step back as Ukraine war mediator unless talks move',
    summary:
      '"If there is no movement, we will step back as mediators," the State Department spokeswoman told reporters in Washington, speaking of the Russia-Ukraine negotiations.',
  },
  {
    title: 'Secretary of State warns US may walk away from Russia-Ukraine peace talks',
    summary:
      'The Secretary of State said on television that Washington could abandon its effort to mediate between Moscow and Kyiv if neither side offers proposals of its own.',
  },
];
const withdrawn: Telling[] = [
  {
    title: 'US will no longer mediate between Russia and Ukraine, State Department says',
    summary:
      '"We will not be the mediators any longer," the State Department spokeswoman announced at the briefing, adding that Moscow and Kyiv must now find a way by themselves.',
  },
  {
    title: 'Washington ends its role as mediator in the Ukraine war',
    summary:
      'The United States has withdrawn as mediator in the Russia-Ukraine conflict, the Secretary of State said, and will stop brokering talks between the two sides.',
  },
];
const clarified: Telling[] = [
  {
    title: 'US has not given up mediating between Russia and Ukraine, Secretary of State says',
    summary:
      '"We are not walking away," the Secretary of State said in an interview, denying that Washington had ended its mediation between Moscow and Kyiv.',
  },
  {
    title: 'State Department denies US quits Ukraine mediation: posture unchanged',
    summary:
      'The State Department spokeswoman denied that the United States was abandoning its role as mediator in the war between Russia and Ukraine. "Our position is the same," she said.',
  },
];
const active: Telling[] = [
  {
    title: 'US brokers new round of Russia-Ukraine talks',
    summary:
      'The Secretary of State hosted Russian and Ukrainian delegations in Washington for peace talks mediated by the United States, the State Department spokeswoman said.',
  },
  {
    title: 'US envoys mediate between Moscow and Kyiv in Geneva',
    summary:
      'American mediators convened Russian and Ukrainian negotiators for peace talks on Monday, the Secretary of State said.',
  },
];
const none: Telling[] = [
  { title: 'Harvest festival opens', summary: 'Farmers showed their produce in the old town.' },
  { title: 'Museum gets a new roof', summary: 'The work took three years, the director said.' },
];

export const STORIES: Record<Signal, Telling[]> = { threatened, withdrawn, clarified, active, none };
export const OUTLETS = ['Capital Wire', 'Harbour Post'] as const;

/** One step of the story as one of the two outlets tells it. */
interface Step {
  signal: Signal;
  by: 0 | 1;
  /** When it says it was published, ms since 1970. */
  at: number;
}

/**
 * One outlet's telling as an item to push.
 * @throws Error when today's assessor reads it otherwise: then the fixture is to be mended, not the test
 */
export function telling({ signal, by, at }: Step, over: PushedItem = {}): PushedItem {
  const { title, summary } = STORIES[signal][by]!;
  const publishedAt = new Date(at).toISOString();
  const reading = assess({ title, summary, content: '', effectiveAt: publishedAt });
  if (reading.signal !== signal)
    throw new Error(`"${title}" is read as ${reading.signal}, the tests need ${signal}`);
  return {
    id: `${signal}-${by}-${at}`,
    outlet: OUTLETS[by],
    url: `https://example.org/${signal}/${by}/${at}`,
    publishedAt,
    title,
    summary,
    ...over,
  };
}

/** The same step told by both outlets: what the policy asks of every posture but the way back to active. */
export const toldByBoth = (signal: Signal, at: number): PushedItem[] => [
  telling({ signal, by: 0, at }),
  telling({ signal, by: 1, at: at + 60_000 }),
];
