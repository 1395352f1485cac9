import { DAY, HOUR, MINUTE, seededRandom, toInstant } from '#libs/domain';
import { checkpointOf, createEventStore } from '#libs/event-store';
import { addFeed, excludeItem, reinstateItem } from '#libs/operations';
import { readPeriodAt, readPeriods, readPostureState } from '#libs/projections';
import { createBench, type Bench, type Decided } from '../../../test/support/pipeline-bench';
import { telling, toldByBoth } from '../../../test/support/stories';
import { createAssessAndFold, POSTURE_CHECKPOINT } from './assess-and-fold';
import { observeItems } from './observe-items';

const NOW = Date.UTC(2025, 4, 1, 12);
let bench: Bench;

beforeEach(async () => {
  bench = await createBench(NOW);
});
afterEach(() => bench.close());

/** A bench whose bootstrap is over, with one unfiltered endpoint. */
async function settled(): Promise<string> {
  const { subscription } = await bench.subscribe({ url: 'http://127.0.0.1:9/hook' });
  await bench.fold();
  return subscription.endpointId;
}
const told = (decisions: Decided[]) =>
  decisions.map(({ type, body }) => `${type} ${body.from}>${body.to} ${body.cause}`);
const toldNow = async () => told(await bench.decisions());
const outbox = () =>
  bench.query<{ type: string; place: number; event_id: string; body: string }>(
    'select type, place, event_id, body from deliveries order by place',
  );
const idOf = async (position: number): Promise<string> => {
  const [event] = await bench.store.read({ after: position - 1, upTo: position });
  return (event!.body as { itemId: string }).itemId;
};
const act = { by: 'tester', reason: 'a test' };
const BASELINE = 'posture.changed null>active baseline';

describe('bootstrap', () => {
  const polled = (feedId: string) =>
    bench.query('update feed_polls set last_success_at = $2 where feed_id = $1', [feedId, toInstant(NOW)]);

  it('is silent: the first outcome is a baseline, once, and goes to nobody', async () => {
    await bench.subscribe({ url: 'http://127.0.0.1:9/hook' });
    await bench.push(toldByBoth('threatened', NOW - HOUR));
    await bench.fold();
    await bench.fold();
    expect(await toldNow()).toEqual(['posture.changed null>threatened baseline']);
    expect(await outbox()).toEqual([]);
  });

  it('lasts until every registered feed was polled once', async () => {
    const feeds = [];
    for (const n of [1, 2]) feeds.push(await addFeed(bench.deps, { url: `http://127.0.0.1:9/${n}.xml` }));
    await bench.push(toldByBoth('threatened', NOW - HOUR));
    await bench.fold();
    await polled(feeds[0]!.feedId);
    await bench.fold();
    expect(await toldNow()).toEqual([]);
    expect((await readPeriodAt(bench.base.database))!.period.posture).toBe('threatened');
    await bench.query('update feed_polls set failures = 1 where feed_id = $1', [feeds[1]!.feedId]);
    await bench.fold();
    expect(await toldNow()).toEqual(['posture.changed null>threatened baseline']);
  });

  it('lasts ten minutes at most, whatever the feeds do', async () => {
    await addFeed(bench.deps, { url: 'http://127.0.0.1:9/never.xml' });
    bench.clock.advance(10 * MINUTE - 1);
    await bench.fold();
    expect(await toldNow()).toEqual([]);
    bench.clock.advance(1);
    await bench.fold();
    expect(await toldNow()).toEqual([BASELINE]);
  });

  it('does not end before all that is in the log is folded', async () => {
    await bench.push(Array.from({ length: 450 }, (_, i) => ({ id: `filler-${i}`, title: `Filler ${i}` })));
    const { position } = await bench.push(toldByBoth('threatened', NOW - HOUR));
    await bench.fold();
    const decisions = await bench.decisions();
    expect(told(decisions)).toEqual(['posture.changed null>threatened baseline']);
    expect(decisions[0]!.body.inputPosition).toBeGreaterThanOrEqual(position);
  });

  it('does not end on a poll whose items came after the step had read the log', async () => {
    const { feedId } = await addFeed(bench.deps, { url: 'http://127.0.0.1:9/late.xml' });
    let meanwhile = async (): Promise<void> => {
      meanwhile = async () => undefined;
      await bench.push(toldByBoth('threatened', NOW - HOUR), 'import');
      await polled(feedId);
    };
    const store: typeof bench.store = {
      ...bench.store,
      async read(options, from) {
        const page = await bench.store.read(options, from);
        await meanwhile();
        return page;
      },
    };
    await bench.fold({ store });
    await bench.fold();
    expect(await toldNow()).toEqual(['posture.changed null>threatened baseline']);
  });
});

