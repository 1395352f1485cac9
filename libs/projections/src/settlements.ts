import type { Queryable, Transaction } from '#libs/database';
import type { Delivery, EndpointHealth, DeliveryLane } from '#libs/domain';
import { toInstant } from '#libs/domain';
import { subscriptionColumns, type AttemptRow, type SubscriptionRow } from './subscriptions';

/** An endpoint as it stands when what was sent to it is noted. */
export type SettlingEndpoint = SubscriptionRow & { leaseOwner: string | null };

/** Endpoints as they stand now, which nobody else changes before this transaction ends. */
export const lockForSettling = (tx: Transaction, endpointIds: string[]): Promise<SettlingEndpoint[]> =>
  tx.query<SettlingEndpoint>(
    `select ${subscriptionColumns}, lease_owner as "leaseOwner" from subscriptions
     where endpoint_id = any($1::uuid[]) and not removed order by endpoint_id for no key update`,
    [endpointIds],
  );

export type NewAttempt = AttemptRow & { endpointId: string; deliveryId: string | null };

export const insertAttempts = (db: Queryable, list: NewAttempt[]): Promise<object[]> =>
  db.query(
    `insert into delivery_attempts (endpoint_id, delivery_id, kind, at, status, error, latency_ms, answer)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::int[], $6::text[], $7::int[], $8::text[])`,
    [
      list.map(({ endpointId }) => endpointId),
      list.map(({ deliveryId }) => deliveryId),
      list.map(({ kind }) => kind),
      list.map(({ at }) => at),
      list.map(({ status }) => status),
      list.map(({ error }) => error),
      list.map(({ latencyMs }) => Math.round(latencyMs)),
      list.map(({ answer }) => answer),
    ],
  );

/** Notes how far deliveries have come; one that has left its queue meanwhile stays as it is. */
export function writeDeliveries(
  tx: Transaction,
  list: (Delivery & { deliveryId: string })[],
): Promise<object[]> {
  const instant = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));
  return tx.query(
    `update deliveries d set state = n.state, attempts = n.attempts, refusals = n.refusals,
       first_refused_at = n.first_refused_at, due_at = coalesce(n.due_at, d.due_at), settled_at = n.settled_at
     from unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[])
       as n (delivery_id, state, attempts, refusals, first_refused_at, due_at, settled_at)
     where d.delivery_id = n.delivery_id and d.state = 'waiting'`,
    [
      list.map(({ deliveryId }) => deliveryId),
      list.map(({ progress }) => progress.state),
      list.map(({ attempts }) => attempts),
      list.map(({ refusals }) => refusals),
      list.map(({ firstRefusedMs }) => instant(firstRefusedMs)),
      list.map(({ progress }) => instant(progress.state === 'waiting' ? progress.dueMs : null)),
      list.map(({ progress }) => instant(progress.state === 'waiting' ? null : progress.atMs)),
    ],
  );
}

/** How an endpoint fares after an attempt. */
export interface EndpointOutcome {
  endpointId: string;
  health: EndpointHealth;
  lane: DeliveryLane;
  /** When it answered 2xx, by the product's clock; null: it did not. */
  succeededAt: string | null;
  /** Tests of an unverified endpoint: how many failed, and when the next is due (real time). */
  verify: { attempts: number; due: string } | null;
}

/** Notes how endpoints fare and gives their leases back. */
export const writeOutcomes = (tx: Transaction, list: EndpointOutcome[]): Promise<object[]> =>
  tx.query(
    `update subscriptions s set health = n.health, lane = n.lane, last_success_at = coalesce(n.succeeded_at, s.last_success_at),
       verify_attempts = coalesce(n.verify_attempts, s.verify_attempts), verify_due = coalesce(n.verify_due, s.verify_due),
       lease_owner = null, lease_until = null
     from unnest($1::uuid[], $2::json[], $3::text[], $4::timestamptz[], $5::int[], $6::timestamptz[])
       as n (endpoint_id, health, lane, succeeded_at, verify_attempts, verify_due)
     where s.endpoint_id = n.endpoint_id`,
    [
      list.map(({ endpointId }) => endpointId),
      list.map(({ health }) => JSON.stringify(health)),
      list.map(({ lane }) => lane),
      list.map(({ succeededAt }) => succeededAt),
      list.map(({ verify }) => verify?.attempts ?? null),
      list.map(({ verify }) => verify?.due ?? null),
    ],
  );
