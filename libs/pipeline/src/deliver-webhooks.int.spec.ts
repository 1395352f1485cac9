import { randomBytes, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { HOST_SLOTS, HOUR, SECOND, toInstant } from '#libs/domain';
import { createHttpClient } from '#libs/http-client';
import { changeSubscription, removeSubscription, rotateSecret } from '#libs/operations';
import {
  enqueueDeliveries,
  listAttempts,
  listDeliveries,
  readDelivery,
  readSubscription,
} from '#libs/projections';
import { deliverDue } from '../../../test/support/deliver';
import { createSecretBox } from '#libs/webhooks';
import { createBench, type Bench } from '../../../test/support/pipeline-bench';
import { startReceiver, type Received, type Receiver } from '../../../test/support/receiver';
import { DeliverySender } from './deliver-webhooks';
import { redeliver } from './redeliver';
import { reportOverdue } from './report-overdue';
import { testEndpoint } from './verify-endpoint';

const NOW = Date.UTC(2025, 4, 1, 12);
const PATH = '/services/hidden-path?token=hidden-token';
let bench: Bench;
let receiver: Receiver;
let endpointId: string;
let secret: string;

beforeEach(async () => {
  bench = await createBench(NOW);
  receiver = await startReceiver();
  const url = receiver.url.replace('/hook', PATH);
  const added = await bench.subscribe({ url });
  ({ endpointId } = added.subscription);
  ({ secret } = added);
});
afterEach(async () => {
  await receiver.close();
  await bench.close();
});

/** Puts so many messages into the endpoint's queue. */
async function queue(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1)
    await bench.base.database.transaction((tx) => {
      const eventId = randomUUID();
      return enqueueDeliveries(tx, {
        eventId,
        type: 'posture.changed',
        createdAt: toInstant(bench.clock.now()),
        dueAt: toInstant(bench.real.now()),
        bodies: [JSON.stringify({ id: eventId, type: 'mediation-watch.posture.changed', data: {} })],
        deliveries: [{ deliveryId: randomUUID(), endpointId, body: 0 }],
      });
    });
}

const deliver = () => deliverDue(bench.deps, endpointId);
const health = async () => (await readSubscription(bench.base.database, endpointId))!.health;
const deliveries = async () =>
  (await listDeliveries(bench.base.database, { endpointId, limit: 100 })).sort((a, b) => a.place - b.place);
const states = async () => (await deliveries()).map(({ state }) => state);
const sequences = () => receiver.alerts().map(({ event }) => event.sequence);

/** Delivers again and again, each time as late as it was told to, while there is something to wait for. */
async function deliverUntil(done: () => boolean): Promise<void> {
  while (!done()) {
    const wait = await deliver();
    if (wait === null) return;
    bench.real.advance(wait);
  }
}

/** Verified by a 2xx to the test, with messages in its queue. */
async function verified(count: number): Promise<void> {
  await deliver();
  expect((await health()).state).toBe('active');
  await queue(count);
}

/** Whether a message is signed with a secret for the moment it names, by the reference implementation. */
function isSignedWith(by: string, { id, body, headers }: Received): boolean {
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  return headers['webhook-signature']!.split(' ').includes(new Webhook(by).sign(id, at, body));
}

