import type { Queryable, Transaction } from '#libs/database';
import type {
  Audience,
  CatchUp,
  Delivery,
  EndpointFilter,
  EndpointHealth,
  Format,
  DeliveryLane,
  SubscribableType,
} from '#libs/domain';

/** A webhook subscription as stored; URL and secrets are sealed. */
export interface SubscriptionRow {
  endpointId: string;
  host: string;
  urlSealed: string;
  secretSealed: string;
  oldSecretSealed: string | null;
  oldSecretUntil: string | null;
  format: Format;
  events: SubscribableType[];
  filter: EndpointFilter;
  catchUp: CatchUp;
  health: EndpointHealth;
  verifyAttempts: number;
  verifyDue: string;
  /** Where it waits for a free slot of a sender. */
  lane: DeliveryLane;
  lastSuccessAt: string | null;
  createdAt: string;
}

export const subscriptionColumns = `endpoint_id as "endpointId", host, url_sealed as "urlSealed", secret_sealed as "secretSealed",
  old_secret_sealed as "oldSecretSealed", old_secret_until as "oldSecretUntil", format, events, filter, catch_up as "catchUp",
  health, verify_attempts as "verifyAttempts", verify_due as "verifyDue", lane, last_success_at as "lastSuccessAt", created_at as "createdAt"`;

export const listSubscriptions = (db: Queryable): Promise<SubscriptionRow[]> =>
  db.query<SubscriptionRow>(
    `select ${subscriptionColumns} from subscriptions where not removed order by created_at, endpoint_id`,
  );

/**
 * A page of the subscriptions in the order of `listSubscriptions`.
 * @param page `after`: id of the last one of the page before, also when it was removed since
 * @returns null when there never was a subscription `after`
 */
export async function listSubscriptionsPage(
  db: Queryable,
  { after, limit }: { after?: string; limit: number },
): Promise<SubscriptionRow[] | null> {
  const live = `select ${subscriptionColumns} from subscriptions where not removed`;
  const order = 'order by created_at, endpoint_id limit $1';
  if (after === undefined) return db.query<SubscriptionRow>(`${live} ${order}`, [limit]);
  const [last] = await db.query<{ at: string }>(
    'select created_at as at from subscriptions where endpoint_id = $1',
    [after],
  );
  if (!last) return null;
  const rest = `${live} and (created_at, endpoint_id) > ($2, $3) ${order}`;
  return db.query<SubscriptionRow>(rest, [limit, last.at, after]);
}

/** Most endpoints whose seals are looked at when a program starts. */
const MOST_SEALED = 10_000;

/** How addresses and secrets of endpoints are sealed, those of the newest endpoints. */
export const listSealed = (
  db: Queryable,
): Promise<Pick<SubscriptionRow, 'endpointId' | 'host' | 'urlSealed' | 'secretSealed'>[]> =>
  db.query(
    `select endpoint_id as "endpointId", host, url_sealed as "urlSealed", secret_sealed as "secretSealed"
     from subscriptions where not removed order by created_at desc, endpoint_id desc limit $1`,
    [MOST_SEALED],
  );

export async function readSubscription(db: Queryable, endpointId: string): Promise<SubscriptionRow | null> {
  const rows = await db.query<SubscriptionRow>(
    `select ${subscriptionColumns} from subscriptions where endpoint_id = $1 and not removed`,
    [endpointId],
  );
  return rows[0] ?? null;
}

/** An endpoint as it stands now, which nobody else changes before this transaction ends. */
export async function lockSubscription(tx: Transaction, endpointId: string): Promise<SubscriptionRow | null> {
  const rows = await tx.query<SubscriptionRow>(
    `select ${subscriptionColumns} from subscriptions where endpoint_id = $1 and not removed for no key update`,
    [endpointId],
  );
  return rows[0] ?? null;
}

/** What decides which endpoints are told an event. */
export const listAudiences = (db: Queryable): Promise<Audience[]> =>
  db.query<Audience>(
    'select endpoint_id as "endpointId", events, filter from subscriptions where not removed order by endpoint_id',
  );

/** A row of the outbox. */
export interface DeliveryRow {
  deliveryId: string;
  endpointId: string;
  /** Orders the queue, over all endpoints. */
  place: number;
  /** The number that the receiver sees, given at the first attempt; null: it was never sent. */
  sequence: number | null;
  eventId: string;
  type: string;
  body: string;
  state: Delivery['progress']['state'];
  attempts: number;
  refusals: number;
  firstRefusedAt: string | null;
  dueAt: string;
  settledAt: string | null;
  createdAt: string;
}

export const deliveryColumns = `delivery_id as "deliveryId", endpoint_id as "endpointId", place, sequence, event_id as "eventId", type, body,
  state, attempts, refusals, first_refused_at as "firstRefusedAt", due_at as "dueAt", settled_at as "settledAt", created_at as "createdAt"`;

export async function readDelivery(db: Queryable, deliveryId: string): Promise<DeliveryRow | null> {
  return (
    (
      await db.query<DeliveryRow>(`select ${deliveryColumns} from deliveries where delivery_id = $1`, [
        deliveryId,
      ])
    )[0] ?? null
  );
}

export interface DeliveryPage {
  endpointId?: string;
  state?: string;
  /** Only deliveries of a smaller place; pages run from the newest to the oldest. */
  before?: number;
  limit: number;
}

export const listDeliveries = (
  db: Queryable,
  { endpointId, state, before, limit }: DeliveryPage,
): Promise<DeliveryRow[]> =>
  db.query<DeliveryRow>(
    `select ${deliveryColumns} from deliveries
     where ($1::uuid is null or endpoint_id = $1) and ($2::text is null or state = $2) and ($3::bigint is null or place < $3)
     order by place desc limit $4`,
    [endpointId ?? null, state ?? null, before ?? null, limit],
  );

/** For each of some events: the endpoints for which a delivery of it was created. */
export async function toldEndpoints(db: Queryable, eventIds: string[]): Promise<Map<string, string[]>> {
  const rows = await db.query<{ event_id: string; endpoints: string[] }>(
    'select event_id, array_agg(endpoint_id::text) as endpoints from deliveries where event_id = any($1) group by event_id',
    [eventIds],
  );
  return new Map(rows.map(({ event_id, endpoints }) => [event_id, endpoints]));
}

/** What is known of one attempt. */
export interface AttemptRow {
  at: string;
  kind: 'head' | 'redelivery' | 'test';
  status: number | null;
  error: string | null;
  latencyMs: number;
  answer: string;
}

export const listAttempts = (db: Queryable, deliveryId: string): Promise<AttemptRow[]> =>
  db.query<AttemptRow>(
    `select at, kind, status, error, latency_ms as "latencyMs", answer from delivery_attempts where delivery_id = $1 order by attempt_id`,
    [deliveryId],
  );
