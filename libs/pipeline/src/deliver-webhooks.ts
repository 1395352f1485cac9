import { randomUUID } from 'node:crypto';
import type { Transaction } from '#libs/database';
import { decideAttempt, mayAttempt, toInstant, toMs, type Delivery } from '#libs/domain';
import {
  endpointsWithWork,
  headOfQueue,
  insertAttempt,
  readSubscription,
  type DeliveryRow,
  type SubscriptionRow,
} from '#libs/projections';
import type { AttemptResult } from '#libs/webhooks';
import { attempt, attemptRow, writeHealth, type DeliverDeps } from './delivery-attempt';
import { verifyEndpoint } from './verify-endpoint';

/** Longer than any attempt takes; a sender that died is taken over after this. */
const LEASE = '20 seconds';

/**
 * Sends what is due to one endpoint, in order, until its head has to wait. One sender per endpoint works at a
 * time over all processes (a lease on the database's clock). Nothing is thrown for faults of the receiver.
 * @returns real milliseconds until the head is due again; null when there is nothing to wait for
 */
export async function deliverDue(deps: DeliverDeps, endpointId: string): Promise<number | null> {
  for (;;) {
    const owner = randomUUID();
    if (!(await takeLease(deps, endpointId, owner))) return null;
    let wait: number | null;
    try {
      do wait = await sendOne(deps, endpointId, owner);
      while (wait === 0);
    } finally {
      await deps.database.query(
        'update subscriptions set lease_owner = null, lease_until = null where endpoint_id = $1 and lease_owner = $2',
        [endpointId, owner],
      );
    }
    // A wake-up that met our lease was lost: look once more after giving it back.
    if (wait !== null) return wait;
    const [again] = await endpointsWithWork(deps.database, toInstant(deps.realNow()), endpointId);
    if (!again) return null;
  }
}

async function takeLease({ database }: DeliverDeps, endpointId: string, owner: string): Promise<boolean> {
  const rows = await database.query(
    `update subscriptions set lease_owner = $2, lease_until = clock_timestamp() + $3::interval
     where endpoint_id = $1 and not removed and (lease_until is null or lease_until < clock_timestamp() or lease_owner = $2)
     returning 1 as one`,
    [endpointId, owner, LEASE],
  );
  return rows.length > 0;
}

/** @returns 0 when the next one may follow at once, milliseconds until the head is due, or null */
async function sendOne(deps: DeliverDeps, endpointId: string, owner: string): Promise<number | null> {
  const endpoint = await readSubscription(deps.database, endpointId);
  if (!endpoint || !(await takeLease(deps, endpointId, owner))) return null;
  if (endpoint.health.state === 'unverified') return verifyEndpoint(deps, endpoint);
  const head = await headOfQueue(deps.database, endpointId);
  if (!head) return null;
  const wait = toMs(head.dueAt) - deps.realNow();
  if (wait > 0) return wait;
  if (!mayAttempt(endpoint.health, 'head', deps.realNow())) return null;
  deps.failPoint('before-delivery');
  const result = await attempt(deps, { endpoint, delivery: head, kind: 'head' });
  deps.failPoint('after-delivery');
  return settle(deps, { endpoint, head, result });
}

async function settle(
  deps: DeliverDeps,
  { endpoint, head, result }: { endpoint: SubscriptionRow; head: DeliveryRow; result: AttemptResult },
): Promise<number | null> {
  const nowMs = deps.realNow();
  const decision = decideAttempt(
    { delivery: deliveryOf(head), endpoint: endpoint.health, answer: result },
    { nowMs, random: deps.random() },
  );
  const { endpointId } = endpoint;
  await deps.database.transaction(async (tx) => {
    await insertAttempt(tx, { ...attemptRow(deps, result, 'head'), endpointId, deliveryId: head.deliveryId });
    await writeDelivery(tx, head.deliveryId, decision.delivery);
    await writeHealth(tx, {
      endpointId,
      health: decision.endpoint,
      success: result.outcome === 'success',
      now: deps.clock.now(),
    });
  });
  for (const notice of decision.notices)
    deps.logger.warn({ endpoint: endpointId, host: endpoint.host, notice }, 'an endpoint needs attention');
  const { progress } = decision.delivery;
  if (result.outcome === 'success')
    deps.logger.info(
      {
        endpoint: endpointId,
        host: endpoint.host,
        type: head.type,
        sequence: head.sequence,
        ms: Math.round(result.latencyMs),
      },
      'delivered',
    );
  else
    deps.logger.warn(
      {
        endpoint: endpointId,
        host: endpoint.host,
        sequence: head.sequence,
        status: result.status,
        error: result.error?.message,
        state: progress.state,
      },
      'a delivery attempt failed',
    );
  return progress.state === 'waiting' && decision.endpoint.state !== 'disabled'
    ? Math.max(1, progress.dueMs - nowMs)
    : 0;
}

const deliveryOf = (row: DeliveryRow): Delivery => ({
  progress: { state: 'waiting', dueMs: toMs(row.dueAt) },
  attempts: row.attempts,
  refusals: row.refusals,
  firstRefusedMs: row.firstRefusedAt === null ? null : toMs(row.firstRefusedAt),
});

function writeDelivery(
  tx: Transaction,
  deliveryId: string,
  { progress, attempts, refusals, firstRefusedMs }: Delivery,
): Promise<object[]> {
  return tx.query(
    `update deliveries set state = $2, attempts = $3, refusals = $4, first_refused_at = $5,
       due_at = coalesce($6, due_at), settled_at = $7 where delivery_id = $1`,
    [
      deliveryId,
      progress.state,
      attempts,
      refusals,
      firstRefusedMs === null ? null : toInstant(firstRefusedMs),
      progress.state === 'waiting' ? toInstant(progress.dueMs) : null,
      progress.state === 'waiting' ? null : toInstant(progress.atMs),
    ],
  );
}