describe('fresh news', () => {
  it('is told with the quotes that prove it, and put into the outbox', async () => {
    const endpoint = await settled();
    const { position } = await bench.push(toldByBoth('threatened', NOW - HOUR));
    await bench.fold();
    const decision = (await bench.decisions()).at(-1)!;
    expect(decision).toMatchObject({
      type: 'posture.changed',
      body: { from: 'active', to: 'threatened', cause: 'news', inputPosition: position },
    });
    expect(decision.body.quotes.map(({ outlet }) => outlet).sort()).toEqual(['Capital Wire', 'Harbour Post']);
    const [row, ...others] = await outbox();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ type: 'posture.changed', event_id: decision.id });
    expect(JSON.parse(row!.body)).toMatchObject({ id: decision.id, data: { to: 'threatened' } });
    expect(endpoint).toBeDefined();
  });

  it('leaves nothing behind when its transaction fails, and is told by the next step', async () => {
    await settled();
    const before = await checkpointOf(bench.base.database, POSTURE_CHECKPOINT);
    const count = async () =>
      (
        await bench.query<object>(
          `select (select count(*) from events where type in ('item.assessed', 'posture.changed')) as events,
             (select count(*) from items) as items, (select count(*) from signals) as signals,
             (select count(*) from posture_periods) as periods, (select next_sequence from subscriptions) as sequence,
             (select count(*) from deliveries) as deliveries`,
        )
      )[0];
    const state = await count();
    await bench.query(`create function refuse_delivery() returns trigger language plpgsql as
      $$ begin raise exception 'no room in the outbox'; end $$`);
    await bench.query(
      'create trigger refuse before insert on deliveries for each row execute function refuse_delivery()',
    );
    await bench.push(toldByBoth('threatened', NOW - HOUR));
    await expect(bench.fold()).rejects.toThrow('no room in the outbox');
    expect(await checkpointOf(bench.base.database, POSTURE_CHECKPOINT)).toBe(before);
    expect(await count()).toEqual(state);
    await bench.query('drop trigger refuse on deliveries');
    await bench.fold();
    expect((await outbox()).map(({ type }) => type)).toEqual(['posture.changed']);
    expect(await toldNow()).toEqual([BASELINE, 'posture.changed active>threatened news']);
  });

  it('is decided once by two consumers at once', async () => {
    await settled();
    const other = createEventStore(bench.base.database);
    for (const signal of ['threatened', 'clarified'] as const) {
      await bench.push(toldByBoth(signal, bench.clock.now() - HOUR));
      await Promise.all([bench.fold(), bench.fold({ store: other }), bench.fold()]);
      bench.clock.advance(5 * HOUR);
    }
    await bench.fold();
    expect(await toldNow()).toEqual([
      BASELINE,
      'posture.changed active>threatened news',
      'posture.changed threatened>clarified news',
    ]);
    expect(await outbox()).toHaveLength(2);
  });
});

it('decides at the time that the log records, also when another machine is ahead of this one', async () => {
  await settled();
  const other = await bench.push([telling({ signal: 'none', by: 0, at: NOW - HOUR })]);
  await bench.push(toldByBoth('threatened', NOW - HOUR));
  bench.clock.advance(HOUR);
  await excludeItem(bench.deps, await idOf(other.position), act);
  bench.clock.advance(-HOUR);
  await bench.fold();
  const decision = (await bench.decisions()).at(-1)!;
  const { body } = (await outbox())[0]!;
  expect(JSON.parse(body)).toMatchObject({
    time: decision.recordedAt,
    data: { decidedAt: decision.recordedAt },
  });
  expect(decision.recordedAt).toBe(toInstant(NOW + HOUR));
});

