import { startFeedServer, type FeedServer, type Misbehaviour } from '../laboratory/feed-server';
import { startReceiver, type Answer, type Received, type Receiver } from '../laboratory/receiver';
import type { LabClock } from './lab-clock';
import type { Fault, Manner, Plan, ReceiverPlan } from './plan';
import { FEEDS, OUTLETS, titleAt, type StoryItem } from './story';

/** The world around the product: feeds that tell the story, and receivers that are told. */
export interface Stage {
  feeds: FeedServer;
  receivers: Receiver[];
  /** Everything shown or handed in so far. */
  shown: Set<StoryItem>;
  /** What is to be handed in by now. */
  toPush(): StoryItem[];
  isAllShown(): boolean;
  /** While true nothing that tells the story is shown. */
  hold(held: boolean): void;
  /** Lets a feed's host misbehave for a while. */
  inflict(fault: Fault): Promise<void>;
  /** From here on the receivers misbehave as planned. */
  releaseReceivers(): void;
  close(): Promise<void>;
}

/** How often the feeds are written anew, in real milliseconds. */
const WRITE_MS = 40;
const MISBEHAVIOURS: Record<string, Misbehaviour> = {
  'feed-hang': 'hang',
  'feed-cut': 'cut',
  'feed-trickle': { trickleMs: 700 },
};

export async function setStage({ story, receivers: plans }: Plan, clock: LabClock): Promise<Stage> {
  const feeds = await startFeedServer();
  const receivers = await Promise.all(plans.map(() => startReceiver()));
  const shown = new Set<StoryItem>(story.past);
  let isHeld = false;
  const write = (): void => {
    const now = clock.now();
    for (const item of story.items)
      if (item.shownAt <= now && !(isHeld && item.posture !== undefined)) shown.add(item);
    for (const source of FEEDS) {
      const items = [...shown].filter((item) => item.source === source).reverse();
      feeds.set(
        OUTLETS[source],
        items.map((item) => ({
          title: titleAt(item, now),
          summary: item.summary,
          guid: item.id,
          link: `https://example.org/${item.id}`,
          at: new Date(clock.begin + item.at),
        })),
      );
    }
  };
  const timer = setInterval(write, WRITE_MS);
  return {
    feeds,
    receivers,
    shown,
    toPush: () => [...shown].filter(({ source }) => source === 'pushed'),
    isAllShown: () => shown.size === story.items.length + story.past.length,
    hold: (held) => void (isHeld = held),
    async inflict({ kind, target, lasts }) {
      const outlet = OUTLETS[target as StoryItem['source']];
      feeds.misbehave(outlet, MISBEHAVIOURS[kind]);
      await new Promise((done) => setTimeout(done, lasts));
      feeds.misbehave(outlet);
    },
    releaseReceivers() {
      for (const [i, receiver] of receivers.entries()) receiver.answer = mannered(plans[i]!);
    },
    async close() {
      clearInterval(timer);
      await Promise.all([feeds.close(), ...receivers.map((receiver) => receiver.close())]);
    },
  };
}

/** Answers as the plan says: by how many messages came before, and how often this one came. */
function mannered(plan: ReceiverPlan): (message: Received) => Promise<Answer> {
  const attempts = new Map<string, number>();
  const places = new Map<string, number>();
  return async ({ id }) => {
    if (!places.has(id)) places.set(id, places.size);
    const attempt = attempts.get(id) ?? 0;
    attempts.set(id, attempt + 1);
    return behave(plan[places.get(id)!]?.[attempt] ?? { kind: 'accept' });
  };
}

async function behave(manner: Manner): Promise<Answer> {
  switch (manner.kind) {
    case 'accept':
      return 204;
    case 'slow':
      await new Promise((done) => setTimeout(done, manner.ms));
      return 204;
    case 'busy':
      return { status: 503, headers: { 'retry-after': String(manner.seconds) } };
    case 'broken':
      return 500;
    case 'cut':
      return 'cut';
    case 'hang':
      await new Promise((done) => setTimeout(done, manner.ms));
      return 'cut';
  }
}
