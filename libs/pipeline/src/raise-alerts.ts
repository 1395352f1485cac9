import type { Transaction } from '#libs/database';
import {
  absorb,
  NAMESPACE,
  raiseAlerts,
  toInstant,
  uuidV5,
  type Absorbed,
  type AlertBody,
  type AlertEvent,
  type AlertEventType,
  type NewEvent,
} from '#libs/domain';
import {
  enqueueDeliveries,
  listAudiences,
  lockEndpoints,
  releaseCorrections,
  supersedeUnsentCorrections,
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
  const audiences = await listAudiences(tx);
  const woken = new Set<string>();
  for (const telling of tellings) {
    const { event } = telling;
    const told = await toldEndpoints(tx, [...(event.body.supersedes ?? [])]);
    const endpointIds = raiseAlerts(event, audiences, { told }).map(({ endpointId }) => endpointId);
    if (endpointIds.length > 0) await putIntoOutbox(tx, deps, { ...telling, endpointIds });
    for (const endpointId of endpointIds) woken.add(endpointId);
  }
  return [...woken];
}

/**
 * A correction takes the place of one that waits unsent at the end of an endpoint's queue and names what that one
 * superseded. Anything else lets a correction go that is held back before it: the head blocks the queue.
 */
async function putIntoOutbox(
  tx: Transaction,
  deps: AlertDeps,
  { endpointIds, ...telling }: Telling & { endpointIds: string[] },
): Promise<void> {
  const { eventId, type, recordedAt } = telling.event;
  const now = toInstant(deps.realNow());
  const isCorrection = type === 'posture.corrected';
  await lockEndpoints(tx, endpointIds);
  const older = isCorrection
    ? await supersedeUnsentCorrections(tx, endpointIds, now)
    : new Map<string, Absorbed>();
  const bodies: string[] = [];
  const numbers = new Map<string, number>();
  const deliveries = endpointIds.map((endpointId) => {
    const absorbed = older.get(endpointId) ?? null;
    const key = JSON.stringify(absorbed && [absorbed.from, absorbed.supersedes, absorbed.late]);
    const body = numbers.get(key) ?? bodies.push(render(deps, telling, absorbed)) - 1;
    numbers.set(key, body);
    return { deliveryId: uuidV5(NAMESPACE, 'delivery', endpointId, eventId), endpointId, body };
  });
  await enqueueDeliveries(tx, {
    eventId,
    type,
    createdAt: recordedAt,
    dueAt: now,
    bodies,
    deliveries,
  });
  if (!isCorrection) await releaseCorrections(tx, endpointIds, now);
}

const render = (
  { sender, clock }: AlertDeps,
  { event, ...quotes }: Telling,
  older: Absorbed | null,
): string =>
  renderPayload({
    event: older ? { ...event, body: absorb(older, event.body) } : event,
    ...quotes,
    ...sender,
    simulated: clock.simulated,
  });

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
