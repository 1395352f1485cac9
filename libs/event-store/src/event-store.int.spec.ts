import fc from 'fast-check';
import { NAMESPACE, uuidV5, type NewEvent } from '#libs/domain';
import { silentLogger } from '#libs/telemetry';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import {
  checkLogIsGuarded,
  checkpointOf,
  createEventStore,
  createEventSubscription,
  EventIdReused,
  verifyLog,
  WrongExpectedVersion,
  type EventStore,
} from './index';

let base: TestDatabase;
let store: EventStore;
let serial = 0;

const now = Date.UTC(2026, 0, 1);
const options = { recordedAt: now };
const fact = (over: Partial<NewEvent> = {}): NewEvent => ({
  id: uuidV5(NAMESPACE, 'test', serial++),
  stream: `item-${serial}`,
  type: 'test.happened',
  schemaVersion: 1,
  occurredAt: '2025-05-01T18:15:00.000Z',
  body: { text: 'Ünïcode “quotes” \u2028 and emoji 🕊', n: serial },
  ...over,
});

beforeAll(async () => {
  base = await createTestDatabase();
  store = createEventStore(base.database);
});
afterAll(() => base.drop());

describe('append', () => {
  it('gives positions without gaps, versions per stream, and the event back unchanged', async () => {
    const head = await store.head();
    const [a, b, c] = [
      fact({ stream: 's-1' }),
      fact({ stream: 's-2' }),
      fact({ stream: 's-1', meta: { by: 'test' }, causationPosition: 1 }),
    ];
    const places = await store.append([a!, b!, c!], options);
    expect(places.map(({ position }) => position - head)).toEqual([1, 2, 3]);
    expect(places.map(({ version }) => version)).toEqual([1, 1, 2]);
    const events = await store.read({ after: head });
    expect(events).toEqual(
      [a, b, c].map((event, i) => ({
        ...event,
        position: head + i + 1,
        version: places[i]!.version,
        recordedAt: '2026-01-01T00:00:00.000Z',
      })),
    );
  });

  it('answers the first position when the same fact comes again, and writes nothing', async () => {
    const event = fact();
    const [first] = await store.append([event], options);
    const [again] = await store.append([event], { recordedAt: now + 1 });
    expect(again).toEqual({ ...first, duplicate: true });
    expect(await store.head()).toBe(first!.position);
  });

  it('removes repeats inside a batch', async () => {
    const event = fact();
    const places = await store.append([event, fact(), event], options);
    expect(places.map(({ duplicate }) => duplicate)).toEqual([false, false, true]);
    expect(places[2]!.position).toBe(places[0]!.position);
  });

  it.each([
    ['body', { body: { other: true } }],
    ['type', { type: 'test.other' }],
    ['stream', { stream: 'elsewhere' }],
  ])('refuses an id that stands for another %s', async (_, change) => {
    const event = fact();
    await store.append([event], options);
    const head = await store.head();
    await expect(store.append([fact(), { ...event, ...change }], options)).rejects.toThrow(EventIdReused);
    await expect(store.append([event, { ...event, ...change }], options)).rejects.toThrow(EventIdReused);
    expect(await store.head()).toBe(head);
  });

  it('checks the expected version: exact, none, exists, any', async () => {
    const stream = 'versions';
    const expecting = (version: number | 'none' | 'exists' | 'any') =>
      store.append([fact({ stream })], { ...options, expected: { [stream]: version } });
    await expect(expecting('exists')).rejects.toThrow(WrongExpectedVersion);
    await expect(expecting(1)).rejects.toThrow(WrongExpectedVersion);
    await expecting('none');
    await expect(expecting('none')).rejects.toThrow(WrongExpectedVersion);
    await expecting(1);
    await expect(expecting(1)).rejects.toThrow(/version 2, expected 1/);
    await expecting('exists');
    await expecting('any');
    expect((await store.readStreams([stream], ['test.happened'])).map(({ version }) => version)).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it('takes a repeated fact as success whatever version was expected', async () => {
    const event = fact({ stream: 'repeat' });
    await store.append([event], { ...options, expected: { repeat: 'none' } });
    const [again] = await store.append([event], { ...options, expected: { repeat: 'none' } });
    expect(again!.duplicate).toBe(true);
  });

  it('never lets recorded time run backwards', async () => {
    const [later] = await store.append([fact()], { recordedAt: now + 60_000 });
    const [earlier] = await store.append([fact()], { recordedAt: now });
    expect([later!.recordedAt, earlier!.recordedAt]).toEqual([
      '2026-01-01T00:01:00.000Z',
      '2026-01-01T00:01:00.000Z',
    ]);
  });

  it('rejects each caller for its own fault only when callers share a commit', async () => {
    const bad = fact({ stream: 'shared' });
    await store.append([bad], options);
    const results = await Promise.allSettled([
      store.append([fact()], options),
      store.append([{ ...bad, body: { changed: 1 } }], options),
      ...Array.from({ length: 20 }, () => store.append([fact()], options)),
      store.append([fact({ stream: 'shared' })], { ...options, expected: { shared: 7 } }),
    ]);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(2);
  });

  it('rolls back with the transaction it was appended in', async () => {
    const head = await store.head();
    const failing = base.database.transaction(async (tx) => {
      await store.appendIn(tx, [fact()], options);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await store.head()).toBe(head);
  });

  it('keeps one order: a reader that follows positions sees every event of many writers once', async () => {
    const stores = Array.from({ length: 4 }, () => createEventStore(base.database));
    const head = await store.head();
    const writing = Promise.all(
      stores.flatMap((each) => Array.from({ length: 25 }, () => each.append([fact(), fact()], options))),
    );
    const seen: number[] = [];
    let finished = false;
    void writing.then(() => (finished = true));
    for (let after = head; ;) {
      const done = finished;
      const events = await store.read({ after, limit: 7 });
      seen.push(...events.map(({ position }) => position));
      after = seen.at(-1) ?? head;
      if (done && events.length === 0) break;
    }
    expect(seen).toEqual(Array.from({ length: 200 }, (_, i) => head + 1 + i));
  });

  it('stores any text that is well formed, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const body = JSON.parse(
          JSON.stringify({ value }).toWellFormed().replaceAll('\\u0000', ''),
        ) as unknown;
        const event = fact({ body });
        const [place] = await store.append([event], options);
        const [read] = await store.read({ after: place!.position - 1, limit: 1 });
        expect(JSON.stringify(read!.body)).toBe(JSON.stringify(body));
      }),
      { numRuns: 30 },
    );
  });
});

