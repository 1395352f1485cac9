// The story of one round: what which source says when, and the history that must come of it. It knows nothing of
// the product but its promises; story.spec.ts holds it against the product's own reading.
import { seededRandom } from '#libs/domain';

export type Posture = 'active' | 'threatened' | 'withdrawn' | 'clarified';

/** Where items come from: `official` is the speaker's own feed, `pushed` is handed in over HTTP. */
export const SOURCES = ['official', 'wire', 'harbour', 'meridian', 'pushed'] as const;
export type Source = (typeof SOURCES)[number];
export const FEEDS = SOURCES.filter((source) => source !== 'pushed');

/** Names of the outlets. */
export const OUTLETS: Record<Source, string> = {
  official: 'State Department',
  wire: 'Capital Wire',
  harbour: 'Harbour Post',
  meridian: 'Meridian Times',
  pushed: 'Kyiv Ledger',
};

/** One item. Times are milliseconds of the simulated clock from the round's beginning. */
export interface StoryItem {
  id: string;
  source: Source;
  title: string;
  summary: string;
  /** What it tells of; undefined: something else. */
  posture?: Posture;
  /** When it says that it was published. */
  at: number;
  /** When its source begins to show it, or it is handed in. */
  shownAt: number;
  /** The title from `editedAt` on; the outlet rewrites the article. */
  edited?: { title: string; at: number };
}

/** A stretch of one posture; it begins somewhere between two instants. */
export interface ExpectedPeriod {
  posture: Posture;
  from: readonly [earliest: number, latest: number];
}

export interface Story {
  items: StoryItem[];
  /** What every feed holds before the round begins: its first poll brings it. */
  past: StoryItem[];
  /** After the first period, which is `active` and begins before everything. */
  expected: ExpectedPeriod[];
  /** When the last item is shown. */
  endsAt: number;
  /** How far the clock is set forward at the end, for the one posture that time brings; 0: not at all. */
  leap: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Items are shown so long after they were published: longer than the clocks of two processes may differ. */
const DELAY = 10 * HOUR;
/** Pause between the evidence for `active` and `active` (contract: a way back of 24 hours). */
const DWELL = 24 * HOUR;

interface Text {
  title: string;
  summary: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Two wordings of each posture, around who says it. */
const WORDINGS: Record<Posture, readonly [(speaker: string) => Text, (speaker: string) => Text]> = {
  threatened: [
    (speaker) => ({
      title: `US may walk away from mediating between Russia and Ukraine, ${speaker} warns`,
      summary: `The United States will step back as mediator between Russia and Ukraine if there is no progress, ${speaker} told reporters.`,
    }),
    (speaker) => ({
      title: `Washington could abandon its effort to mediate between Moscow and Kyiv, ${speaker} says`,
      summary: `${capital(speaker)} said on television that Washington could give up its role as mediator in the war between Russia and Ukraine unless both sides offer proposals of their own.`,
    }),
  ],
  clarified: [
    (speaker) => ({
      title: `US is not walking away from mediating between Russia and Ukraine, ${speaker} says`,
      summary: `The United States has not given up its role as mediator between Russia and Ukraine, ${speaker} told reporters, denying that it walks away.`,
    }),
    (speaker) => ({
      title: `${capital(speaker)} denies that US quits as mediator in Ukraine war`,
      summary: `${capital(speaker)} denied that Washington was abandoning its role as mediator between Moscow and Kyiv and said in an interview that the position of the United States is unchanged.`,
    }),
  ],
  withdrawn: [
    (speaker) => ({
      title: `US will no longer mediate between Russia and Ukraine, ${speaker} says`,
      summary: `"We will not be the mediators any longer," ${speaker} announced at the briefing, adding that Moscow and Kyiv must now find a way by themselves.`,
    }),
    (speaker) => ({
      title: 'Washington ends its role as mediator in the Ukraine war',
      summary: `The United States has withdrawn as mediator in the Russia-Ukraine conflict, ${speaker} said, and will stop brokering talks between the two sides.`,
    }),
  ],
  active: [
    (speaker) => ({
      title: 'US brokers new round of Russia-Ukraine talks',
      summary: `${capital(speaker)} hosted Russian and Ukrainian delegations in Washington for peace talks mediated by the United States.`,
    }),
    (speaker) => ({
      title: 'US envoys mediate between Moscow and Kyiv in Geneva',
      summary: `American mediators convened Russian and Ukrainian negotiators for peace talks on Monday, ${speaker} said.`,
    }),
  ],
};

/** Each says one thing and its contrary once: a remark told again is old news, however it is worded. */
const SPEAKERS = [
  'the State Department spokeswoman',
  'the Secretary of State',
  'President Trump',
  'Vice President Vance',
  'the White House spokeswoman',
  'US special envoy Witkoff',
  'US special envoy Kellogg',
];

/** What an article goes on with. No two tell a change with the same words: copies would be dated by their model. */
const CONTINUATIONS = [
  'The remark came near the end of a long morning, after questions about farm tariffs and a bridge in Ohio.',
  'Reporters had waited two hours in the rain outside the building before the doors were opened to them.',
  'It was said beside a swimming pool, between a lunch for governors and the departure of the helicopter.',
  'A recording of the exchange lasts forty seconds and was played on several stations before noon.',
  'The sentence stood in none of the notes handed out before, and aides were seen leafing through their folders.',
  'Asked about it twice, once in the corridor and once in the lift, the answer was given in the same tone.',
  'The interview had been arranged weeks ago and was to be about schools, libraries and the price of bread.',
  'Diplomats in three capitals said that they had learned of it from television while at breakfast.',
  'Markets for wheat and gas hardly moved during the afternoon, dealers in Chicago and Rotterdam reported.',
  'The flight back was delayed by fog, so that the press had an unexpected hour with the delegation.',
  'A spokesman of the embassy had no comment and referred callers to the office that opens on Monday.',
  'Listeners of the broadcast wrote in by the hundred, most of them to ask for the recipe mentioned before it.',
  'The hall was half empty by then, since many guests had left for the concert on the lawn.',
  'Translators needed a moment for the idiom and settled on a plain verb in the end, one of them said.',
  'On the margin of the same event a treaty on fishing rights in the northern sea was signed without speeches.',
  'The transcript was put online at midnight and corrected once, for the spelling of a village.',
];

const PLACES = ['old town', 'harbour', 'valley', 'northern district', 'market quarter'];
const WORKS = ['reading room', 'footbridge', 'swimming bath', 'tram line', 'botanical garden'];

/** What the next posture may be. A second exit after a clarification needs more than two outlets: left out. */
function following(now: Posture, wasClarified: boolean): Posture[] {
  if (now === 'withdrawn') return ['clarified'];
  if (now === 'clarified') return ['threatened'];
  const exits: Posture[] = wasClarified ? [] : ['withdrawn'];
  return now === 'active' ? ['threatened', ...exits] : ['clarified', ...exits];
}

/** A story by its seed: four to six changes of posture, each told by two outlets, among news of other things. */
export function makeStory(seed: number): Story {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low));
  const items: StoryItem[] = [];
  const expected: ExpectedPeriod[] = [];
  const speakers = [...SPEAKERS];
  const continuations = [...CONTINUATIONS];
  const take = <T>(list: T[]): T => list.splice(Math.floor(random() * list.length), 1)[0]!;
  let serial = 0;
  const add = (source: Source, text: Text, times: Pick<StoryItem, 'at' | 'shownAt'>): StoryItem => {
    const item = { id: `${source}-${(serial += 1)}`, source, ...text, ...times };
    items.push(item);
    return item;
  };