describe('what is no news', () => {
  it.each(['import', 'first-poll', 'a feed without dates', 'older than a day'])(
    '%s: never told as a change',
    async (how) => {
      await settled();
      const at = how === 'older than a day' ? NOW - 25 * HOUR : NOW - HOUR;
      const items = toldByBoth('threatened', at);
      const isUndated = how === 'a feed without dates';
      if (how === 'first-poll' || isUndated) {
        const observations = items.map(({ title = '', summary = '', id, outlet = '' }) => ({
          itemId: `00000000-0000-5000-8000-00000000000${outlet.length % 10}`,
          reading: {
            guid: id,
            title,
            summary,
            content: '',
            claimedAt: isUndated ? null : toInstant(at),
            claimedPrecision: 'instant' as const,
          },
          context: {
            source: { outlet },
            outlet,
            official: false,
            arrival: isUndated ? ('poll' as const) : ('first-poll' as const),
            flags: [],
          },
        }));
        observations[1]!.itemId = observations[1]!.itemId.replace('5000', '5001');
        await observeItems(bench.deps, observations);
      } else await bench.push(items, how === 'import' ? 'import' : 'push');
      await bench.fold();
      const decisions = await bench.decisions();
      const cause = how === 'import' ? 'import' : 'late-item';
      expect(told(decisions)).toEqual([BASELINE, `posture.corrected active>threatened ${cause}`]);
      expect(decisions[1]!.body).toMatchObject({ late: true, supersedes: [decisions[0]!.id] });
      expect(
        (await outbox()).map(({ type, body }) => [
          type,
          (JSON.parse(body) as { data: { late: boolean } }).data.late,
        ]),
      ).toEqual([['posture.corrected', true]]);
    },
  );

  it.each([
    ['without a date: it is of this moment, and told as a change', undefined, 'posture.changed'],
    ['with a date that cannot be true: never told as a change', '1970-01-01', 'posture.corrected'],
  ])('handed in %s', async (_, publishedAt, type) => {
    await settled();
    await bench.push(toldByBoth('threatened', NOW).map((item) => ({ ...item, publishedAt })));
    await bench.fold();
    expect((await bench.decisions()).map((decision) => decision.type)).toEqual(['posture.changed', type]);
    expect(await sent()).toEqual([type]);
  });

  /** Told of a threat and, two days later, of its end; then the past between them turns out otherwise. */
  async function pastAltered(arrival: 'push' | 'import'): Promise<void> {
    await settled();
    await bench.push(toldByBoth('threatened', NOW - HOUR));
    await bench.fold();
    bench.clock.advance(2 * DAY);
    await bench.push(toldByBoth('clarified', NOW + 2 * DAY - HOUR));
    await bench.fold();
    await bench.push(toldByBoth('withdrawn', NOW + DAY - HOUR), arrival);
    await bench.fold();
    const decision = (await bench.decisions()).at(-1)!;
    expect(decision).toMatchObject({
      type: 'posture.corrected',
      body: { from: 'clarified', to: 'clarified', late: false, altersCurrent: false },
    });
    expect(decision.body.is!.map(({ posture }) => posture)).toContain('withdrawn');
  }
  const sent = async () => (await outbox()).map(({ type }) => type);

  it('alters the past only: corrected, not late, and told to those who were told the past', async () => {
    await pastAltered('push');
    expect((await bench.decisions()).at(-1)!.body.cause).toBe('late-item');
    expect(await sent()).toEqual(['posture.changed', 'posture.changed', 'posture.corrected']);
  });

  it('is history that was imported: recorded, and told to nobody', async () => {
    await pastAltered('import');
    expect((await bench.decisions()).at(-1)!.body.cause).toBe('import');
    expect(await sent()).toEqual(['posture.changed', 'posture.changed']);
  });

  it('is told once when imported history alters the present beside the past', async () => {
    await settled();
    await bench.push(toldByBoth('threatened', NOW - HOUR));
    await bench.fold();
    bench.clock.advance(2 * DAY);
    await bench.push(
      [...toldByBoth('withdrawn', NOW - 9 * DAY), ...toldByBoth('clarified', NOW + DAY)],
      'import',
    );
    await bench.fold();
    const imported = (await bench.decisions()).slice(2);
    expect(imported.map(({ type, body }) => [type, body.cause])).toEqual(
      imported.map(() => ['posture.corrected', 'import']),
    );
    const alters = imported.map(({ body }) => [body.from, body.to, body.late]);
    expect(alters.length).toBeGreaterThan(1);
    expect(alters.at(-1)).toEqual(['threatened', 'clarified', true]);
    for (const past of alters.slice(0, -1)) expect(past).toEqual(['threatened', 'threatened', false]);
    expect(await sent()).toEqual(['posture.changed', 'posture.corrected']);
  });
});