describe('the log cannot be changed', () => {
  it.each(['update events set type = type', 'delete from events', 'truncate events'])(
    'refuses %s',
    async (sql) => {
      await store.append([fact()], options);
      await expect(base.database.query(sql)).rejects.toThrow('append-only');
    },
  );

  it('refuses to start when its triggers are off', async () => {
    await expect(checkLogIsGuarded(base.database)).resolves.toBeUndefined();
    await base.database.query('alter table events disable trigger events_no_truncate');
    await expect(checkLogIsGuarded(base.database)).rejects.toThrow('events_no_truncate');
    await base.database.query('alter table events enable trigger events_no_truncate');
  });

  it('erases a text on demand and nothing else', async () => {
    const id = '00000000-0000-4000-8000-000000000001';
    await base.database.query(
      `insert into item_texts (item_id, revision, content, salt, hash) values ($1, 1, 'a text', '\\x01', '\\x02')`,
      [id],
    );
    await expect(base.database.query(`update item_texts set content = 'other'`)).rejects.toThrow(
      'append-only',
    );
    await expect(base.database.query('delete from item_texts')).rejects.toThrow('append-only');
    await base.database.query('select erase_item_text($1, now())', [id]);
    const [row] = await base.database.query<{ content: string | null; erased: boolean }>(
      'select content, erased_at is not null as erased from item_texts',
    );
    expect(row).toEqual({ content: null, erased: true });
    await expect(base.database.query(`update item_texts set content = null`)).rejects.toThrow('append-only');
  });
});

describe('verify', () => {
  it('passes an untouched log and finds the exact position of a changed one', async () => {
    await store.append([fact(), fact(), fact()], options);
    const head = await store.head();
    expect(await verifyLog(base.database)).toMatchObject({ ok: true, events: head });

    const tamper = async (sql: string) => {
      await base.database.query('alter table events disable trigger all');
      await base.database.query(sql, [head - 1]);
      await base.database.query('alter table events enable trigger all');
    };
    const [before] = await base.database.query<{ body: string }>(
      'select body::text as body from events where position = $1',
      [head - 1],
    );
    await tamper(`update events set body = '{"n":0}' where position = $1`);
    expect(await verifyLog(base.database)).toEqual({ ok: false, position: head - 1, fault: 'content' });
    await base.database.query('alter table events disable trigger all');
    await base.database.query('update events set body = $2::text::json where position = $1', [
      head - 1,
      before!.body,
    ]);
    await base.database.query('alter table events enable trigger all');
    await tamper(`update events set recorded_at = recorded_at + interval '1 second' where position = $1`);
    expect(await verifyLog(base.database)).toEqual({ ok: false, position: head - 1, fault: 'chain' });
    await tamper(`update events set recorded_at = recorded_at - interval '1 second' where position = $1`);
    expect(await verifyLog(base.database)).toMatchObject({ ok: true });
  });
});

