import { randomUUID } from 'node:crypto';
import { afterSuccess, deliveryLaneOf, plannedPause, toInstant } from '#libs/domain';
import {
  insertAttempts,
  lockSubscription,
  writeOutcomes,
  type EndpointOutcome,
  type SubscriptionRow,
} from '#libs/projections';
import { renderNotice, type AttemptResult } from '#libs/webhooks';
import { attempt, attemptRow, type AttemptTarget, type DeliverDeps } from './delivery-attempt';

/** The message `endpoint.test` for an endpoint; it stands outside the order. */
export function testMessage(
  { clock, sender }: Pick<DeliverDeps, 'clock' | 'sender'>,
  endpoint: SubscriptionRow,
): AttemptTarget {
  const id = randomUUID();
  const body = renderNotice({
    id,
    time: toInstant(clock.now()),
    notice: { type: 'endpoint.test', endpointId: endpoint.endpointId },
    ...sender,
    simulated: clock.simulated,
  });
  return { endpoint, delivery: { eventId: id, body }, kind: 'test' };
}

/** Sends `endpoint.test` because somebody asked for it; a 2xx makes an unverified endpoint active. */
export async function testEndpoint(deps: DeliverDeps, endpoint: SubscriptionRow): Promise<AttemptResult> {
  const result = await attempt(deps, testMessage(deps, endpoint));
  if (result.error?.code === 'client-closed') return result;
  const { endpointId } = endpoint;
  await deps.database.transaction(async (tx) => {
    const current = await lockSubscription(tx, endpointId);
    await insertAttempts(tx, [{ ...attemptRow(deps, result, 'test'), endpointId, deliveryId: null }]);
    // What another address answered meanwhile proves nothing of the one in force.
    if (current?.urlSealed !== endpoint.urlSealed) return;
    await writeOutcomes(tx, [{ ...afterTest(deps, current, result), verify: null }]);
  });
  return result;
}

/**
 * What follows from a test. Nothing but a test goes to an endpoint that never answered 2xx: who registers somebody
 * else's address gets no further. Its queue is kept meanwhile, and the test is repeated with growing pauses.
 */
export function afterTest(
  { clock, realNow, random }: Pick<DeliverDeps, 'clock' | 'realNow' | 'random'>,
  { endpointId, health, lane, verifyAttempts }: SubscriptionRow,
  { outcome, retryAfterMs, latencyMs }: AttemptResult,
): EndpointOutcome {
  const isProven = outcome === 'success';
  if (health.state !== 'unverified') {
    return { endpointId, health, lane, succeededAt: isProven ? toInstant(clock.now()) : null, verify: null };
  }
  if (isProven) {
    const { endpoint } = afterSuccess(health);
    const succeededAt = toInstant(clock.now());
    return {
      endpointId,
      health: endpoint,
      lane: deliveryLaneOf(endpoint, latencyMs),
      succeededAt,
      verify: null,
    };
  }
  const attempts = verifyAttempts + 1;
  // A stranger's address may lengthen the pause, not shorten it.
  const pause = plannedPause({ attempts, failingMs: Infinity, retryAfterMs }, random());
  const verify = { attempts, due: toInstant(realNow() + pause) };
  return { endpointId, health, lane: deliveryLaneOf(health, latencyMs), succeededAt: null, verify };
}
