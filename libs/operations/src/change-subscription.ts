import { disable, enable, toInstant, type EndpointHealth } from '#libs/domain';
import { newSecret, openOrNull } from '#libs/webhooks';
import { lockSubscription, supersedeStale, type SubscriptionRow } from '#libs/projections';
import {
  checkSupported,
  checkUrl,
  fact,
  findSubscription,
  type NewSubscription,
  type SubscriptionDeps,
} from './subscribe';
import { OperationError } from './errors';
import { wakeDeliveries } from './queues';

export interface SubscriptionChange extends Partial<NewSubscription> {
  /** `active` enables a paused or disabled endpoint, `disabled` keeps its queue and sends nothing. */
  state?: 'active' | 'disabled';
}

/** Changes an endpoint. A new URL has to prove itself again by answering a test. */
export async function changeSubscription(
  deps: SubscriptionDeps,
  endpointId: string,
  change: SubscriptionChange,
): Promise<SubscriptionRow> {
  const { database, store, clock, secretBox } = deps;
  await findSubscription(deps, endpointId);
  checkSupported(change);
  const url = change.url === undefined ? undefined : checkUrl(deps, change.url);
  const now = clock.now();
  await database.transaction(async (tx) => {
    // Locked, as a sender may be noting how the endpoint fares.
    const row = await lockSubscription(tx, endpointId);
    if (!row) throw new OperationError('subscription-not-found');
    const host = url === undefined ? row.host : new URL(url).host;
    await tx.query(
      `update subscriptions set host = $2, url_sealed = $3, format = $4, events = $5, filter = $6, catch_up = $7, health = $8,
         verify_attempts = 0, verify_due = $9, last_success_at = $10 where endpoint_id = $1`,
      [
        endpointId,
        host,
        url === undefined ? row.urlSealed : secretBox.seal(url),
        change.format ?? row.format,
        change.events ?? row.events,
        JSON.stringify(change.filter ?? row.filter),
        change.catchUp ?? row.catchUp,
        JSON.stringify(healthAfter(row, change)),
        new Date().toISOString(),
        // Another address has not answered yet.
        url === undefined ? row.lastSuccessAt : null,
      ],
    );
    // An enabled endpoint gets its head at once; its back-off belongs to the time before.
    if (change.state === 'active') {
      await supersedeStale(
        tx,
        { endpointId, catchUp: change.catchUp ?? row.catchUp },
        new Date().toISOString(),
      );
      await tx.query(`update deliveries set due_at = $2 where endpoint_id = $1 and state = 'waiting'`, [
        endpointId,
        new Date().toISOString(),
      ]);
    }
    const what = Object.keys(change).sort();
    await store.appendIn(tx, [fact('subscription.changed', { endpointId, host, changed: what }, now)], {
      recordedAt: now,
    });
  });
  await wakeDeliveries(deps.jobs, [endpointId]);
  return findSubscription(deps, endpointId);
}

/** Nothing but a test goes to an address that never answered one, also after it was disabled and enabled. */
function healthAfter(
  { health, lastSuccessAt }: SubscriptionRow,
  { url, state }: SubscriptionChange,
): EndpointHealth {
  if (state === 'disabled') return disable(health);
  const isProven = url === undefined && lastSuccessAt !== null;
  if (url !== undefined || (state === 'active' && !isProven)) return { state: 'unverified', failing: null };
  return state === 'active' ? enable(health, Date.now()) : health;
}

/** Removes an endpoint: nothing more is sent; what was sent stays readable. */
export async function removeSubscription(deps: SubscriptionDeps, endpointId: string): Promise<void> {
  const { database, store, clock } = deps;
  const { host } = await findSubscription(deps, endpointId);
  const now = clock.now();
  await database.transaction(async (tx) => {
    await tx.query('update subscriptions set removed = true where endpoint_id = $1', [endpointId]);
    await tx.query(
      `update deliveries set state = 'skipped', settled_at = $2 where endpoint_id = $1 and state = 'waiting'`,
      [endpointId, new Date().toISOString()],
    );
    await store.appendIn(tx, [fact('subscription.removed', { endpointId, host }, now)], { recordedAt: now });
  });
}

/** How long the old secret keeps signing beside the new one when the caller names nothing, in hours. */
export const ROTATION_HOURS = 24;

/**
 * Gives an endpoint a new secret; both sign until the old one expires.
 * @returns the new secret, shown this once
 */
export async function rotateSecret(
  deps: SubscriptionDeps,
  endpointId: string,
  keepOldHours = ROTATION_HOURS,
): Promise<{ secret: string; oldSecretUntil: string }> {
  const { database, clock, secretBox } = deps;
  const { secretSealed } = await findSubscription(deps, endpointId);
  // One that cannot be opened cannot sign: keeping it would stop all deliveries until it expires.
  const isKept = openOrNull(secretBox, secretSealed) !== null;
  const secret = newSecret();
  const oldSecretUntil = toInstant(clock.now() + keepOldHours * 3_600_000);
  await database.query(
    `update subscriptions set old_secret_sealed = case when $4 then secret_sealed end, old_secret_until = $3,
       secret_sealed = $2 where endpoint_id = $1`,
    [endpointId, secretBox.seal(secret), oldSecretUntil, isKept],
  );
  return { secret, oldSecretUntil };
}
