import type { Transaction } from '#libs/database';
import {
  absorb,
  NAMESPACE,
  raiseAlerts,
  toInstant,
  uuidV5,
  type AlertBody,
  type AlertEvent,
  type AlertEventType,
  type NewEvent,
} from '#libs/domain';
import {
  enqueueDelivery,
  listSubscriptions,
  releaseCorrections,
  supersedeUnsentCorrection,
  toldEndpoints,
  type DecisionRecord,
  type Evidence,
} from '#libs/projections';
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

/** An event to be told, with the quotes that prove it. */
export interface Telling {
  event: AlertEvent;
  evidence: Evidence[];
  counterEvidence: Evidence | null;
}

/** Tells some decisions. @returns the endpoints that have something to send now */
export const raise = (
  tx: Transaction,
  deps: AlertDeps,
  { decisions, decidedAt, position }: Raising,
): Promise<string[]> =>
  raiseEvents(
    tx,
    deps,
    decisions.map((decision) => ({
      event: toAlertEvent(decision, decidedAt, position),
      evidence: decision.body.quotes,
      counterEvidence: decision.body.counterQuotes[0] ?? null,
    })),
  );

/**
 * Writes the outbox rows of some events, bodies rendered; the transaction that decided commits them.
 * @returns the endpoints that have something to send now
 */
export async function raiseEvents(tx: Transaction, deps: AlertDeps, tellings: Telling[]): Promise<string[]> {
  if (tellings.length === 0) return [];
  const endpoints = await listSubscriptions(tx);
  const woken = new Set<string>();
  for (const telling of tellings) {
    const { event } = telling;
    const told = await toldEndpoints(tx, [...(event.body.supersedes ?? [])]);
    for (const { endpointId } of raiseAlerts(event, endpoints, { told })) {
      woken.add(endpointId);
      await putIntoOutbox(tx, deps, { endpointId, ...telling });
    }
  }
  return [...woken];
}

/**
 * A correction takes the place of one that waits unsent at the end of the endpoint's queue and names what that
 * one superseded. Anything else lets a correction go that is held back before it: the head blocks the queue.
 */
async function putIntoOutbox(
  tx: Transaction,
  deps: AlertDeps,
  { endpointId, event, ...quotes }: Telling & { endpointId: string },
): Promise<void> {
  const now = toInstant(deps.realNow());
  const isCorrection = event.type === 'posture.corrected';
  const older = isCorrection ? await supersedeUnsentCorrection(tx, endpointId, now) : null;
  const body = older ? absorb(older, event.body) : event.body;
  await enqueueDelivery(tx, {
    deliveryId: uuidV5(NAMESPACE, 'delivery', endpointId, event.eventId),
    endpointId,
    eventId: event.eventId,
    type: event.type,
    createdAt: event.recordedAt,
    dueAt: now,
    render: (order) =>
      renderPayload({
        event: { ...event, body },
        ...quotes,
        ...order,
        ...deps.sender,
        simulated: deps.clock.simulated,
      }),
  });
  // After the row is there and the endpoint locked by it: who holds a correction back now sees what waits behind.
  if (!isCorrection) await releaseCorrections(tx, endpointId, now);
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
