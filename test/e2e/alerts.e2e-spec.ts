import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { startFeedServer, type FeedServer, type Story } from '../support/feed-server';
import { startProgram, until, type RunningProgram } from '../support/program';
import { startReceiver, type Receiver } from '../support/receiver';

jest.setTimeout(120_000);

const minutesAgo = (n: number): Date => new Date(Date.now() - n * 60_000);
let serial = 0;
const story = (title: string, summary: string, at: Date): Story => ({
  title,
  summary,
  at,
  guid: `story-${++serial}`,
  link: `https://example.org/${serial}`,
});

const threat = {
  one: story(
    'State Department: US will step back as Ukraine war mediator unless talks move',
    '"If there is no movement, we will step back as mediators," the State Department spokeswoman told reporters in Washington, speaking of the Russia-Ukraine negotiations.',
    minutesAgo(50),
  ),
  two: story(
    'Secretary of State warns US may walk away from Russia-Ukraine peace talks',
    'The Secretary of State said on television that Washington could abandon its effort to mediate between Moscow and Kyiv if neither side offers proposals of its own.',
    minutesAgo(45),
  ),
};
const exit = {
  one: story(
    'US will no longer mediate between Russia and Ukraine, State Department says',
    '"We will not be the mediators any longer," the State Department spokeswoman announced at the briefing, adding that Moscow and Kyiv must now find a way by themselves.',
    minutesAgo(30),
  ),
  two: story(
    'Washington ends its role as mediator in the Ukraine war',
    'The United States has withdrawn as mediator in the Russia-Ukraine conflict, the Secretary of State said, and will stop brokering talks between the two sides.',
    minutesAgo(25),
  ),
};
const clarification = {
  one: story(
    'US has not given up mediating between Russia and Ukraine, Secretary of State says',
    '"We are not walking away," the Secretary of State said in an interview, denying that Washington had ended its mediation between Moscow and Kyiv.',
    minutesAgo(12),
  ),
  two: story(
    'State Department denies US quits Ukraine mediation: posture unchanged',
    'The State Department spokeswoman denied that the United States was abandoning its role as mediator in the war between Russia and Ukraine. "Our position is the same," she said.',
    minutesAgo(10),
  ),
};

let base: TestDatabase;
let feeds: FeedServer;
let receiver: Receiver;
let dataDir: string;
let program: RunningProgram | undefined;
const outlets = ['Capital Wire', 'Harbour Post'];
const published: Record<string, Story[]> = {};

const start = async (env: Record<string, string> = {}): Promise<RunningProgram> =>
  (program = await startProgram({
    env: { DATABASE_URL: base.url, MW_DATA_DIR: dataDir, LOG_LEVEL: 'info', ...env },
  }));

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  return (await (await program!.api(path, init)).json()) as T;
}

const feedIds: Record<string, string> = {};

/** Publishes at every outlet, polls, and waits until all of it is folded. */
async function publish(stories: Record<string, Story>): Promise<void> {
  for (const [outlet, each] of Object.entries(stories)) {
    published[outlet] = [each, ...(published[outlet] ?? [])];
    feeds.set(outlet, published[outlet]);
    const before = await json<{ health: { lastSuccessAt: string | null } }>(`/v1/feeds/${feedIds[outlet]}`);
    await program!.api(`/v1/feeds/${feedIds[outlet]}/poll`, { method: 'POST' });
    await until(
      () => json<{ health: { lastSuccessAt: string | null } }>(`/v1/feeds/${feedIds[outlet]}`),
      (now) => now.health.lastSuccessAt !== before.health.lastSuccessAt,
    );
  }
}