describe('what people and outlets change', () => {
  it('an exclusion takes a posture back, a reinstatement restores it; neither is news', async () => {
    await settled();
    const { position } = await bench.push(toldByBoth('threatened', NOW - HOUR));
    await bench.fold();
    const itemId = await idOf(position);
    bench.clock.advance(MINUTE);
    await excludeItem(bench.deps, itemId, act);
    await bench.fold();
    bench.clock.advance(MINUTE);
    await reinstateItem(bench.deps, itemId, act);
    await bench.fold();
    expect(await toldNow()).toEqual([
      BASELINE,
      'posture.changed active>threatened news',
      'posture.corrected threatened>active exclusion',
      'posture.corrected active>threatened reinstatement',
    ]);
    const late = (await bench.decisions()).slice(2).map(({ body }) => body.late);
    expect(late).toEqual([false, false]);
  });

  it('a text that was edited too late for news is none after a reinstatement either', async () => {
    await settled();
    const item = telling({ signal: 'none', by: 0, at: NOW - HOUR });
    const { position } = await bench.push([item]);
    bench.clock.advance(30 * HOUR);
    const { title, summary } = telling({ signal: 'threatened', by: 0, at: NOW });
    await bench.push([{ ...item, title, summary }]);
    await bench.fold();
    const fresh = () => bench.query('select fresh from signals');
    expect(await fresh()).toEqual([{ fresh: false }]);
    await excludeItem(bench.deps, await idOf(position), act);
    await reinstateItem(bench.deps, await idOf(position), act);
    await bench.fold();
    expect(await fresh()).toEqual([{ fresh: false }]);
  });

  it('a revision beside unrelated news in one batch does not make a correction of the news', async () => {
    await settled();
    const item = telling({ signal: 'none', by: 0, at: NOW - 2 * HOUR });
    await bench.push([item]);
    await bench.fold();
    await bench.push([{ ...item, summary: 'The same festival, told at more length.' }]);
    await bench.push(toldByBoth('threatened', NOW - HOUR));
    await bench.push([{ ...item, summary: 'The same festival, told at even more length.' }]);
    await bench.fold();
    expect(await toldNow()).toEqual([BASELINE, 'posture.changed active>threatened news']);
  });
});

describe('time alone', () => {
  it('returns to active at the due time without any event, once, whoever looks', async () => {
    await settled();
    await bench.push(toldByBoth('threatened', NOW - HOUR));
    await bench.fold();
    bench.clock.advance(2 * HOUR);
    const at = bench.clock.now() - 30 * MINUTE;
    await bench.push([telling({ signal: 'active', by: 0, at })]);
    await bench.fold();
    expect((await readPostureState(bench.base.database))!.nextDue).toBe(toInstant(at + DAY));
    bench.clock.set(at + DAY - 1);
    await bench.fold();
    expect(await toldNow()).toHaveLength(2);
    bench.clock.set(at + DAY);
    await Promise.all([bench.fold(), bench.fold({ store: createEventStore(bench.base.database) })]);
    await bench.fold();
    const decisions = await bench.decisions();
    expect(told(decisions).slice(2)).toEqual(['posture.changed threatened>active due']);
    expect(decisions[2]!.body.effectiveAt).toBe(toInstant(at + DAY));
    expect((await outbox()).map(({ type }) => type)).toEqual(['posture.changed', 'posture.changed']);
  });

  it('tells a change that fell due before history is read that was imported meanwhile', async () => {
    await settled();
    await bench.push(toldByBoth('threatened', NOW - HOUR));
    await bench.fold();
    bench.clock.advance(2 * HOUR);
    await bench.push([telling({ signal: 'active', by: 0, at: bench.clock.now() - MINUTE })]);
    await bench.fold();
    bench.clock.advance(2 * DAY);
    await bench.push(toldByBoth('clarified', NOW - 20 * DAY), 'import');
    await bench.fold();
    const decisions = await bench.decisions();
    expect(told(decisions).slice(2)).toEqual(['posture.changed threatened>active due']);
    expect((await outbox()).map(({ type }) => type)).toEqual(['posture.changed', 'posture.changed']);
  });
});

