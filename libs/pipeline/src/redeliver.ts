import { insertAttempt, type DeliveryRow, type SubscriptionRow } from '#libs/projections';
import type { AttemptResult } from '#libs/webhooks';
import { attempt, attemptRow, type DeliverDeps } from './delivery-attempt';

/**
 * Sends the original bytes of a delivery once more, marked as a replay and outside the order; neither the
 * queue nor the endpoint's health is touched.
 */
export async function redeliver(
  deps: DeliverDeps,
  endpoint: SubscriptionRow,
  delivery: DeliveryRow,
): Promise<AttemptResult> {
  const result = await attempt(deps, { endpoint, delivery, kind: 'redelivery' });
  const { endpointId, deliveryId } = delivery;
  await insertAttempt(deps.database, { ...attemptRow(deps, result, 'redelivery'), endpointId, deliveryId });
  return result;
}
