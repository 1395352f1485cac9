import type { Transaction } from '#libs/database';
import {
  NAMESPACE,
  raiseAlerts,
  toInstant,
  uuidV5,
  type AlertBody,
  type AlertEvent,
  type AlertEventType,
  type NewEvent,
} from '#libs/domain';
import { enqueueDelivery, listSubscriptions, toldEndpoints, type DecisionRecord } from '#libs/projections';
import { renderPayload } from '#libs/webhooks';

export interface AlertDeps {
  /** CloudEvents source, and the address links lead to. */
  sender: { source: string; publicUrl: string };
  clock: { simulated: boolean };
  realNow(): number;
}

export interface Raising {
  decisions: NewEvent<string, DecisionRecord>[];
  decidedAt: string;
  /** The last position folded: what a receiver passes as `minPosition` to see at least this. */
  position: number;
}

/**
 * Writes the outbox rows of some decisions, bodies rendered; the transaction that decided commits them.
 * @returns the endpoints that have something to send now
 */
export async function raise(
  tx: Transaction,
  deps: AlertDeps,
  { decisions, decidedAt, position }: Raising,
): Promise<string[]> {
  if (decisions.length === 0) return [];
  const endpoints = await listSubscriptions(tx);
  const woken = new Set<string>();
  for (const decision of decisions) {
    const event = toAlertEvent(decision, decidedAt, position);
    const told = await toldEndpoints(tx, [...(event.body.supersedes ?? [])]);
    for (const { endpointId } of raiseAlerts(event, endpoints, { told })) {
      woken.add(endpointId);
      await enqueueDelivery(tx, {
        deliveryId: uuidV5(NAMESPACE, 'delivery', endpointId, event.eventId),
        endpointId,
        eventId: event.eventId,
        type: event.type,
        createdAt: decidedAt,
        dueAt: toInstant(deps.realNow()),
        render: (order) =>
          renderPayload({
            event,
            evidence: decision.body.quotes,
            counterEvidence: decision.body.counterQuotes[0] ?? null,
            ...order,
            ...deps.sender,
            simulated: deps.clock.simulated,
          }),
      });
    }
  }
  return [...woken];
}

function toAlertEvent(
  { id, type, occurredAt, body }: NewEvent<string, DecisionRecord>,
  decidedAt: string,
  position: number,
): AlertEvent {
  const { from, ...rest } = body;
  const alert: AlertBody = { ...rest, ...(from === null ? {} : { from }) };
  return {
    eventId: id,
    type: type as AlertEventType,
    occurredAt,
    recordedAt: decidedAt,
    position,
    body: alert,
  };
}