describe('an endpoint that never answered', () => {
  it('gets nothing but tests, ever more rarely, and its queue once it answers', async () => {
    receiver.answer = () => 500;
    await queue(2);
    const first = await deliver();
    expect(await deliver()).toBe(first);
    expect(receiver.received).toHaveLength(1);
    bench.real.advance(first!);
    expect(await deliver()).toBeGreaterThan(first!);
    expect(receiver.received.map(({ event }) => event.type)).toEqual(
      Array(2).fill('mediation-watch.endpoint.test'),
    );
    const [row] = await deliveries();
    const endpoint = (await readSubscription(bench.base.database, endpointId))!;
    expect(await redeliver(bench.deps, endpoint, row!)).toMatchObject({ outcome: 'failure' });
    expect(receiver.alerts()).toEqual([]);
    receiver.answer = () => 204;
    await deliverUntil(() => receiver.alerts().length === 2);
    expect(sequences()).toEqual([1, 2]);
    expect(receiver.received.every((message) => isSignedWith(secret, message))).toBe(true);
  });

  it('is not taken for proven by disabling and enabling it', async () => {
    await queue(1);
    await changeSubscription(bench.deps, endpointId, { state: 'disabled' });
    await deliver();
    expect(receiver.received).toEqual([]);
    await changeSubscription(bench.deps, endpointId, { state: 'active' });
    receiver.answer = () => 500;
    await deliver();
    expect(receiver.alerts()).toEqual([]);
    expect((await health()).state).toBe('unverified');
  });

  it('is one that got another address, also while it is disabled', async () => {
    await verified(1);
    await changeSubscription(bench.deps, endpointId, { url: `${receiver.url}/other`, state: 'disabled' });
    await changeSubscription(bench.deps, endpointId, { state: 'active' });
    expect((await health()).state).toBe('unverified');
  });
});

describe('the order of a queue', () => {
  it('is kept over failures; every attempt has the same bytes and id, and a signature of its own', async () => {
    await verified(3);
    let failures = 2;
    receiver.answer = () => (failures-- > 0 ? 503 : 204);
    await deliverUntil(() => receiver.alerts().length === 5);
    expect(sequences()).toEqual([1, 1, 1, 2, 3]);
    const [one, two, three] = receiver.alerts();
    expect(new Set([one, two, three].map((each) => each!.body)).size).toBe(1);
    expect(new Set([one, two, three].map((each) => each!.id)).size).toBe(1);
    expect(new Set([one, two, three].map((each) => each!.headers['webhook-timestamp'])).size).toBe(3);
    expect(new Set([one, two, three].map((each) => each!.headers['webhook-signature'])).size).toBe(3);
    for (const message of receiver.alerts()) expect(isSignedWith(secret, message)).toBe(true);
    expect(await states()).toEqual(['delivered', 'delivered', 'delivered']);
    const [first] = await deliveries();
    const attempts = await listAttempts(bench.base.database, first!.deliveryId);
    expect(attempts.map(({ status, kind }) => [status, kind])).toEqual([
      [503, 'head'],
      [503, 'head'],
      [204, 'head'],
    ]);
  });

  it('is blocked by nothing for ever: five refusals over an hour are the end of a message', async () => {
    await verified(2);
    receiver.answer = ({ event }) => (event.sequence === 1 ? 422 : 204);
    const started = bench.real.now();
    await deliverUntil(() => sequences().includes(2));
    const [dead, next] = await deliveries();
    expect([dead!.state, next!.state]).toEqual(['dead', 'delivered']);
    expect(dead!.refusals).toBeGreaterThanOrEqual(5);
    expect(Date.parse(dead!.settledAt!) - started).toBeGreaterThanOrEqual(HOUR);
  });

  it('waits, kept whole, while the endpoint is gone (410), and goes on when it is enabled', async () => {
    await verified(3);
    receiver.answer = () => 410;
    expect(await deliver()).toBeNull();
    expect(await health()).toMatchObject({ state: 'disabled', reason: 'gone' });
    await deliver();
    expect(sequences()).toEqual([1]);
    expect(await states()).toEqual(['waiting', 'waiting', 'waiting']);
    receiver.answer = () => 204;
    await changeSubscription(bench.deps, endpointId, { state: 'active' });
    await deliverUntil(() => receiver.alerts().length === 4);
    expect(sequences()).toEqual([1, 1, 2, 3]);
  });

  it('is tried at its head only while the endpoint is paused', async () => {
    await verified(2);
    receiver.answer = () => 503;
    for (let i = 0; i < 8; i += 1) bench.real.advance((await deliver())!);
    expect(await health()).toMatchObject({ state: 'paused' });
    const endpoint = (await readSubscription(bench.base.database, endpointId))!;
    const [head] = await deliveries();
    expect(await redeliver(bench.deps, endpoint, head!)).toMatchObject({
      error: { code: 'endpoint-paused' },
    });
    expect(new Set(sequences())).toEqual(new Set([1]));
    expect(sequences()).toHaveLength(8);
    // A head that is due before the breaker half-opens is waited for, not asked for without end.
    await bench.query(`update deliveries set due_at = '2000-01-01' where state = 'waiting'`);
    bench.real.advance(-HOUR);
    expect(await deliver()).toBeGreaterThan(0);
    expect(sequences()).toHaveLength(8);
    bench.real.advance(24 * HOUR);
    receiver.answer = () => 204;
    await deliver();
    expect(await states()).toEqual(['delivered', 'delivered']);
    expect(await health()).toEqual({ state: 'active', failing: null });
  });
});

