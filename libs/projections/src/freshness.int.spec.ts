import fc from 'fast-check';
import { answers, DAY, freshness, MINUTE, toInstant, type Tier } from '#libs/domain';
import { addFeed } from '#libs/operations';
import { createBench, type Bench } from '../../../test/support/pipeline-bench';
import { readFreshness } from './index';

const NOW = Date.UTC(2025, 4, 1, 12);
let bench: Bench;
beforeAll(async () => {
  bench = await createBench(NOW);
});
afterAll(() => bench.close());

interface Polled {
  tier: Tier;
  official: boolean;
  /** Minutes since the last success; negative: it lies in the future. null: there was none. */
  ago: number | null;
}

const polled: fc.Arbitrary<Polled> = fc.record({
  tier: fc.constantFrom(1, 2, 3),
  official: fc.boolean(),
  ago: fc.option(fc.constantFrom(-3 * 24 * 60, -2, -0.5, 0, 10, 14.9, 15, 44, 45, 600)),
});

it('counts in the database what the rule says of each feed', async () => {
  const feedIds: string[] = [];
  for (let n = 0; n < 6; n++)
    feedIds.push((await addFeed(bench.deps, { url: `http://127.0.0.1:9/${n}.xml` })).feedId);
  await bench.query(
    'insert into worker_heartbeats (worker_id, at) values (gen_random_uuid(), clock_timestamp())',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(polled, { minLength: 6, maxLength: 6 }), async (feeds) => {
      for (const [n, { tier, official, ago }] of feeds.entries()) {
        const at = ago === null ? null : toInstant(NOW - ago * MINUTE);
        await bench.query('update feeds set tier = $2, official = $3 where feed_id = $1', [
          feedIds[n],
          tier,
          official,
        ]);
        await bench.query('update feed_polls set last_success_at = $2 where feed_id = $1', [feedIds[n], at]);
      }
      const ok = feeds.filter(({ ago, ...rank }) =>
        answers({ ...rank, lastSuccessMs: ago === null ? null : NOW - ago * MINUTE }, NOW),
      );
      const top = (of: Polled[]): number => of.filter(({ tier }) => tier === 1).length;
      const counts = { ok: ok.length, total: feeds.length, topOk: top(ok), top: top(feeds) };
      const life = { lastPushMs: null, lastHeartbeatMs: NOW - MINUTE };
      expect(await readFreshness(bench.base.database, NOW)).toMatchObject(freshness(counts, NOW, life));
    }),
    { numRuns: 40 },
  );
});

it('knows when it last saw a poll, an item and a signal', async () => {
  expect(await readFreshness(bench.base.database, NOW)).toMatchObject({
    lastItemAt: null,
    lastSignalAt: null,
  });
  bench.clock.set(NOW + DAY);
  await bench.push([{ title: 'Rain expected', publishedAt: toInstant(NOW) }]);
  await bench.fold();
  const { lastItemAt, lastSignalAt, lastPollAt } = await readFreshness(bench.base.database, NOW + DAY);
  expect({ lastItemAt, lastSignalAt }).toEqual({ lastItemAt: toInstant(NOW + DAY), lastSignalAt: null });
  expect(lastPollAt).not.toBeNull();
});
