import { createHash } from 'node:crypto';
import {
  ITEM_OBSERVED,
  ITEM_REVISED,
  itemId,
  itemStream,
  type ItemObservedBody,
  type ItemReading,
} from '#libs/domain';
import { createEventStore } from '#libs/event-store';
import { createBench, type Bench } from '../../../test/support/pipeline-bench';
import { observeItems, type Observation } from './observe-items';

const NOW = Date.UTC(2025, 4, 1, 12);
const source = { outlet: 'Capital Wire' };
let bench: Bench;
let serial = 0;

beforeAll(async () => {
  bench = await createBench(NOW);
});
afterAll(() => bench.close());
beforeEach(() => bench.clock.set(NOW));

const reading = (over: Partial<ItemReading> = {}): ItemReading => ({
  guid: `guid-${++serial}`,
  title: `Title ${serial}`,
  summary: 'A summary.',
  content: '',
  claimedAt: '2025-05-01T11:00:00.000Z',
  claimedPrecision: 'instant',
  ...over,
});
const observation = (each: ItemReading): Observation => ({
  itemId: itemId(source, each),
  reading: each,
  context: { source, outlet: 'Capital Wire', official: false, arrival: 'push', flags: [] },
});
const observe = (...readings: ItemReading[]) => observeItems(bench.deps, readings.map(observation));
const kinds = async (...readings: ItemReading[]) => (await observe(...readings)).map(({ kind }) => kind);
const history = (id: string) => bench.store.readStreams([itemStream(id)], [ITEM_OBSERVED, ITEM_REVISED]);

describe('what a reading means for the log', () => {
  it('records a new item once, and says where it stands when it comes again', async () => {
    const item = reading();
    const [first] = await observe(item);
    const [again] = await observe(item);
    expect(first!.kind).toBe('new');
    expect(again).toEqual({ itemId: first!.itemId, kind: 'duplicate', position: first!.position });
    expect(await history(first!.itemId)).toHaveLength(1);
  });

  it('records a changed text as a revision, an edit taken back too, and swings at most once a day', async () => {
    const item = reading();
    const edited = { ...item, summary: 'Another summary.' };
    expect(await kinds(item)).toEqual(['new']);
    expect(await kinds(edited)).toEqual(['revised']);
    expect(await kinds(item)).toEqual(['revised']);
    expect(await kinds(edited)).toEqual(['alternating']);
    expect(await history(itemId(source, item))).toHaveLength(3);
    bench.clock.advance(25 * 3_600_000);
    expect(await kinds(edited)).toEqual(['alternating']);
    const events = await history(itemId(source, item));
    expect(events.map(({ body }) => (body as { revision: number }).revision)).toEqual([1, 2, 3, 4]);
    expect((events[3]!.body as { flags: string[] }).flags).toContain('alternating');
  });

  it('takes the same item twice in one batch one after the other', async () => {
    const item = reading();
    expect(await kinds(item, item)).toEqual(['new', 'duplicate']);
    const other = reading();
    const edited = { ...other, title: 'Changed a moment later' };
    expect(await kinds(other, edited, edited)).toEqual(['new', 'revised', 'duplicate']);
    expect((await history(itemId(source, other))).map(({ version }) => version)).toEqual([1, 2]);
  });
});

describe('many workers at once', () => {
  it.each([
    ['with bulk text', 'A longer text. '.repeat(20)],
    ['without', ''],
  ])('observe the same 50 items %s, in any order: each once, and nobody fails', async (_, content) => {
    const items = Array.from({ length: 50 }, () => reading({ content }));
    const stores = [bench.store, createEventStore(bench.base.database)];
    const rounds = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        observeItems(
          { ...bench.deps, store: stores[i % 2]! },
          (i % 2 ? items.toReversed() : items).map(observation),
        ),
      ),
    );
    const all = rounds.flat();
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['new', 'duplicate']));
    expect(all.filter(({ kind }) => kind === 'new')).toHaveLength(50);
    for (const item of items) {
      const id = itemId(source, item);
      expect(await history(id)).toHaveLength(1);
      expect(new Set(all.filter((each) => each.itemId === id).map(({ position }) => position)).size).toBe(1);
    }
    expect(bench.log()).not.toContain('could not be recorded');
  });

  it('leave the text that belongs to the event, whoever won', async () => {
    const items = Array.from({ length: 10 }, () => reading({ content: 'Shared text' }));
    await Promise.all(
      [1, 2, 3].map((n) =>
        observe(...items.map((item) => ({ ...item, content: `${item.content} as read by ${n}` }))),
      ),
    );
    for (const item of items)
      for (const { body } of await history(itemId(source, item))) {
        const { revision, content } = body as { revision: number; content: { hash: string; length: number } };
        const [text] = await bench.query<{ content: string; hash: string }>(
          `select content, encode(hash, 'hex') as hash from item_texts where item_id = $1 and revision = $2`,
          [itemId(source, item), revision],
        );
        expect(text!.hash).toBe(content.hash);
        expect(text!.content).toHaveLength(content.length);
      }
  });
});

describe('bulk text', () => {
  it('stands apart from the log: the event carries a salted hash and the length', async () => {
    const item = reading({ content: 'A text that is longer than an event should be. 🕊' });
    const id = (await observe(item))[0]!.itemId;
    const [event] = await history(id);
    const [text] = await bench.query<{ content: string; salt: Buffer; hash: Buffer }>(
      'select content, salt, hash from item_texts where item_id = $1',
      [id],
    );
    expect(text!.content).toBe(item.content);
    const hash = createHash('sha256').update(text!.salt).update(item.content).digest('hex');
    expect((event!.body as ItemObservedBody).content).toEqual({ hash, length: item.content.length });
    expect(text!.hash.toString('hex')).toBe(hash);
    expect(text!.salt).toHaveLength(16);
    expect(JSON.stringify(event)).not.toContain('longer than an event');
  });
});

describe('an item that cannot be recorded', () => {
  it.each([
    ['a NUL in the bulk text', { content: 'before\u0000after' }],
    ['a NUL in the title', { title: 'before\u0000after' }],
    ['a NUL in the language', { language: 'en\u0000' }],
  ])('%s: reported as failed, and the others are recorded', async (_, over) => {
    const items = [reading(), reading(over), reading({ content: 'fine' })];
    expect(await kinds(...items)).toEqual(['new', 'failed', 'new']);
    expect(await history(itemId(source, items[1]!))).toEqual([]);
    expect(bench.log()).toContain('an item could not be recorded');
    // What was recorded can be folded: one item must never stop the fold of all.
    await bench.fold();
  });

  it('keeps a title that merely speaks of \\u0000', async () => {
    const item = reading({ title: 'The escape \\u0000 explained, and \\\\u0000 too' });
    expect(await kinds(item)).toEqual(['new']);
    await bench.fold();
  });

  it('is not made of a fault of the server: that is thrown, so that the poll is tried again', async () => {
    const refusing = {
      ...bench.deps,
      store: {
        ...bench.store,
        appendIn: async () => {
          throw Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });
        },
      },
    };
    await expect(observeItems(refusing, [reading(), reading()].map(observation))).rejects.toThrow(
      'lock timeout',
    );
  });
});
