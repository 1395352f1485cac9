import { HOUR, MINUTE, type AlertEvent } from '#libs/domain';
import { excludeItem, reinstateItem } from '#libs/operations';
import { deliverDue } from '../../../test/support/deliver';
import { raiseEvents } from './raise-alerts';
import { createBench, type Bench } from '../../../test/support/pipeline-bench';
import { startReceiver, type Receiver } from '../../../test/support/receiver';
import { toldByBoth } from '../../../test/support/stories';

const NOW = Date.UTC(2025, 4, 1, 12);
const act = { by: 'tester', reason: 'a test' };
let bench: Bench;
let receiver: Receiver;
let endpointId: string;
/** The item without which the threat does not stand. */
let itemId: string;

/** A verified endpoint that was told of a threat. */
beforeEach(async () => {
  bench = await createBench(NOW);
  receiver = await startReceiver();
  ({ endpointId } = (await bench.subscribe({ url: receiver.url })).subscription);
  await bench.fold();
  const { position } = await bench.push(toldByBoth('threatened', NOW - HOUR));
  const [event] = await bench.store.read({ after: position - 1, upTo: position });
  ({ itemId } = event!.body as { itemId: string });
  await bench.fold();
  await deliver();
});
afterEach(async () => {
  await receiver.close();
  await bench.close();
});

const deliver = () => deliverDue(bench.deps, endpointId);
const pass = (ms: number): void => {
  bench.clock.advance(ms);
  bench.real.advance(ms);
};
/** Takes the threat back, or gives it again: each is a correction. */
async function correct(how: 'exclude' | 'reinstate'): Promise<void> {
  await (how === 'exclude' ? excludeItem : reinstateItem)(bench.deps, itemId, act);
  await bench.fold();
  await deliver();
}
const rows = () =>
  bench.query<{ sequence: number; type: string; state: string; event_id: string }>(
    'select sequence, type, state, event_id from deliveries order by place',
  );
const states = async () => (await rows()).map(({ type, state }) => `${type.slice(8)} ${state}`);
interface Data {
  from: string;
  to: string;
  supersedes: string[];
}
const told = () => receiver.alerts().map(({ event }) => event.data as unknown as Data);
const chain = () =>
  receiver.alerts().map(({ event }) => {
    const { sequence, previoussequence } = event as unknown as { sequence: number; previoussequence: number };
    return [previoussequence, sequence];
  });

it('sends a first correction at once', async () => {
  await correct('exclude');
  expect(await states()).toEqual(['changed delivered', 'corrected delivered']);
});

it('sends the next one when fifteen minutes are over, and of several only the latest, naming all', async () => {
  await correct('exclude');
  for (const how of ['reinstate', 'exclude', 'reinstate'] as const) {
    pass(2 * MINUTE);
    await correct(how);
  }
  expect(await states()).toEqual([
    'changed delivered',
    'corrected delivered',
    'corrected superseded',
    'corrected superseded',
    'corrected waiting',
  ]);
  pass(9 * MINUTE - 1_000);
  expect(await deliver()).toBe(1_000);
  expect(receiver.alerts()).toHaveLength(2);
  pass(1_000);
  await deliver();
  const decisions = (await bench.decisions()).filter(({ type }) => type === 'posture.corrected');
  const latest = told().at(-1)!;
  expect(latest).toMatchObject({ from: 'active', to: 'threatened' });
  expect(receiver.alerts().at(-1)!.id).toBe(decisions.at(-1)!.id);
  const superseded = decisions.slice(1).flatMap(({ body }) => body.supersedes!);
  expect([...latest.supersedes].sort()).toEqual([...new Set(superseded)].sort());
  // Nothing is missing: each message names the one that was sent before it.
  expect(chain()).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
});

it('counts the fifteen minutes from when the last one was sent', async () => {
  await correct('exclude');
  pass(MINUTE);
  await correct('reinstate');
  pass(14 * MINUTE);
  await deliver();
  expect(receiver.alerts()).toHaveLength(3);
  pass(MINUTE);
  await correct('exclude');
  expect(await deliver()).toBe(14 * MINUTE);
});