  let published = -DELAY;
  const tell = (posture: Posture, late: number): void => {
    published += between(70, 100) * MINUTE;
    // The speaker's own feed needs no company for a threat, and an exit that waits for company is at least one.
    const first = pick(SOURCES.filter((source) => posture !== 'withdrawn' || source !== 'official'));
    const second = pick(SOURCES.filter((source) => source !== first));
    const speaker = take(speakers);
    const pause = between(1, 5) * MINUTE;
    [first, second].forEach((source, i) => {
      // Whole seconds: feeds date no finer.
      const at = Math.floor((published + i * pause) / 1_000) * 1_000;
      const shownAt = at + DELAY + late + between(0, 20) * MINUTE;
      const { title, summary } = WORDINGS[posture][i as 0 | 1](speaker);
      const item = add(source, { title, summary: `${summary} ${take(continuations)}` }, { at, shownAt });
      item.posture = posture;
    });
    const wait = posture === 'active' ? DWELL : 0;
    expected.push({ posture, from: [published - 1_000 + wait, published + pause + wait] });
  };

  let now: Posture = 'active';
  let wasClarified = false;
  const changes = between(4, 6);
  // One of the changes comes to light late: it is told as a correction.
  const lateChange = random() < 0.3 ? between(0, changes - 2) : -1;
  for (let change = 0; change < changes; change += 1) {
    now = pick(following(now, wasClarified));
    wasClarified ||= now === 'clarified';
    tell(now, change === lateChange ? between(2, 3) * HOUR : 0);
  }
  const comesBack = random() < 0.25;
  if (comesBack) tell('active', 0);

  const endsAt = Math.max(...items.map(({ shownAt }) => shownAt));
  for (let at = 5 * MINUTE; at < endsAt; at += between(10, 25) * MINUTE) {
    const text = noise(pick(PLACES), pick(WORKS), (serial += 1));
    const item = add(pick(SOURCES), text, { at: Math.floor((at - DELAY) / 1_000) * 1_000, shownAt: at });
    if (item.source !== 'pushed' && random() < 0.3)
      item.edited = { title: `${item.title}, later than planned`, at: at + between(20, 60) * MINUTE };
  }
  const past = FEEDS.map((source): StoryItem => ({
    id: `${source}-past`,
    source,
    ...noise(pick(PLACES), pick(WORKS), (serial += 1)),
    at: -24 * HOUR,
    shownAt: -Infinity,
  }));
  items.sort((a, b) => a.shownAt - b.shownAt);
  return { items, past, expected, endsAt, leap: comesBack ? DWELL + 6 * HOUR : 0 };
}

const noise = (place: string, work: string, serial: number): Text => ({
  title: `The ${place} gets a new ${work} (${serial})`,
  summary: `The work took three years, the director of the ${work} said, and number ${serial} is next.`,
});

/** The newest text of an item at an instant. */
export const titleAt = ({ title, edited }: StoryItem, now: number): string =>
  edited && edited.at <= now ? edited.title : title;
