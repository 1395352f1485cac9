import { MINUTE, toInstant } from '#libs/domain';
import { addFeed } from '#libs/operations';
import { createBench, type Bench } from '../../../test/support/pipeline-bench';
import { watchFreshness } from './watch-freshness';

const NOW = Date.UTC(2025, 4, 1, 12);
let bench: Bench;

beforeEach(async () => {
  bench = await createBench(NOW);
  await addFeed(bench.deps, { url: 'http://127.0.0.1:9/feed.xml' });
  // A worker that lives: a heartbeat counts for five minutes.
  await bench.query(`insert into worker_heartbeats values (gen_random_uuid(), clock_timestamp())`);
  await bench.subscribe({ url: 'http://127.0.0.1:9/hook' });
});
afterEach(() => bench.close());

const answers = () =>
  bench.query('update feed_polls set last_success_at = $1', [toInstant(bench.clock.now())]);
/** Looks each minute for so many minutes. */
async function watchFor(minutes: number): Promise<void> {
  for (let i = 0; i < minutes; i += 1) {
    bench.clock.advance(MINUTE);
    await watchFreshness(bench.deps);
  }
}
const told = async () =>
  (await bench.store.read({ stream: 'monitor' })).map(({ type, occurredAt, body }) => ({
    type,
    occurredAt,
    body,
  }));
const outbox = () => bench.query<{ type: string; body: string }>('select * from deliveries order by place');

it('alerts nobody at a first start without network, however long it lasts', async () => {
  await watchFor(60);
  expect(await told()).toEqual([]);
  // The operator's log says it, once.
  expect(bench.log().match(/the monitor is blind: 0 of 1 feeds answer/g)).toHaveLength(1);
  await answers();
  await watchFor(20);
  expect(await told()).toEqual([]);
});

it('tells of blindness after ten minutes, and of its end after ten more, each once and to every endpoint', async () => {
  await answers();
  await watchFor(44);
  const since = bench.clock.now() + MINUTE;
  await watchFor(10);
  expect(await told()).toEqual([]);
  await watchFor(20);
  const blinded = {
    type: 'monitor.blinded',
    occurredAt: toInstant(since),
    body: { status: 'blind', feedsOk: 0, feedsTotal: 1 },
  };
  expect(await told()).toEqual([blinded]);
  await answers();
  await watchFor(30);
  expect((await told()).map(({ type }) => type)).toEqual(['monitor.blinded', 'monitor.recovered']);
  const bodies = (await outbox()).map(({ body }) => JSON.parse(body) as { type: string; data: object });
  expect(bodies).toMatchObject([
    {
      type: 'mediation-watch.monitor.blinded',
      data: { from: 'watching', to: 'blind', freshness: blinded.body, effectiveAt: toInstant(since) },
    },
    { type: 'mediation-watch.monitor.recovered', data: { from: 'blind', to: 'watching' } },
  ]);
  expect(bench.log()).toContain('monitor.blinded');
});

it('decides in one process only, and leaves nothing behind when its transaction fails', async () => {
  await answers();
  await watchFor(54);
  bench.clock.advance(MINUTE);
  await bench.query(`create function refuse_delivery() returns trigger language plpgsql as
    $$ begin raise exception 'no room in the outbox'; end $$`);
  await bench.query(
    'create trigger refuse before insert on deliveries for each row execute function refuse_delivery()',
  );
  await expect(watchFreshness(bench.deps)).rejects.toThrow('no room in the outbox');
  expect(await told()).toEqual([]);
  await bench.query('drop trigger refuse on deliveries');
  await Promise.all([1, 2, 3].map(() => watchFreshness(bench.deps)));
  expect(await told()).toHaveLength(1);
  expect(await outbox()).toHaveLength(1);
});

it('gives the sources their ten minutes after a stop, however long it was', async () => {
  await answers();
  await watchFor(5);
  bench.clock.advance(600 * MINUTE);
  await watchFor(10);
  expect(await told()).toEqual([]);
  await answers();
  await watchFor(30);
  expect(await told()).toEqual([]);
});
