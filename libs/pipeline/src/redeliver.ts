import { mayAttempt } from '#libs/domain';
import { insertAttempts, type DeliveryRow, type SubscriptionRow } from '#libs/projections';
import type { AttemptResult } from '#libs/webhooks';
import { attempt, attemptRow, type DeliverDeps } from './delivery-attempt';

/**
 * Sends the original bytes of a delivery once more, marked as a replay and outside the order; neither the
 * queue nor the endpoint's health is touched. Nothing is sent to an endpoint that may not be called.
 */
export async function redeliver(
  deps: DeliverDeps,
  endpoint: SubscriptionRow,
  delivery: DeliveryRow,
): Promise<AttemptResult> {
  const { state } = endpoint.health;
  if (!mayAttempt(endpoint.health, 'redelivery', deps.realNow()))
    return {
      outcome: 'failure',
      error: { code: `endpoint-${state}`, message: `The endpoint is ${state}; nothing was sent.` },
      latencyMs: 0,
      answer: '',
    };
  const result = await attempt(deps, { endpoint, delivery, kind: 'redelivery' });
  const { endpointId, deliveryId } = delivery;
  await insertAttempts(deps.database, [
    { ...attemptRow(deps, result, 'redelivery'), endpointId, deliveryId },
  ]);
  return result;
}