beforeAll(async () => {
  base = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'mw-e2e-'));
  feeds = await startFeedServer();
  receiver = await startReceiver();
});
afterAll(async () => {
  await program?.stop();
  await feeds.close();
  await receiver.close();
  await base.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

it('tells a verified endpoint threatened, withdrawn and clarified, in order and with quotes, over a kill between decision and delivery', async () => {
  await start();
  for (const outlet of outlets) {
    feeds.set(outlet, [
      story('Harvest festival opens', 'Farmers showed their produce in the old town.', minutesAgo(600)),
    ]);
    published[outlet] = [];
    const added = await program!.api('/v1/feeds', {
      method: 'POST',
      body: JSON.stringify({ url: feeds.url(outlet), outlet, tier: 1 }),
    });
    feedIds[outlet] = ((await added.json()) as { id: string }).id;
  }
  await until(
    () => json<{ feeds: { health: { lastSuccessAt: string | null } }[] }>('/v1/feeds'),
    (list) => list.feeds.every(({ health }) => health.lastSuccessAt),
  );

  const created = await json<{ id: string; secret: string; state: string }>('/v1/subscriptions', {
    method: 'POST',
    body: JSON.stringify({ url: receiver.url }),
  });
  expect(created.secret).toMatch(/^whsec_/);
  receiver.secret = created.secret;
  await until(
    () => json<{ state: string }>(`/v1/subscriptions/${created.id}`),
    ({ state }) => state === 'active',
  );

  await publish({ 'Capital Wire': threat.one, 'Harbour Post': threat.two });
  const [first] = await receiver.waitFor(1);
  expect(first!.event).toMatchObject({
    type: 'mediation-watch.posture.changed',
    sequence: 1,
    data: { from: 'active', to: 'threatened' },
  });

  // The exit is decided and committed; the process dies before anybody is told.
  await program!.stop();
  await start({ MW_FAIL_POINT: 'after-decision' });
  await publish({ 'Capital Wire': exit.one, 'Harbour Post': exit.two }).catch(() => undefined);
  expect(await program!.ended).toBe('SIGKILL');
  expect(receiver.alerts()).toHaveLength(1);

  // The receiver answers 503 at first, and dies away once more after it has answered 204.
  let refusals = 1;
  receiver.answer = () => (refusals-- > 0 ? 503 : 204);
  await start({ MW_FAIL_POINT: 'after-delivery' });
  expect(await program!.ended).toBe('SIGKILL');
  receiver.answer = () => 204;
  await start();
  for (const outlet of outlets) await program!.api(`/v1/feeds/${feedIds[outlet]}/poll`, { method: 'POST' });
  await publish({ 'Capital Wire': clarification.one, 'Harbour Post': clarification.two });
  await until(
    async () => receiver.alerts(),
    (alerts) => alerts.some(({ event }) => event.data.to === 'clarified'),
  );

  const alerts = receiver.alerts();
  const order = alerts.map(({ event }) => event.sequence!);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect([...new Set(order)]).toEqual(Array.from({ length: order.at(-1)! }, (_, i) => i + 1));
  const told = new Map(alerts.map((alert) => [alert.id, alert]));
  expect([...told.values()].map(({ event }) => event.data.to)).toEqual([
    'threatened',
    'withdrawn',
    'clarified',
  ]);
  // At least once: a repeated message has the same id and the same bytes.
  for (const alert of alerts) expect(alert.body).toBe(told.get(alert.id)!.body);
  expect(alerts.length).toBeGreaterThan(told.size);
  expect(receiver.unverified).toEqual([]);
  for (const { event } of told.values()) {
    const evidence = event.data.evidence as { quote: string; outlet: string }[];
    expect(evidence.length).toBeGreaterThan(0);
    const texts = Object.values({
      ...threat,
      ...exit,
      ...clarification,
      threat1: threat.one,
      threat2: threat.two,
      exit1: exit.one,
      exit2: exit.two,
    });
    for (const { quote } of evidence)
      expect(
        [...texts, threat.one, exit.one].some(
          ({ title, summary }) => title.includes(quote) || summary.includes(quote),
        ),
      ).toBe(true);
  }

  const answer = await json<{ posture: string; evidence: unknown[]; position: number }>('/v1/posture');
  expect(answer.posture).toBe('clarified');
  const history = await json<{ periods: { posture: string }[] }>('/v1/posture/history');
  expect(history.periods.map(({ posture }) => posture)).toEqual([
    'active',
    'threatened',
    'withdrawn',
    'clarified',
  ]);
});
