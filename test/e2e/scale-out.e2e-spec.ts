// The processes of docker-compose.yml without containers: one API and two workers on one PostgreSQL and one Redis.
// Workers die at work, one after the other; whoever is told is told everything, in order, and nothing is decided twice.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { startFeedServer, type FeedServer, type Story } from '../support/feed-server';
import { spawnProgram, startProgram, until, type RunningProgram } from '../support/program';
import { startReceiver, type Receiver } from '../support/receiver';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { claimTestRedis, type TestRedis } from '../support/test-redis';

// A worker's death is noticed when its lease (20 s) or its job's lock (30 s, looked for every 30 s) is over.
jest.setTimeout(240_000);

const OUTLETS = ['Capital Wire', 'Harbour Post'] as const;
type Outlet = (typeof OUTLETS)[number];

const minutesAgo = (n: number): Date => new Date(Date.now() - n * 60_000);
let serial = 0;
const story = (title: string, summary: string, at: Date): Story => ({
  title,
  summary,
  at,
  guid: `story-${++serial}`,
  link: `https://example.org/${serial}`,
});

const festival = story('Harvest festival opens', 'Farmers showed their produce in town.', minutesAgo(600));
const threat = {
  'Capital Wire': story(
    'State Department: US will step back as Ukraine war mediator unless talks move',
    '"If there is no movement, we will step back as mediators," the State Department spokeswoman told reporters in Washington, speaking of the Russia-Ukraine negotiations.',
    minutesAgo(50),
  ),
  'Harbour Post': story(
    'Secretary of State warns US may walk away from Russia-Ukraine peace talks',
    'The Secretary of State said on television that Washington could abandon its effort to mediate between Moscow and Kyiv if neither side offers proposals of its own.',
    minutesAgo(45),
  ),
};
const clarification = {
  'Capital Wire': story(
    'US has not given up mediating between Russia and Ukraine, Secretary of State says',
    '"We are not walking away," the Secretary of State said in an interview, denying that Washington had ended its mediation between Moscow and Kyiv.',
    minutesAgo(12),
  ),
  'Harbour Post': story(
    'State Department denies US quits Ukraine mediation: posture unchanged',
    'The State Department spokeswoman denied that the United States was abandoning its role as mediator in the war between Russia and Ukraine. "Our position is the same," she said.',
    minutesAgo(10),
  ),
};

interface LoggedEvent {
  id: string;
  position: number;
  type: string;
  body: { to?: string };
}
interface FeedView {
  id: string;
  health: { lastSuccessAt: string | null };
}

/** What one service of docker-compose.yml is asked to see whether it lives. */
const healthScript = (service: string): string =>
  (
    parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
      services: Record<string, { healthcheck: { test: string[] } }>;
    }
  ).services[service]!.healthcheck.test.at(-1)!;

const suite = process.env.TEST_REDIS_URL ? describe : describe.skip;

