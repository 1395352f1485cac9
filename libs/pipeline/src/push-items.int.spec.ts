import { ITEM_OBSERVED, type ItemObservedBody, type RecordedEvent } from '#libs/domain';
import { createBench, type Bench } from '../../../test/support/pipeline-bench';
import type { PushedItem } from './push-items';

const NOW = Date.UTC(2025, 4, 1, 12);
let bench: Bench;

beforeAll(async () => {
  bench = await createBench(NOW);
});
afterAll(() => bench.close());

async function pushed(item: PushedItem): Promise<RecordedEvent<string, ItemObservedBody>> {
  const { accepted, position } = await bench.push([item]);
  expect(accepted).toBe(1);
  const [event] = await bench.store.read({ after: position - 1, upTo: position });
  return event as RecordedEvent<string, ItemObservedBody>;
}

it('counts what became of each item, and names the faulty ones by their place', async () => {
  const good = { id: 'a', title: 'A title', outlet: 'Capital Wire' };
  const report = await bench.push([
    { title: ' ', summary: '\u0000' },
    good,
    good,
    { title: 'No such day', publishedAt: '2025-02-30' },
    { title: 'No date at all', publishedAt: 'yesterday' },
    { title: 'A year out of reach', publishedAt: '12345' },
    { title: 'No web address', url: 'javascript:alert(1)' },
    { ...good, summary: 'and then a summary' },
  ]);
  expect(report).toEqual({
    accepted: 2,
    duplicates: 1,
    rejected: [
      { index: 0, code: 'item-empty' },
      { index: 3, code: 'item-date-unreadable' },
      { index: 4, code: 'item-date-unreadable' },
      { index: 5, code: 'item-date-unreadable' },
      { index: 6, code: 'item-url-unreadable' },
    ],
    position: await bench.store.head(),
  });
});

it('answers the position known before when everything was a duplicate', async () => {
  const item = { id: 'known', title: 'Known' };
  const { position } = await bench.push([item]);
  await bench.push([{ title: 'Something else' }]);
  expect(await bench.push([item])).toEqual({ accepted: 0, duplicates: 1, rejected: [], position });
});

it('keeps the whole of a long summary, and cuts only what the event carries', async () => {
  const summary = 'A sentence of a long report. '.repeat(100);
  const { body } = await pushed({ title: 'Long', summary });
  expect(body.summary).toHaveLength(2_000);
  expect(body.flags).toEqual(['summary-cut']);
  const [text] = await bench.query<{ content: string }>('select content from item_texts where item_id = $1', [
    body.itemId,
  ]);
  expect(text!.content).toBe(summary.trim());
});

it('keeps the whole of a long summary also when there is a content beside it', async () => {
  const summary = 'A sentence of a long report. '.repeat(100);
  const { body } = await pushed({ title: 'Long and longer', summary, content: 'The article itself.' });
  const [text] = await bench.query<{ content: string }>('select content from item_texts where item_id = $1', [
    body.itemId,
  ]);
  expect(text!.content).toContain(summary.trim());
  expect(text!.content).toContain('The article itself.');
});

it.each([
  { claim: 'an instant', publishedAt: '2025-05-01T08:30:00+02:00', at: '2025-05-01T06:30:00.000Z' },
  { claim: 'an instant without a zone', publishedAt: '2025-05-01T08:30:00', at: '2025-05-01T08:30:00.000Z' },
  { claim: 'a date', publishedAt: '2025-04-30', at: '2025-04-30T12:00:00.000Z', precision: 'day' },
  { claim: 'nothing', at: '2025-05-01T12:00:00.000Z', precision: 'first-seen' },
  {
    claim: 'a time far ahead',
    publishedAt: '2025-05-01T18:00:00Z',
    at: '2025-05-01T12:00:00.000Z',
    precision: 'first-seen',
  },
  {
    claim: 'the end of calendars',
    publishedAt: '9999-12-31T23:59:59-05:00',
    at: '2025-05-01T12:00:00.000Z',
    precision: 'first-seen',
  },
])('dates an item that claims $claim', async ({ claim, publishedAt, at, precision = 'instant' }) => {
  const event = await pushed({ title: `Claims ${claim}`, publishedAt });
  expect(event).toMatchObject({ type: ITEM_OBSERVED, occurredAt: at, body: { precision, arrival: 'push' } });
});

it('never takes the noon of a day that is not over', async () => {
  bench.clock.set(NOW + 86_400_000 - 3 * 3_600_000);
  const event = await pushed({ title: 'Dated today', publishedAt: '2025-05-02' });
  expect(event.occurredAt).toBe('2025-05-02T09:00:00.000Z');
});

it('cleans what no database can hold, says so, and leaves nothing that stops the fold', async () => {
  const { body } = await pushed({
    id: 'odd\u0000',
    title: 'Odd \u0000 characters \ud83d',
    language: 'en\u0000',
    outlet: 'Out\u0007let',
  });
  expect(body).toMatchObject({ title: 'Odd   characters \ufffd', language: 'en', outlet: 'Out let' });
  expect(body.flags).toEqual(['text-cleaned']);
  await bench.fold();
  const [row] = await bench.query<{ items: number }>('select count(*)::int as items from items');
  const observed = await bench.store.read({ types: [ITEM_OBSERVED] });
  expect(row!.items).toBe(observed.length);
});