describe('what queued up while an endpoint was away', () => {
  it('is superseded but for the latest, when the endpoint chose so and its breaker closes', async () => {
    await verified(4);
    await changeSubscription(bench.deps, endpointId, { catchUp: 'latest' });
    receiver.answer = () => 503;
    for (let i = 0; i < 8; i += 1) bench.real.advance((await deliver())!);
    expect(await health()).toMatchObject({ state: 'paused' });
    receiver.answer = () => 204;
    await deliverUntil(() => receiver.alerts().length === 10);
    expect(await states()).toEqual(['delivered', 'superseded', 'superseded', 'delivered']);
    // What was superseded got no number: the receiver sees no gap.
    expect(new Set(sequences())).toEqual(new Set([1, 2]));
    const last = receiver.alerts().at(-1)!.event as unknown as { previoussequence: number };
    expect(last.previoussequence).toBe(1);
  });

  it('is superseded but for the latest, when the endpoint chose so and a person enables it', async () => {
    await verified(3);
    receiver.answer = () => 410;
    await deliver();
    receiver.answer = () => 204;
    await changeSubscription(bench.deps, endpointId, { state: 'active', catchUp: 'latest' });
    await deliver();
    expect(await states()).toEqual(['superseded', 'superseded', 'delivered']);
  });
});

describe('one sender at a time', () => {
  it('sends each message once, however many try', async () => {
    await verified(5);
    await Promise.all([deliver(), deliver(), deliver()]);
    await deliver();
    expect(sequences()).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes over when the lease of a dead sender has run out, not before', async () => {
    await verified(1);
    const lease = (interval: string) =>
      bench.query(
        `update subscriptions set lease_owner = $1, lease_until = clock_timestamp() + $2::interval`,
        [randomUUID(), interval],
      );
    await lease('20 seconds');
    await deliver();
    expect(sequences()).toEqual([]);
    await lease('-1 millisecond');
    await deliver();
    expect(sequences()).toEqual([1]);
  });

  it('does not believe a lease that ends later than any can: the clock was set back', async () => {
    await verified(1);
    await bench.query(
      `update subscriptions set lease_owner = $1, lease_until = clock_timestamp() + interval '3 days'`,
      [randomUUID()],
    );
    await deliver();
    expect(sequences()).toEqual([1]);
  });

  it('lets a sender that was slower than its lease change nothing any more', async () => {
    await verified(2);
    let reply: (status: number) => void = () => undefined;
    const slowly = new Promise<number>((answer) => (reply = answer));
    let first = true;
    receiver.answer = () => (first ? ((first = false), slowly) : 204);
    const slow = deliver();
    await receiver.waitFor(1);
    await bench.query(`update subscriptions set lease_until = clock_timestamp() - interval '1 second'`);
    await deliver();
    expect(await states()).toEqual(['delivered', 'delivered']);
    reply(503);
    expect(await slow).toBeNull();
    expect(await states()).toEqual(['delivered', 'delivered']);
    expect(await health()).toEqual({ state: 'active', failing: null });
    const [head] = await deliveries();
    expect(await listAttempts(bench.base.database, head!.deliveryId)).toHaveLength(2);
  });
});

