import { randomUUID } from 'node:crypto';
import type { Transaction } from '#libs/database';
import {
  CORRECTION_PAUSE_MS,
  correctionWait,
  decideAttempt,
  mayAttempt,
  toInstant,
  toMs,
  type AttemptDecision,
  type Delivery,
} from '#libs/domain';
import {
  endpointsWithWork,
  headOfQueue,
  holdDelivery,
  insertAttempt,
  lockSubscription,
  readCorrectionPace,
  readSubscription,
  supersedeStale,
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
  if (!(await takeLease(deps, endpointId, owner))) return null;
  const endpoint = await readSubscription(deps.database, endpointId);
  if (!endpoint) return null;
  const { health } = endpoint;
  if (health.state === 'unverified') return verifyEndpoint(deps, endpoint);
  const head = await headOfQueue(deps.database, endpointId);
  if (!head) return null;
  const wait = toMs(head.dueAt) - deps.realNow();
  if (wait > 0) return wait;
  // An open breaker is waited for; a disabled endpoint is a person's to enable.
  if (!mayAttempt(health, 'head', deps.realNow()))
    return health.state === 'paused' ? health.retryAtMs - deps.realNow() : null;
  const held = await holdBack(deps, head);
  if (held > 0) return held;
  deps.failPoint('before-delivery');
  const result = await attempt(deps, { endpoint, delivery: head, kind: 'head' });
  deps.failPoint('after-delivery');
  // This program is stopping: whether the receiver got it is unknown, so it is sent again, with the same id.
  if (result.error?.code === 'client-closed') return 1;
  return settle(deps, { endpoint, head, result, owner });
}

/**
 * Holds a correction back that follows another one too soon. The endpoint is locked meanwhile: whoever puts
 * something behind the correction either is seen here or finds it held, and lets it go.
 * @returns real milliseconds for which it waits
 */
async function holdBack({ database, clock, realNow }: DeliverDeps, head: DeliveryRow): Promise<number> {
  if (head.type !== 'posture.corrected' || head.attempts > 0) return 0;
  return database.transaction(async (tx) => {
    await lockSubscription(tx, head.endpointId);
    const nowMs = realNow();
    const pauseMs = clock.realMs(CORRECTION_PAUSE_MS);
    const wait = correctionWait(await readCorrectionPace(tx, head.endpointId), { nowMs, pauseMs });
    if (wait > 0) await holdDelivery(tx, head.deliveryId, toInstant(nowMs + wait));
    return wait;
  });
}

interface Settling {
  endpoint: SubscriptionRow;
  head: DeliveryRow;
  result: AttemptResult;
  owner: string;
}

async function settle(deps: DeliverDeps, settling: Settling): Promise<number | null> {
  const nowMs = deps.realNow();
  const decision = await deps.database.transaction((tx) => settleIn(tx, deps, { ...settling, nowMs }));
  if (!decision) return null;
  const { endpoint, head, result } = settling;
  const { progress } = decision.delivery;
  const place = { endpoint: endpoint.endpointId, host: endpoint.host };
  for (const notice of decision.notices)
    deps.logger.warn({ ...place, notice }, 'an endpoint needs attention');
  const { type, sequence } = head;
  if (result.outcome === 'success')
    deps.logger.info({ ...place, type, sequence, ms: Math.round(result.latencyMs) }, 'delivered');
  else
    deps.logger.warn(
      { ...place, sequence, status: result.status, error: result.error?.message, state: progress.state },
      'a delivery attempt failed',
    );
  return progress.state === 'waiting' && decision.endpoint.state !== 'disabled'
    ? Math.max(1, progress.dueMs - nowMs)
    : 0;
}

/**
 * Notes an attempt and what follows from it, for the endpoint as it stands now: meanwhile it may have been
 * disabled, removed or given another address, and a sender that was slower than its lease has no say any more.
 */
async function settleIn(
  tx: Transaction,
  deps: DeliverDeps,
  { endpoint: { endpointId }, head, result, owner, nowMs }: Settling & { nowMs: number },
): Promise<AttemptDecision | null> {
  const current = await lockSubscription(tx, endpointId);
  await insertAttempt(tx, { ...attemptRow(deps, result, 'head'), endpointId, deliveryId: head.deliveryId });
  const [lease] = await tx.query<{ mine: boolean }>(
    'select coalesce(lease_owner = $2, false) as mine from subscriptions where endpoint_id = $1',
    [endpointId, owner],
  );
  if (!current || !lease!.mine) return null;
  const { health } = current;
  const context = { nowMs, random: deps.random() };
  const decision = decideAttempt({ delivery: deliveryOf(head), endpoint: health, answer: result }, context);
  await writeDelivery(tx, head.deliveryId, decision.delivery);
  // Another address has to prove itself by a test; what the old one answered says nothing of it.
  const after = health.state === 'unverified' ? health : decision.endpoint;
  const success = result.outcome === 'success' && health.state !== 'unverified';
  await writeHealth(tx, { endpointId, health: after, success, now: deps.clock.now() });
  if (decision.notices.includes('recovered')) await supersedeStale(tx, current, toInstant(nowMs));
  return decision;
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
       due_at = coalesce($6, due_at), settled_at = $7 where delivery_id = $1 and state = 'waiting'`,
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
