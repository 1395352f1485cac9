// A release without a pause: two APIs and two workers are stopped and started again one after the other, while a client
// hands in items and the posture changes. Nothing that was acknowledged is lost, and nobody is told anything twice.
import { itemsOf, momentOf, OUTLETS, storyOf } from '../../bench/src/story';
import { openCluster, type Cluster } from '../support/cluster';
import { startFeedServer, type FeedServer, type Story } from '../support/feed-server';
import { until, type RunningProgram } from '../support/program';
import { startReceiver, type Receiver } from '../support/receiver';

jest.setTimeout(240_000);

/** Real milliseconds until a receiver answers: longer than a process that does not care needs to be gone. */
const ANSWERS_MS = [0, 800, 3_000];

let cluster: Cluster;
let feeds: FeedServer;
let receivers: Receiver[];
const apis: RunningProgram[] = [];
const workers: RunningProgram[] = [];

beforeAll(async () => {
  cluster = await openCluster();
  feeds = await startFeedServer();
  receivers = await Promise.all(ANSWERS_MS.map(() => startReceiver()));
  for (let n = 0; n < 2; n += 1) apis.push(await cluster.startApi());
  for (let n = 0; n < 2; n += 1) workers.push(await cluster.startWorker());
});
afterAll(async () => {
  await cluster.close();
  await feeds.close();
  await Promise.all(receivers.map((receiver) => receiver.close()));
});

/** Answers of the API that a release must not give. */
const faults: string[] = [];
let turn = 0;

/** A client as an operator would write it: what is refused, cut off or told to come back later is tried again. */
async function ask<T>(path: string, body?: object): Promise<T> {
  for (;;) {
    const api = apis[(turn += 1) % apis.length]!;
    const answer = await api
      .api(path, body ? { method: 'POST', body: JSON.stringify(body) } : {})
      .catch(() => null);
    if (answer?.ok) return (await answer.json()) as T;
    if (!answer) await new Promise((later) => setImmediate(later));
    else if (answer.status !== 503 || !answer.headers.has('retry-after'))
      faults.push(`${path}: ${answer.status} ${await answer.text()}`);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }
}

interface Logged {
  id: string;
  type: string;
  body: { title?: string; to?: string };
}

async function wholeLog(): Promise<Logged[]> {
  const log: Logged[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: { events: Logged[]; next: number | null } = await ask(`/v1/events?limit=1000&after=${after}`);
    log.push(...page.events);
    after = page.next;
  }
  return log;
}

it('loses nothing that was acknowledged and tells every change once and in order', async () => {
  const held: Record<string, Story[]> = {};
  const ids: string[] = [];
  for (const outlet of OUTLETS) {
    held[outlet] = [{ title: 'Harvest festival opens', summary: 'In the old town.', guid: `${outlet}-0` }];
    feeds.set(outlet, held[outlet]);
    ids.push((await ask<{ id: string }>('/v1/feeds', { url: feeds.url(outlet), outlet, tier: 1 })).id);
  }
  const posture = async (): Promise<string> => (await ask<{ posture: string }>('/v1/posture')).posture;
  await until(
    () => cluster.query("select 1 from events where type = 'posture.changed'"),
    (rows) => rows.length === 1,
  );
  for (const [n, receiver] of receivers.entries()) {
    receiver.secret = (await ask<{ secret: string }>('/v1/subscriptions', { url: receiver.url })).secret;
    receiver.answer = () => new Promise((later) => setTimeout(() => later(204), ANSWERS_MS[n]!));
  }
  await until(
    () => cluster.query("select 1 from subscriptions where health->>'state' = 'active'"),
    (rows) => rows.length === receivers.length,
  );

  // Two clients hand in items all the time, and know what was acknowledged.
  const acknowledged: string[] = [];
  let isOver = false;
  const pushing = Promise.all(
    ['one', 'two'].map(async (client) => {
      for (let n = 0; !isOver; n += 1) {
        const title = `The ferry number ${n} of line ${client} leaves on time`;
        await ask('/v1/items', { items: [{ id: `${client}-${n}`, title }] });
        acknowledged.push(title);
      }
    }),
  );

  const story = storyOf(8);
  let step = 0;
  /** Both outlets tell the next step, and an endpoint has the request with the alert under way. */
  const publish = async (): Promise<void> => {
    const told = receivers.at(-1)!.alerts().length;
    for (const [n, item] of itemsOf(story[step]!, momentOf(step)).entries()) {
      const outlet = OUTLETS[n]!;
      held[outlet] = [
        { title: item.title, summary: item.summary, guid: item.id, at: new Date(item.publishedAt) },
        ...held[outlet]!,
      ];
      feeds.set(outlet, held[outlet]);
    }
    step += 1;
    await Promise.all(ids.map((id) => ask(`/v1/feeds/${id}/poll`, {})));
    await receivers.at(-1)!.waitFor(told + 1);
  };
  const restart = async (programs: RunningProgram[], n: number, start: () => Promise<RunningProgram>) => {
    expect(await programs[n]!.stop()).toBe(0);
    programs[n] = await start();
  };
  for (let n = 0; n < 2; n += 1) {
    await publish();
    await restart(workers, n, cluster.startWorker);
    await publish();
    await restart(apis, n, cluster.startApi);
    expect((await apis[n]!.api('/health/ready')).status).toBe(200);
  }
  await publish();
  isOver = true;
  await pushing;
  await until(
    () => cluster.query("select 1 from deliveries where state = 'waiting'"),
    (open) => open.length === 0,
  );

  expect(faults).toEqual([]);
  const log = await wholeLog();
  const observed = new Set(log.filter(({ type }) => type === 'item.observed').map(({ body }) => body.title));
  expect(acknowledged.filter((title) => !observed.has(title))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(step);
  const changes = log.filter(({ type }) => type === 'posture.changed').slice(1);
  expect(changes).toHaveLength(step);
  expect(await posture()).toBe(changes.at(-1)!.body.to);
  for (const receiver of receivers) {
    expect(receiver.unverified).toEqual([]);
    // Once and in order: what came twice would stand here twice.
    expect(receiver.alerts().map(({ id }) => id)).toEqual(changes.map(({ id }) => id));
    expect(receiver.alerts().map(({ event }) => event.sequence)).toEqual(changes.map((_, n) => n + 1));
  }
});