describe('what a person does while a message is on its way', () => {
  /** Does it when the message has arrived and before it is answered with 204. */
  const whileSending = async (what: () => Promise<unknown>): Promise<void> => {
    receiver.answer = async () => {
      receiver.answer = () => 500;
      await what();
      return 204;
    };
    await deliver();
  };

  it('disabling stands', async () => {
    await verified(2);
    await whileSending(() => changeSubscription(bench.deps, endpointId, { state: 'disabled' }));
    expect(await health()).toMatchObject({ state: 'disabled', reason: 'by-hand' });
    expect(await states()).toEqual(['delivered', 'waiting']);
  });

  it('another address has to prove itself all the same', async () => {
    await verified(2);
    await whileSending(() => changeSubscription(bench.deps, endpointId, { url: `${receiver.url}/other` }));
    expect((await health()).state).toBe('unverified');
    await changeSubscription(bench.deps, endpointId, { url: receiver.url });
    const endpoint = (await readSubscription(bench.base.database, endpointId))!;
    receiver.answer = async () => {
      await changeSubscription(bench.deps, endpointId, { url: `${receiver.url}/third` });
      return 204;
    };
    await testEndpoint(bench.deps, endpoint);
    expect((await health()).state).toBe('unverified');
  });

  it('removing skips the queue, the message on its way too', async () => {
    await verified(3);
    await whileSending(() => removeSubscription(bench.deps, endpointId));
    expect(await states()).toEqual(['skipped', 'skipped', 'skipped']);
    expect(await deliver()).toBeNull();
    expect(sequences()).toEqual([1]);
  });

  it('changing the filter keeps how the endpoint fares', async () => {
    await verified(1);
    receiver.answer = () => 503;
    await deliver();
    const before = await health();
    await changeSubscription(bench.deps, endpointId, { filter: { to: ['withdrawn'] } });
    expect(await health()).toEqual(before);
  });
});

it('blames nobody for the stop of this program, and does not try on and on', async () => {
  await verified(1);
  const http = createHttpClient({ allow: ['127.0.0.0/8'], userAgent: 'test' });
  await http.close();
  expect(await deliverDue({ ...bench.deps, http }, endpointId)).toBe(0);
  expect(await health()).toEqual({ state: 'active', failing: null });
  expect((await deliveries())[0]).toMatchObject({ state: 'waiting', attempts: 0 });
  await deliver();
  expect(sequences()).toEqual([1]);
});

it('redelivers the original bytes, marked as a replay, outside the order', async () => {
  await verified(2);
  await deliver();
  const before = await deliveries();
  const endpoint = (await readSubscription(bench.base.database, endpointId))!;
  receiver.answer = () => 410;
  expect(await redeliver(bench.deps, endpoint, before[0]!)).toMatchObject({
    outcome: 'failure',
    status: 410,
  });
  const [first, , again] = receiver.alerts();
  expect([again!.id, again!.body]).toEqual([first!.id, first!.body]);
  expect(again!.headers['mediation-watch-replay']).toBe('true');
  expect(first!.headers['mediation-watch-replay']).toBeUndefined();
  expect(await deliveries()).toEqual(before);
  expect((await health()).state).toBe('active');
  const attempts = await listAttempts(bench.base.database, before[0]!.deliveryId);
  expect(attempts.map(({ kind }) => kind)).toEqual(['head', 'redelivery']);
});

it('signs with both secrets while a rotation lasts, and with the new one only afterwards', async () => {
  await verified(1);
  const { secret: fresh } = await rotateSecret(bench.deps, endpointId, 2);
  await deliver();
  bench.clock.advance(2 * HOUR);
  await queue(1);
  await deliver();
  const [during, after] = receiver.alerts();
  expect([secret, fresh].map((by) => isSignedWith(by, during!))).toEqual([true, true]);
  expect([secret, fresh].map((by) => isSignedWith(by, after!))).toEqual([false, true]);
});

