// The demo's story: spring 2025 in our own words, at outlets that do not exist. Names, quotes and outlets are
// invented; change a text and the posture comes out differently.

/** An outlet with a feed of its own. */
export interface DemoOutlet {
  name: string;
  tier: 1 | 2;
  /** The speaker's own feed. */
  official: boolean;
}

export interface DemoItem {
  outlet: string;
  /** When it appears, ISO. */
  at: string;
  /** Same id at the same outlet: the article was changed. */
  id: string;
  title: string;
  summary: string;
}

export const STORY = {
  start: '2025-04-29T15:00:00Z',
  end: '2025-05-03T00:00:00Z',
  /** 48 minutes a second: the film lasts about 100 seconds. */
  speed: 2_880,
};

export const OUTLETS: DemoOutlet[] = [
  { name: 'State Department (demo)', tier: 1, official: true },
  { name: 'Harbour Post', tier: 2, official: false },
  { name: 'Meridian Times', tier: 2, official: false },
  { name: 'Kyiv Ledger', tier: 2, official: false },
  { name: 'Volga Observer', tier: 2, official: false },
];

const wire = {
  threat: {
    title: 'US will step back as mediator in Ukraine war unless both sides bring proposals',
    summary:
      'Washington will give up its role as mediator between Russia and Ukraine if the two sides offer no concrete proposals, the State Department spokeswoman told reporters on Tuesday. She said the message came from the Secretary of State.',
  },
  exit: {
    title: 'US will no longer mediate between Moscow and Kyiv, State Department says',
    summary:
      'The United States will no longer act as mediator in the war between Russia and Ukraine, the State Department spokeswoman announced on Thursday. It is now up to the two sides to find a way, she said.',
  },
};

export const ITEMS: DemoItem[] = [
  {
    outlet: 'Meridian Times',
    at: '2025-04-28T15:00:00Z',
    id: 'm1',
    title: 'US envoy carries ceasefire proposal between Moscow and Kyiv',
    summary:
      'The US envoy met Russian officials and is due in Kyiv on Wednesday to broker a ceasefire between Russia and Ukraine, the White House said.',
  },
  {
    outlet: 'Harbour Post',
    at: '2025-04-29T08:00:00Z',
    id: 'h0',
    title: 'Harbour authority approves new grain terminal',
    summary: 'The terminal is to open in two years and will double the capacity of the port.',
  },
  {
    outlet: 'State Department (demo)',
    at: '2025-04-29T18:40:00Z',
    id: 's1',
    title: 'Department press briefing: Ukraine',
    summary:
      '"If there is no progress by either side, we will step back as mediators," the State Department spokeswoman said of the Russia-Ukraine talks, passing on a message of the Secretary of State.',
  },
  { outlet: 'Harbour Post', at: '2025-04-29T19:15:00Z', id: 'h1', ...wire.threat },
  // A syndicated copy: it raises the number of copies, not of origins.
  { outlet: 'Kyiv Ledger', at: '2025-04-29T20:00:00Z', id: 'k1', ...wire.threat },
  {
    outlet: 'Volga Observer',
    at: '2025-04-30T09:00:00Z',
    id: 'v1',
    title: 'Kremlin aide opens a school in Tula',
    summary:
      'The building on the river has room for six hundred pupils; lessons begin in September, the town said.',
  },
  {
    outlet: 'State Department (demo)',
    at: '2025-05-01T18:20:00Z',
    id: 's2',
    title: 'Department press briefing: change in the US role',
    summary:
      '"We will no longer be the mediators," the State Department spokeswoman said of the talks between Russia and Ukraine. "The two parties have to present their own ideas now."',
  },
  { outlet: 'Harbour Post', at: '2025-05-01T18:55:00Z', id: 'h2', ...wire.exit },
  { outlet: 'Kyiv Ledger', at: '2025-05-01T19:40:00Z', id: 'k2', ...wire.exit },
  {
    outlet: 'Meridian Times',
    at: '2025-05-01T20:30:00Z',
    id: 'm2',
    title: 'Washington ends its mediation in the Ukraine war',
    summary:
      'The Secretary of State said the United States has ended its mediation between Russia and Ukraine and has turned to other matters.',
  },
  {
    outlet: 'Volga Observer',
    at: '2025-05-02T08:00:00Z',
    id: 'v2',
    title: 'Football: Samara hold on for a draw in the derby',
    summary: 'A late save kept the point for the home side.',
  },
  {
    outlet: 'State Department (demo)',
    at: '2025-05-02T20:30:00Z',
    id: 's3',
    title: 'Secretary of State: the United States is not walking away from Ukraine talks',
    summary:
      '"We are not giving up on it," the Secretary of State said in an interview about US mediation between Russia and Ukraine.',
  },
  {
    outlet: 'Harbour Post',
    at: '2025-05-02T21:10:00Z',
    id: 'h3',
    title: 'State Department denies that US has quit as mediator in Ukraine war',
    summary:
      'The State Department spokeswoman denied that Washington had abandoned its role as mediator between Russia and Ukraine. "Right now our position is the same," she said.',
  },
  // A correction: the outlet rewrites yesterday's article under the same id.
  {
    outlet: 'Kyiv Ledger',
    at: '2025-05-02T22:30:00Z',
    id: 'k2',
    title: 'Corrected: US still mediating between Moscow and Kyiv, State Department says',
    summary:
      'Correction: an earlier version said the United States had stopped mediating between Russia and Ukraine. The State Department has since said that its role is unchanged.',
  },
];
