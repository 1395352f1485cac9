// What several workers share is done by one of them: a due feed is polled once, whoever ticks, and one consumer follows
// the log, until it dies and another goes on. With TEST_REDIS_URL on PostgreSQL and Redis, else on one embedded server.
import { openCluster, type Cluster } from '../support/cluster';
import { startFeedHost, type FeedHost } from '../support/feed-host';
import { until, type RunningProgram } from '../support/program';

jest.setTimeout(120_000);

let cluster: Cluster;
let api: RunningProgram;
const hosts: FeedHost[] = [];

beforeEach(async () => {
  cluster = await openCluster();
  api = await cluster.startApi();
});
afterEach(async () => {
  await cluster.close();
  for (const host of hosts.splice(0)) host.close();
});

async function post<T>(path: string, body: object): Promise<T> {
  const answer = await api.api(path, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

describe('three workers', () => {
  /** Each on a host of its own that could take two requests at a time: nothing but the claim keeps a second one away. */
  const FEEDS = 8;
  const DUE_TIMES = 2;
  /** Longer than the tick of a worker: each of them looks for due feeds while the polls are under way. */
  const ANSWER_MS = 2_500;

  it('poll what is due once, though each of them looks for it', async () => {
    const workers = await Promise.all(['a', 'b', 'c'].map((name) => cluster.startWorker(name)));
    for (let n = 0; n < FEEDS; n += 1) {
      const host = await startFeedHost();
      hosts.push(host);
      await post('/v1/feeds', { url: host.url('feed') });
    }
    const timesAsked = (): number[] => hosts.map(({ asked }) => asked.length);
    const done = (since: Date): Promise<unknown> =>
      until(
        () =>
          cluster.query(
            'select 1 from feed_polls where last_success_at >= $1 and claimed_by is null and next_poll_at > now()',
            [since],
          ),
        (rows) => rows.length === FEEDS,
      );
    await done(new Date(0));
    expect(timesAsked()).toEqual(hosts.map(() => 1));

    for (const host of hosts) host.waitMs = ANSWER_MS;
    for (let time = 1; time <= DUE_TIMES; time += 1) {
      const since = new Date();
      await cluster.query('update feed_polls set next_poll_at = now()');
      await done(since);
      expect(timesAsked()).toEqual(hosts.map(() => 1 + time));
    }
    for (const worker of workers) expect(await worker.stop()).toBe(0);
  });
});

describe('two workers', () => {
  const ITEMS = 3_000;
  const AT_ONCE = 500;

  /** Which worker is in the middle of a step: its transaction has locked the checkpoint. */
  const active = async (): Promise<string | undefined> =>
    (
      await cluster.query<{ name: string }>(
        `select application_name as name from checkpoints join pg_stat_activity on backend_xid = checkpoints.xmax
         where checkpoints.name = 'posture'`,
      )
    )[0]?.name;
  const count = async (type: string): Promise<{ all: number; different: number }> =>
    (
      await cluster.query<{ all: number; different: number }>(
        `select count(*)::int as "all", count(distinct stream)::int as different from events where type = $1`,
        [type],
      )
    )[0]!;

  it('hand over the log when the one that follows it is killed in the middle of a step', async () => {
    const workers = new Map<string, RunningProgram>();
    for (const name of ['a', 'b']) workers.set(name, await cluster.startWorker(name));
    const pushed = (async () => {
      for (let n = 0; n < ITEMS; n += AT_ONCE)
        await post('/v1/items', {
          items: Array.from({ length: AT_ONCE }, (_, i) => ({
            id: `item-${n + i}`,
            title: `The ferry number ${n + i} leaves on time`,
            summary: 'The harbour master said so. '.repeat(60),
          })),
        });
    })();
    const victim = await until(active, (name) => name !== undefined);
    await workers.get(victim!)!.stop('SIGKILL');
    await pushed;
    await until(
      () => count('item.assessed'),
      ({ different }) => different === ITEMS,
    );
    expect(await count('item.assessed')).toEqual({ all: ITEMS, different: ITEMS });
    const [survivor] = [...workers].filter(([name]) => name !== victim);
    expect(await survivor![1].stop()).toBe(0);
  });
});