it('keeps every attempt with at most 4 KiB of the answer', async () => {
  await verified(1);
  receiver.says = 'ä'.repeat(10_000);
  receiver.answer = () => 500;
  await deliver();
  const { deliveryId } = (await deliveries())[0]!;
  const [attempt] = await listAttempts(bench.base.database, deliveryId);
  expect(attempt).toMatchObject({ kind: 'head', status: 500, at: toInstant(NOW) });
  expect(Buffer.byteLength(attempt!.answer)).toBeLessThanOrEqual(4_096);
  expect(attempt!.answer).toMatch(/^ä{2000,}$/);
  expect((await readDelivery(bench.base.database, deliveryId))!.attempts).toBe(1);
});

it('never writes secrets or addresses to the log lines or into events', async () => {
  await verified(2);
  receiver.says = `you called ${PATH} with ${secret}`;
  receiver.answer = () => 503;
  await deliver();
  const { secret: fresh } = await rotateSecret(bench.deps, endpointId);
  await changeSubscription(bench.deps, endpointId, { url: `${receiver.url}/another-hidden-path` });
  await receiver.close();
  bench.real.advance(HOUR);
  await deliver();
  await removeSubscription(bench.deps, endpointId);
  const events = JSON.stringify(await bench.store.read({}));
  const attempts = JSON.stringify(await bench.query('select * from delivery_attempts'));
  expect(bench.log()).toContain('a delivery attempt failed');
  for (const hidden of ['hidden-path', 'hidden-token', secret, secret.slice(6), fresh.slice(6)])
    for (const text of [bench.log(), events, attempts]) expect(text).not.toContain(hidden);
});

describe('a clock that was set back by three days', () => {
  it.each([
    ['a message that was never tried', 0],
    ['one that is retried', 1],
    ['one that a paused endpoint waits for', 12],
  ])('keeps %s waiting no longer', async (_, failures) => {
    await verified(1);
    receiver.answer = () => 503;
    for (let i = 0; i < failures; i += 1) bench.real.advance((await deliver())!);
    receiver.answer = () => 204;
    bench.real.advance(-3 * 24 * HOUR);
    await deliver();
    expect(await states()).toEqual(['delivered']);
  });

  it('keeps an endpoint that never answered waiting no longer', async () => {
    receiver.answer = () => 500;
    await deliver();
    receiver.answer = () => 204;
    bench.real.advance(-3 * 24 * HOUR);
    await deliver();
    expect((await health()).state).toBe('active');
  });
});