it('lets a held correction go at once when other news follows it, in order', async () => {
  await correct('exclude');
  pass(MINUTE);
  await correct('reinstate');
  expect(receiver.alerts()).toHaveLength(2);
  await bench.push(toldByBoth('clarified', bench.clock.now() - 10 * MINUTE));
  await bench.fold();
  await deliver();
  expect(told().map(({ from, to }) => `${from}>${to}`)).toEqual([
    'active>threatened',
    'threatened>active',
    'active>threatened',
    'threatened>clarified',
  ]);
  expect(chain()).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
});

it('never supersedes what was tried, or what something else stands behind', async () => {
  receiver.answer = () => 503;
  await correct('exclude');
  await correct('reinstate');
  await bench.push(toldByBoth('clarified', bench.clock.now() - 10 * MINUTE));
  await bench.fold();
  pass(MINUTE);
  await correct('exclude');
  expect((await states()).slice(1, 4)).toEqual(['corrected waiting', 'corrected waiting', 'changed waiting']);
  receiver.answer = () => 204;
  for (let wait = await deliver(); wait !== null; wait = await deliver()) pass(wait);
  expect((await rows()).every(({ state }) => state === 'delivered')).toBe(true);
  const sent = [...new Map(chain().map(([previous, sequence]) => [sequence, previous])).entries()];
  expect(sent).toEqual(sent.map((_, i) => [i + 1, i]));
});

it('sends the first of two after an outage, and the second a quarter of an hour later', async () => {
  receiver.answer = () => 503;
  await correct('exclude');
  await correct('reinstate');
  pass(3 * HOUR);
  receiver.answer = () => 204;
  expect(await deliver()).toBe(15 * MINUTE);
  expect(told().at(-1)).toMatchObject({ to: 'active' });
  pass(15 * MINUTE);
  await deliver();
  expect(told().at(-1)).toMatchObject({ to: 'threatened' });
  expect((await rows()).every(({ state }) => state === 'delivered')).toBe(true);
});

it('measures the pause on the product clock, and waits in real time', async () => {
  const quick = { ...bench.deps, clock: { ...bench.clock, realMs: (ms: number) => ms / 60 } };
  await correct('exclude');
  await reinstateItem(bench.deps, itemId, act);
  await bench.fold();
  expect(await deliverDue(quick, endpointId)).toBe(15_000);
});

it('asks the database as often for many endpoints as for one', async () => {
  const event = (n: number, type: AlertEvent['type']): AlertEvent => ({
    eventId: `00000000-0000-5000-8000-00000000000${n}`,
    type,
    occurredAt: new Date(NOW).toISOString(),
    recordedAt: new Date(NOW).toISOString(),
    position: n,
    body: { from: 'active', to: 'threatened' },
  });
  /** @returns how many statements it took */
  const tell = (...events: AlertEvent[]): Promise<number> =>
    bench.base.database.transaction(async (tx) => {
      let count = 0;
      const counting: typeof tx = {
        kind: 'transaction',
        query: (text, values, name) => ((count += 1), tx.query(text, values, name)),
      };
      const tellings = events.map((each) => ({ event: each, evidence: [], counterEvidence: null }));
      await raiseEvents(counting, bench.deps, tellings);
      return count;
    });
  const forOne = await tell(
    event(1, 'posture.changed'),
    event(2, 'posture.corrected'),
    event(3, 'posture.corrected'),
  );
  for (let i = 0; i < 30; i += 1) await bench.subscribe({ url: receiver.url });
  const forMany = await tell(
    event(4, 'posture.changed'),
    event(5, 'posture.corrected'),
    event(6, 'posture.corrected'),
  );
  expect(forMany).toBe(forOne);
  const waiting = (await rows()).filter(({ event_id }) => /-00000000000[456]$/.test(event_id));
  expect(waiting).toHaveLength(3 * 31);
  const superseded = waiting.filter(({ state }) => state === 'superseded');
  expect(superseded.map(({ event_id }) => event_id)).toEqual(
    Array(31).fill(event(5, 'posture.changed').eventId),
  );
});