describe('event subscription', () => {
  const subscription = (name: string, seen: number[], failAt?: () => boolean) =>
    createEventSubscription({
      database: base.database,
      store,
      name,
      everyMs: 60_000,
      logger: silentLogger,
      async step(tx, position) {
        const events = await store.read({ after: position, limit: 10 }, tx);
        if (events.length === 0) return null;
        if (failAt?.()) throw new Error('a step fails');
        seen.push(...events.map((event) => event.position));
        return { position: events.at(-1)!.position, events: [], recordedAt: now };
      },
    });

  /** A reader that looks on its own only after longer than any test. */
  const waiting = {
    get database() {
      return base.database;
    },
    get store() {
      return store;
    },
    name: 'handed-over',
    everyMs: 600_000,
    logger: silentLogger,
  };

  it('sees every event once and in order, from where the checkpoint stands, and wakes on append', async () => {
    const seen: number[] = [];
    const first = subscription('reader', seen);
    await first.drain();
    const head = await store.head();
    expect(seen).toEqual(Array.from({ length: head }, (_, i) => i + 1));
    const again: number[] = [];
    let arrived: () => void = () => undefined;
    const woken = new Promise<void>((resolve) => (arrived = resolve));
    const second = createEventSubscription({
      database: base.database,
      store,
      name: 'reader',
      everyMs: 600_000,
      logger: silentLogger,
      async step(tx, position) {
        const events = await store.read({ after: position }, tx);
        if (events.length === 0) return null;
        again.push(...events.map((event) => event.position));
        arrived();
        return { position: events.at(-1)!.position, events: [], recordedAt: now };
      },
    });
    await second.start();
    await store.append([fact()], options);
    await woken;
    await second.stop();
    expect(again).toEqual([head + 1]);
    expect(await checkpointOf(base.database, 'reader')).toBe(head + 1);
  });

  it('works each event by one of several readers, and again after a failed step', async () => {
    await store.append(
      Array.from({ length: 40 }, () => fact()),
      options,
    );
    const seen: number[] = [];
    let failures = 2;
    const failing = () => failures-- > 0;
    const readers = Array.from({ length: 3 }, () => subscription('shared-reader', seen, failing));
    const head = await store.head();
    while ((await checkpointOf(base.database, 'shared-reader')) < head)
      await Promise.allSettled(readers.map((reader) => reader.drain()));
    expect(failures).toBeLessThan(0);
    expect(seen).toEqual(Array.from({ length: await store.head() }, (_, i) => i + 1));
  });

  it('goes on when the reader that was at it dies in the middle of a step, though nobody says so', async () => {
    await store.append([fact()], options);
    let begun: () => void = () => undefined;
    const isAtIt = new Promise<void>((resolve) => (begun = resolve));
    let die: (error: Error) => void = () => undefined;
    const dying = createEventSubscription({
      ...waiting,
      step: () => {
        begun();
        return new Promise((_, reject) => (die = reject));
      },
    });
    const death = expect(dying.drain()).rejects.toThrow('the process ends');
    await isAtIt;
    const stolen: number[] = [];
    let look: () => void = () => undefined;
    const looked = new Promise<void>((resolve) => (look = resolve));
    let done: () => void = () => undefined;
    const goesOn = new Promise<void>((resolve) => (done = resolve));
    const other = createEventSubscription({
      ...waiting,
      database: {
        ...base.database,
        transaction: (work) => base.database.transaction(work).finally(look),
      },
      async step(tx, position) {
        const events = await store.read({ after: position }, tx);
        stolen.push(...events.map((event) => event.position));
        done();
        return events.length === 0
          ? null
          : { position: events.at(-1)!.position, events: [], recordedAt: now };
      },
    });
    await other.start();
    await looked;
    expect(stolen).toEqual([]);
    die(new Error('the process ends'));
    await death;
    await goesOn;
    await other.stop();
    expect(stolen[0]).toBe(1);
  });

  it('commits its decisions with the checkpoint or not at all', async () => {
    const decided = fact({ stream: 'decided' });
    const decider = createEventSubscription({
      database: base.database,
      store,
      name: 'decider',
      everyMs: 60_000,
      logger: silentLogger,
      async step(_tx, position) {
        if (position > 0) return null;
        return { position: 5, events: [decided, { ...decided, body: 'other' }], recordedAt: now };
      },
    });
    await expect(decider.drain()).rejects.toThrow(EventIdReused);
    expect(await checkpointOf(base.database, 'decider')).toBe(0);
  });
});
