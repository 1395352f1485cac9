import { MINUTE, type ItemObservedBody } from '#libs/domain';
import { verifyLog } from '#libs/event-store';
import { listFeeds } from '#libs/projections';
import { createBench, type Bench } from '../../../test/support/pipeline-bench';
import {
  addFeed,
  changeFeed,
  changeSubscription,
  createKey,
  ensureAdminKey,
  eraseItemText,
  excludeItem,
  findKey,
  importFeeds,
  listKeys,
  reinstateItem,
  removeFeed,
  removeSubscription,
  revokeKey,
  rotateSecret,
  subscribe,
} from './index';

const NOW = Date.UTC(2025, 4, 1, 12);
const act = { by: 'tester', reason: 'a test' };
const NOBODY = '00000000-0000-4000-8000-000000000000';
let bench: Bench;

beforeEach(async () => {
  bench = await createBench(NOW);
});
afterEach(() => bench.close());

const types = async () => (await bench.store.read({})).map(({ type }) => type);
const refused = (code: string) => expect.objectContaining({ name: 'OperationError', code }) as Error;
const outcomes = (results: PromiseSettledResult<unknown>[]) =>
  results
    .map((each) => (each.status === 'fulfilled' ? 'done' : (each.reason as { code: string }).code))
    .sort();

describe('feeds', () => {
  const url = 'https://example.org/feed.xml';

  it('are registered once, whoever tries at the same time', async () => {
    const results = await Promise.allSettled([1, 2, 3].map(() => addFeed(bench.deps, { url })));
    expect(outcomes(results)).toEqual(['done', 'feed-exists', 'feed-exists']);
    expect(await types()).toEqual(['feed.registered']);
  });

  it('are imported once by processes that start together, in whatever order', async () => {
    const list = Array.from({ length: 30 }, (_, i) => ({ url: `https://example.org/${i}.xml` }));
    const imported = await Promise.all(
      [list, list.toReversed(), list].map((each) => importFeeds(bench.deps, each, 'bundled')),
    );
    expect(imported.flat()).toHaveLength(30);
    expect(await listFeeds(bench.base.database)).toHaveLength(30);
    expect(await types()).toEqual(Array(30).fill('feed.registered'));
  });

  it('are changed with a fact that says what was and is; no change is no fact', async () => {
    const { feedId } = await addFeed(bench.deps, { url, tier: 2 });
    await changeFeed(bench.deps, feedId, { tier: 2 });
    await changeFeed(bench.deps, feedId, { tier: 1, title: 'The wire' });
    const [, changed, ...others] = await bench.store.read({});
    expect(others).toEqual([]);
    expect(changed).toMatchObject({
      type: 'feed.changed',
      body: { was: { tier: 2, title: 'example.org' }, is: { tier: 1, title: 'The wire' } },
    });
  });

  it('are removed once, and can be registered again', async () => {
    const { feedId } = await addFeed(bench.deps, { url });
    const results = await Promise.allSettled([1, 2].map(() => removeFeed(bench.deps, feedId, 'a test')));
    expect(outcomes(results)).toEqual(['done', 'feed-not-found']);
    bench.clock.advance(MINUTE);
    expect((await addFeed(bench.deps, { url, outlet: 'Renamed' })).outlet).toBe('Renamed');
    expect(await types()).toEqual(['feed.registered', 'feed.removed', 'feed.registered']);
  });

  it.each(['no url', 'ftp://example.org/', 'https://user@example.org/', 'https://:word@example.org/'])(
    'refuses %s',
    async (bad) => {
      await expect(addFeed(bench.deps, { url: bad })).rejects.toEqual(refused('feed-url-refused'));
      expect(await types()).toEqual([]);
    },
  );
});

describe('items', () => {
  it('cannot be acted on when nobody ever saw them', async () => {
    for (const operation of [excludeItem, reinstateItem, eraseItemText])
      await expect(operation(bench.deps, NOBODY, act)).rejects.toEqual(refused('item-not-found'));
  });

  it('lose their text on demand, in all revisions, and the log still verifies', async () => {
    const item = { id: 'long', title: 'Long', content: 'A private matter.' };
    await bench.push([item]);
    await bench.push([{ ...item, content: 'A private matter, revised.' }]);
    const [event] = await bench.store.read({});
    const { itemId } = event!.body as ItemObservedBody;
    await bench.fold();
    expect(await eraseItemText(bench.deps, itemId, act)).toEqual({ revisions: [1, 2] });
    expect(await bench.query('select content, octet_length(salt) as salt from item_texts')).toEqual(
      Array(2).fill({ content: null, salt: 0 }),
    );
    expect(await verifyLog(bench.base.database)).toMatchObject({ ok: true });
    await bench.fold();
    expect(await bench.query('select text_erased from items')).toEqual([{ text_erased: true }]);
    const [, , erased] = (await bench.store.read({ stream: event!.stream })).filter(
      ({ type }) => type !== 'item.assessed',
    );
    expect(erased).toMatchObject({ type: 'item.text-erased', body: { ...act, revisions: [1, 2] } });
  });

  it('take two acts of two people within one millisecond as two facts', async () => {
    await bench.push([{ id: 'one', title: 'One' }]);
    const [event] = await bench.store.read({});
    const { itemId } = event!.body as ItemObservedBody;
    await Promise.all(
      ['first', 'second'].map((reason) => excludeItem(bench.deps, itemId, { by: 'x', reason })),
    );
    expect((await types()).filter((type) => type === 'item.excluded')).toHaveLength(2);
  });
});

