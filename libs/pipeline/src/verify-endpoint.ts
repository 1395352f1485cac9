import { randomUUID } from 'node:crypto';
import { afterSuccess, plannedPause, toInstant, toMs } from '#libs/domain';
import { insertAttempt, lockSubscription, type SubscriptionRow } from '#libs/projections';
import { renderNotice, type AttemptResult } from '#libs/webhooks';
import { attempt, attemptRow, writeHealth, type DeliverDeps } from './delivery-attempt';

/** Sends `endpoint.test`, outside the order; a 2xx makes an unverified endpoint active. */
export async function testEndpoint(deps: DeliverDeps, endpoint: SubscriptionRow): Promise<AttemptResult> {
  const { endpointId } = endpoint;
  const id = randomUUID();
  const body = renderNotice({
    id,
    time: toInstant(deps.clock.now()),
    notice: { type: 'endpoint.test', endpointId },
    ...deps.sender,
    simulated: deps.clock.simulated,
  });
  const result = await attempt(deps, { endpoint, delivery: { eventId: id, body }, kind: 'test' });
  if (result.error?.code === 'client-closed') return result;
  const success = result.outcome === 'success';
  await deps.database.transaction(async (tx) => {
    const current = await lockSubscription(tx, endpointId);
    await insertAttempt(tx, { ...attemptRow(deps, result, 'test'), endpointId, deliveryId: null });
    // What another address answered meanwhile proves nothing of the one in force.
    if (current?.urlSealed !== endpoint.urlSealed) return;
    const { health } = current;
    const after = success && health.state === 'unverified' ? afterSuccess(health).endpoint : health;
    await writeHealth(tx, { endpointId, health: after, success, now: deps.clock.now() });
  });
  return result;
}

/**
 * Nothing but a test goes to an endpoint that never answered 2xx: who registers somebody else's address gets
 * no further. Its queue is kept meanwhile, and the test is repeated with growing pauses.
 * @returns 0 when it is verified now, else milliseconds until the next test
 */
export async function verifyEndpoint(deps: DeliverDeps, endpoint: SubscriptionRow): Promise<number> {
  const wait = toMs(endpoint.verifyDue) - deps.realNow();
  if (wait > 0) return wait;
  const result = await testEndpoint(deps, endpoint);
  if (result.error?.code === 'client-closed') return 1;
  if (result.outcome === 'success') {
    deps.logger.info({ endpoint: endpoint.endpointId, host: endpoint.host }, 'endpoint verified');
    return 0;
  }
  const attempts = endpoint.verifyAttempts + 1;
  // A stranger's address may lengthen the pause, not shorten it.
  const failed = { attempts, failingMs: Infinity, retryAfterMs: result.retryAfterMs };
  const pause = plannedPause(failed, deps.random());
  await deps.database.query(
    'update subscriptions set verify_attempts = $2, verify_due = $3 where endpoint_id = $1',
    [endpoint.endpointId, attempts, toInstant(deps.realNow() + pause)],
  );
  const { status, error } = result;
  deps.logger.warn(
    { endpoint: endpoint.endpointId, host: endpoint.host, status, error: error?.message },
    'an endpoint did not answer its test',
  );
  return pause;
}
