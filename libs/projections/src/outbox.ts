import type { Transaction } from '#libs/database';

/**
 * Locks endpoints until the transaction ends: what it puts into their queues comes in the order of the commits, and
 * no sender takes them meanwhile. Always in the same order, so that two transactions cannot wait for each other.
 */
export const lockEndpoints = (tx: Transaction, endpointIds: string[]): Promise<object[]> =>
  tx.query(
    `select 1 from subscriptions where endpoint_id = any($1::uuid[]) order by endpoint_id for no key update`,
    [endpointIds],
  );

/** One event for many endpoints. */
export interface NewDeliveries {
  eventId: string;
  type: string;
  createdAt: string;
  /** Real time. */
  dueAt: string;
  /** The bodies, without a place in the order; most endpoints share one. */
  bodies: string[];
  /** Each with the number of its body. */
  deliveries: { deliveryId: string; endpointId: string; body: number }[];
}

/** Puts an event at the end of the queues of endpoints that the caller has locked. */
export const enqueueDeliveries = (
  tx: Transaction,
  { eventId, type, createdAt, dueAt, bodies, deliveries }: NewDeliveries,
): Promise<object[]> =>
  tx.query(
    `insert into deliveries (delivery_id, endpoint_id, event_id, type, body, due_at, created_at)
     select delivery_id, endpoint_id, $4, $5, ($6::text[])[body + 1], $7, $8
     from unnest($1::uuid[], $2::uuid[], $3::int[]) as new (delivery_id, endpoint_id, body)`,
    [
      deliveries.map(({ deliveryId }) => deliveryId),
      deliveries.map(({ endpointId }) => endpointId),
      deliveries.map(({ body }) => body),
      eventId,
      type,
      bodies,
      dueAt,
      createdAt,
    ],
  );