describe('endpoints that never answer', () => {
  let release: () => void;
  let underWay: number;
  let most: number;
  let hanging: Receiver;

  /** So many endpoints that answered their test at one receiver and hang from now on, with a message each. */
  async function hang(count: number, lane: 'proven' | 'slow'): Promise<void> {
    const released = new Promise<void>((resolve) => (release = resolve));
    [underWay, most] = [0, 0];
    hanging = await startReceiver();
    for (let i = 0; i < count; i += 1) await bench.subscribe({ url: hanging.url });
    await deliver();
    hanging.answer = async () => {
      most = Math.max(most, ++underWay);
      await released;
      underWay -= 1;
      return 204;
    };
    await bench.query('update subscriptions set lane = $1 where endpoint_id <> $2', [lane, endpointId]);
    const ids = await bench.query<{ id: string }>('select endpoint_id as id from subscriptions');
    const eventId = randomUUID();
    await bench.base.database.transaction((tx) =>
      enqueueDeliveries(tx, {
        eventId,
        type: 'posture.changed',
        createdAt: toInstant(NOW),
        dueAt: toInstant(bench.real.now()),
        bodies: [JSON.stringify({ id: eventId, type: 'mediation-watch.posture.changed', data: {} })],
        deliveries: ids.map(({ id }) => ({ deliveryId: randomUUID(), endpointId: id, body: 0 })),
      }),
    );
  }
  afterEach(async () => {
    release();
    await hanging.close();
  });

  it.each(['proven', 'slow'] as const)('hold up no healthy one (%s so far)', async (lane) => {
    await hang(150, lane);
    const sender = new DeliverySender(bench.deps);
    sender.wake();
    await receiver.waitFor(1);
    expect(sequences()).toEqual([1]);
    await queue(3);
    sender.wake();
    await receiver.waitFor(4);
    expect(sequences()).toEqual([1, 2, 3, 4]);
    expect(underWay).toBeGreaterThan(0);
    release();
    await sender.idle();
    expect(new Set(hanging.alerts().map(({ event }) => event.sequence))).toEqual(new Set([1]));
    expect(hanging.alerts()).toHaveLength(150);
    await sender.stop();
  });

  it('share the few requests that all processes have under way to one host', async () => {
    await hang(60, 'slow');
    const senders = [new DeliverySender(bench.deps), new DeliverySender(bench.deps)];
    senders[0]!.wake();
    await receiver.waitFor(1);
    await hanging.waitFor(HOST_SLOTS.slow);
    senders[1]!.wake();
    await senders[1]!.idle();
    expect(most).toBe(HOST_SLOTS.slow);
    release();
    for (const sender of senders) await sender.idle();
    for (const sender of senders) sender.wake();
    for (const sender of senders) await sender.idle();
    expect(hanging.alerts()).toHaveLength(60);
    for (const sender of senders) await sender.stop();
  });
});

it('waits for the answers under way when it stops, and notes them, so that nobody sends again', async () => {
  await verified(2);
  // A receiver that takes its time, though less than an attempt may take.
  receiver.answer = () => new Promise((later) => setTimeout(() => later(204), 3 * SECOND));
  const sender = new DeliverySender(bench.deps);
  sender.wake();
  await receiver.waitFor(1);
  await sender.stop();
  expect(await states()).toEqual(['delivered', 'waiting']);
  receiver.answer = () => 204;
  await deliverUntil(() => receiver.alerts().length === 2);
  expect(sequences()).toEqual([1, 2]);
});

it('sends to the others when the secret of one endpoint cannot be opened, and names that one', async () => {
  const other = await bench.subscribe({ url: receiver.url });
  await verified(1);
  const sealed = createSecretBox(randomBytes(32)).seal(secret);
  const { endpointId: unreadable } = other.subscription;
  await bench.query('update subscriptions set secret_sealed = $1 where endpoint_id = $2', [
    sealed,
    unreadable,
  ]);
  await bench.query(
    `insert into deliveries (delivery_id, endpoint_id, event_id, type, body, due_at, created_at)
     select gen_random_uuid(), $1, event_id, type, body, due_at, created_at from deliveries`,
    [unreadable],
  );
  await deliver();
  expect(await states()).toEqual(['delivered']);
  expect(bench.log()).toContain(`"endpoint":"${unreadable}"`);
  expect(bench.log()).toContain('cannot be opened with this MW_SECRET_KEY');
  const [attempt] = await bench.query<{ error: string }>(
    'select error from delivery_attempts where endpoint_id = $1 and error is not null',
    [unreadable],
  );
  expect(attempt!.error).toMatch(/^secret-unreadable/);
});

it('reports an endpoint that is overdue once, and serves it', async () => {
  await verified(1);
  bench.real.advance(15 * SECOND + 1);
  const known = new Set<string>();
  const lines = () => bench.log().split('an endpoint is overdue').length - 1;
  await reportOverdue(bench.deps, known);
  await reportOverdue(bench.deps, known);
  expect(lines()).toBe(1);
  expect(bench.log()).toMatch(
    new RegExp(`"endpoint":"${endpointId}".*"dueSince":"20.*an endpoint is overdue`),
  );
  await deliver();
  expect(await states()).toEqual(['delivered']);
  await reportOverdue(bench.deps, known);
  expect([lines(), known.size]).toEqual([1, 0]);
});