it('says with its position that every item event up to there is assessed and folded', async () => {
  await settled();
  for (let i = 0; i < 3; i += 1) {
    await bench.push([
      telling({ signal: 'threatened', by: 0, at: NOW - i * HOUR }),
      telling({ signal: 'none', by: 1, at: NOW - i * HOUR }),
    ]);
    await bench.fold();
    const position = await checkpointOf(bench.base.database, POSTURE_CHECKPOINT);
    expect(position).toBe(await bench.store.head());
    const [row] = await bench.query<{ behind: number }>(
      `select count(*)::int as behind from events e left join items i on i.item_id = (e.body->>'itemId')::uuid
       where e.type = 'item.observed' and e.position <= $1 and i.assessment is null`,
      [position],
    );
    expect(row!.behind).toBe(0);
  }
});

describe('a backlog', () => {
  const signalAt = (at: number) => telling({ signal: 'threatened', by: 0, at });
  const filler = (n: number) => ({ id: `filler-${n}`, title: `Filler ${n}` });
  const list = <T>(length: number, make: (n: number) => T): T[] => Array.from({ length }, (_, n) => make(n));

  it('is folded in steps as large as what the one before had to hear again', async () => {
    await settled();
    /** Items that each step assessed. */
    const assessed: number[] = [];
    const worker = createAssessAndFold(
      {
        ...bench.deps,
        store: {
          ...bench.store,
          appendIn(tx, events, options) {
            const { length } = events.filter(({ type }) => type === 'item.assessed');
            if (length > 0) assessed.push(length);
            return bench.store.appendIn(tx, events, options);
          },
        },
      },
      60_000,
    );
    await bench.push(list(600, (n) => signalAt(NOW - (700 - n) * MINUTE)));
    await worker.drain();
    await bench.push(list(1_200, filler));
    await worker.drain();
    expect(assessed.splice(0)).toEqual([500, 100, 500, 500, 200]);
    await bench.push(
      [signalAt(NOW - DAY), ...list(1_200, filler)].map((item, n) => ({ ...item, id: `late-${n}` })),
    );
    await worker.drain();
    expect(assessed).toEqual([500, 701]);
  });

  it('comes to the same present, however it is cut into steps', async () => {
    const random = seededRandom(3);
    const kinds = ['threatened', 'withdrawn', 'clarified', 'active'] as const;
    const items = list(48, (n) =>
      telling({
        signal: kinds[Math.floor(random() * kinds.length)]!,
        by: n % 2 === 0 ? 0 : 1,
        at: NOW - Math.floor(random() * 30 * DAY),
      }),
    );
    const outcome = async ({ base, decisions }: Bench) => ({
      periods: await readPeriods(base.database),
      told: (await decisions()).at(-1)!.body.to,
    });
    const outcomes = [];
    for (const size of [items.length, 1, 7]) {
      const one = await createBench(NOW);
      try {
        await one.fold();
        for (let from = 0; from < items.length; from += size) {
          await one.push(items.slice(from, from + size));
          await one.fold();
        }
        outcomes.push(await outcome(one));
      } finally {
        await one.close();
      }
    }
    expect(outcomes[0]!.periods.length).toBeGreaterThan(5);
    expect(outcomes[0]!.told).toBe(outcomes[0]!.periods.at(-1)!.posture);
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
  });
});