describe('subscriptions', () => {
  it.each(['https://10.0.0.1/', 'http://[::1]/', 'https://user:word@example.org/', 'gopher://example.org/'])(
    'refuses the address %s and records nothing',
    async (url) => {
      await expect(subscribe({ ...bench.deps, egressAllow: [] }, { url })).rejects.toEqual(
        refused('endpoint-url-refused'),
      );
      expect(await types()).toEqual([]);
    },
  );

  it('leave host and id in the log, never an address or a secret', async () => {
    const { subscription, secret } = await bench.subscribe({
      url: 'https://hooks.example.org/services/hidden',
    });
    const { endpointId } = subscription;
    await changeSubscription(bench.deps, endpointId, { filter: { to: ['withdrawn'] } });
    await changeSubscription(bench.deps, endpointId, { url: 'https://other.example.org/hidden' });
    const { secret: fresh } = await rotateSecret(bench.deps, endpointId);
    await removeSubscription(bench.deps, endpointId);
    const events = await bench.store.read({ stream: `subscription-${endpointId}` });
    expect(events.map(({ type, body }) => [type, (body as { host: string }).host])).toEqual([
      ['subscription.added', 'hooks.example.org'],
      ['subscription.changed', 'hooks.example.org'],
      ['subscription.changed', 'other.example.org'],
      ['subscription.removed', 'other.example.org'],
    ]);
    const rows = JSON.stringify([events, await bench.query('select * from subscriptions')]);
    for (const hidden of ['hidden', secret.slice(6), fresh.slice(6)]) expect(rows).not.toContain(hidden);
    for (const operation of [removeSubscription, rotateSecret])
      await expect(operation(bench.deps, endpointId)).rejects.toEqual(refused('subscription-not-found'));
    await expect(changeSubscription(bench.deps, endpointId, {})).rejects.toEqual(
      refused('subscription-not-found'),
    );
  });

  it('keep what two people change at once', async () => {
    const { endpointId } = (await bench.subscribe({ url: 'https://hooks.example.org/x' })).subscription;
    await Promise.all([
      changeSubscription(bench.deps, endpointId, { filter: { to: ['withdrawn'] } }),
      changeSubscription(bench.deps, endpointId, { events: ['posture.corrected'] }),
      changeSubscription(bench.deps, endpointId, { catchUp: 'latest' }),
    ]);
    expect(await bench.query('select filter, events, catch_up from subscriptions')).toEqual([
      { filter: { to: ['withdrawn'] }, events: ['posture.corrected'], catch_up: 'latest' },
    ]);
  });
});

describe('keys', () => {
  it('are stored hashed, found by what they are, and not after they were revoked', async () => {
    const { key, keyId } = await createKey(bench.deps, { name: 'desk', scopes: ['read'] });
    expect(JSON.stringify(await bench.query('select * from api_keys'))).not.toContain(key);
    expect(await findKey(bench.deps, key)).toMatchObject({ name: 'desk', scopes: ['read'] });
    await expect(createKey(bench.deps, { name: 'desk', scopes: [] })).rejects.toEqual(refused('key-exists'));
    await revokeKey(bench.deps, keyId);
    expect(await findKey(bench.deps, key)).toBeNull();
    await expect(revokeKey(bench.deps, keyId)).rejects.toEqual(refused('key-not-found'));
    await createKey(bench.deps, { name: 'desk', scopes: ['read'] });
  });

  it('begin with one admin key, made once', async () => {
    const key = await ensureAdminKey(bench.deps);
    expect(await findKey(bench.deps, key!)).toMatchObject({ scopes: ['read', 'write', 'admin'] });
    expect(await ensureAdminKey(bench.deps)).toBeNull();
    expect(await listKeys(bench.deps)).toHaveLength(1);
  });

  it('follow the setting: another own key takes the place of the one before, and may come back', async () => {
    for (const own of ['first-own-key', 'second-own-key', 'second-own-key', 'first-own-key']) {
      expect(await ensureAdminKey(bench.deps, own)).toBeNull();
      const other = own === 'first-own-key' ? 'second-own-key' : 'first-own-key';
      expect(await findKey(bench.deps, own)).toMatchObject({ name: 'MW_API_KEY' });
      expect(await findKey(bench.deps, other)).toBeNull();
    }
  });
});