suite('one API and two workers (needs TEST_REDIS_URL, see npm run test:services)', () => {
  let base: TestDatabase;
  let redis: TestRedis;
  let feeds: FeedServer;
  let receivers: Receiver[];
  let api: RunningProgram;
  const workers: RunningProgram[] = [];

  const environment = (): Record<string, string> => ({
    DATABASE_URL: base.url,
    REDIS_URL: redis.url,
    MW_SECRET_KEY: 'the same for all processes',
  });
  const startWorker = async (): Promise<RunningProgram> => {
    const worker = spawnProgram({ main: 'worker/src/main.js', env: environment() });
    workers.push(worker);
    await worker.printed(/the worker runs/);
    return worker;
  };
  async function json<T>(path: string, init?: RequestInit): Promise<T> {
    const answer = await api.api(path, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  const post = <T>(path: string, body: object = {}): Promise<T> =>
    json<T>(path, { method: 'POST', body: JSON.stringify(body) });

  beforeAll(async () => {
    base = await createTestDatabase();
    redis = await claimTestRedis(process.env.TEST_REDIS_URL!);
    feeds = await startFeedServer();
    receivers = [await startReceiver(), await startReceiver()];
    [api] = await Promise.all([
      startProgram({ main: 'api/src/main.js', env: environment() }),
      startWorker(),
      startWorker(),
    ]);
  });
  afterAll(async () => {
    await Promise.all([api, ...workers].map((program) => program.stop()));
    await Promise.all(receivers.map((receiver) => receiver.close()));
    await feeds.close();
    await redis.release();
    await base.drop();
  });

  it('tells every endpoint every change once and in order, though workers die', async () => {
    const held: Record<Outlet, Story[]> = { 'Capital Wire': [festival], 'Harbour Post': [festival] };
    const ids = {} as Record<Outlet, string>;
    for (const outlet of OUTLETS) {
      feeds.set(outlet, held[outlet]);
      ids[outlet] = (await post<FeedView>('/v1/feeds', { url: feeds.url(outlet), outlet, tier: 1 })).id;
    }
    await until(
      () => json<{ feeds: FeedView[] }>('/v1/feeds'),
      (list) => list.feeds.every(({ health }) => health.lastSuccessAt !== null),
    );
    for (const receiver of receivers)
      receiver.secret = (await post<{ secret: string }>('/v1/subscriptions', { url: receiver.url })).secret;
    await until(
      () => json<{ subscriptions: { state: string }[] }>('/v1/subscriptions'),
      ({ subscriptions }) => subscriptions.every(({ state }) => state === 'active'),
    );
    /** Every outlet publishes, and both feeds are due at once: the workers share them. */
    const publish = async (stories: Record<Outlet, Story>): Promise<void> => {
      for (const outlet of OUTLETS) {
        held[outlet] = [stories[outlet], ...held[outlet]];
        feeds.set(outlet, held[outlet]);
      }
      await Promise.all(OUTLETS.map((outlet) => post(`/v1/feeds/${ids[outlet]}/poll`)));
    };
    /** The next alert that comes in costs a worker its life, before anybody could note the answer. */
    const killAtNextAlert = (victim: RunningProgram): void => {
      for (const receiver of receivers)
        receiver.answer = ({ event }) => {
          if (event.type !== 'mediation-watch.endpoint.test') victim.process.kill('SIGKILL');
          return 204;
        };
    };
    const [first, second] = workers as [RunningProgram, RunningProgram];

    killAtNextAlert(first);
    await publish(threat);
    expect(await first.ended).toBe('SIGKILL');
    await Promise.all(receivers.map((receiver) => receiver.waitFor(1)));

    await startWorker();
    killAtNextAlert(second);
    await publish(clarification);
    expect(await second.ended).toBe('SIGKILL');
    await until(
      () => json<{ subscriptions: { id: string }[] }>('/v1/subscriptions').then(openDeliveries),
      (open) => open === 0 && receivers.every((receiver) => told(receiver).size >= 2),
    );

    const log = await json<{ events: LoggedEvent[]; next: null }>('/v1/events?limit=1000');
    expect(log.events.map(({ position }) => position)).toEqual(log.events.map((_, i) => i + 1));
    const changes = log.events.filter(({ type }) => type.startsWith('posture.'));
    // The first is where the log began; nobody is told of it.
    expect(changes.map(({ type, body }) => `${type} ${body.to}`)).toEqual([
      'posture.changed active',
      'posture.changed threatened',
      'posture.changed clarified',
    ]);
    for (const receiver of receivers) {
      expect(receiver.unverified).toEqual([]);
      expect([...told(receiver).keys()]).toEqual(changes.slice(1).map(({ id }) => id));
      const order = receiver.alerts().map(({ event }) => event.sequence!);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      // At least once: what was sent twice, as its sender died, has the same bytes.
      for (const { id, body, event } of receiver.alerts()) {
        expect(event.id).toBe(id);
        expect(body).toBe(told(receiver).get(id));
      }
    }
  });

  it('passes the health checks of docker-compose.yml while it lives', () => {
    const ask = (service: string, env: Record<string, string>): number | null =>
      spawnSync(process.execPath, ['-e', healthScript(service)], { env: { PATH: process.env.PATH, ...env } })
        .status;
    expect(ask('worker', { DATABASE_URL: base.url })).toBe(0);
    expect(ask('api', { PORT: new URL(api.url).port })).toBe(0);
    expect(ask('api', { PORT: '9' })).toBe(1);
  });

  /** First message of every event, in order of arrival. */
  const told = (receiver: Receiver): Map<string, string> => {
    const first = new Map<string, string>();
    for (const { id, body } of receiver.alerts()) if (!first.has(id)) first.set(id, body);
    return first;
  };

  async function openDeliveries({ subscriptions }: { subscriptions: { id: string }[] }): Promise<number> {
    const lists = await Promise.all(
      subscriptions.map(({ id }) =>
        json<{ deliveries: object[] }>(`/v1/subscriptions/${id}/deliveries?state=waiting`),
      ),
    );
    return lists.flatMap(({ deliveries }) => deliveries).length;
  }
});
