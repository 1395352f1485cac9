import type { Queryable, Transaction } from '#libs/database';
import { HOST_SLOTS, LONGEST_PAUSE_MS, SWEEP_MS, toInstant, type DeliveryLane } from '#libs/domain';
import {
  deliveryColumns,
  subscriptionColumns,
  type DeliveryRow,
  type SubscriptionRow,
} from './subscriptions';

/** Longer than any attempt takes; a sender that died is taken over after this, on the database's clock. */
export const LEASE_MS = 20_000;

/** A lease that ends later than any can was given by a clock that has been set back since. */
const leased = (s: string): string =>
  `coalesce(${s}.lease_until > clock_timestamp() and ${s}.lease_until <= clock_timestamp() + interval '${LEASE_MS} milliseconds', false)`;

/** What `dueWait`, `retryWait` and `mayAttempt` of domain/alert say, to find candidates; $1 is now, $2 the furthest due time. */
const DUE = `
  select s.endpoint_id, s.host, s.lane, s.health->>'failing' is not null as failing,
         (s.health->'failing'->>'lastMs')::bigint as last_ms,
         case when s.health->>'state' = 'unverified' then s.verify_due else head.due_at end as due_at
  from subscriptions s
  left join lateral (
    select due_at, attempts, type from deliveries d
    where d.endpoint_id = s.endpoint_id and d.state = 'waiting' order by place limit 1
  ) head on true
  cross join lateral (
    select (s.health->'failing'->>'lastMs')::bigint > $3::bigint as ahead, (s.health->>'retryAtMs')::bigint as retry
  ) health
  where not s.removed and not ${leased('s')} and case s.health->>'state'
    when 'unverified' then s.verify_attempts = 0 or s.verify_due <= $1 or s.verify_due > $2
    when 'disabled' then false
    else (head.due_at <= $1 or head.due_at > $2 or (head.attempts = 0 and head.type <> 'posture.corrected') or
          (head.attempts > 0 and health.ahead))
      and (health.retry is null or health.retry <= $3 or health.retry > $3 + ${LONGEST_PAUSE_MS} or health.ahead)
  end`;

const momentOf = (nowMs: number): unknown[] => [toInstant(nowMs), toInstant(nowMs + LONGEST_PAUSE_MS), nowMs];

export interface LeaseOrder {
  owner: string;
  /** Real time. */
  nowMs: number;
  /** How many endpoints of each lane may be taken. */
  free: Record<DeliveryLane, number>;
  /** Only this endpoint. */
  only?: string;
}

/** An endpoint that the caller alone may send to until its lease ends. */
export type LeasedEndpoint = SubscriptionRow & { nextSequence: number };

/**
 * Takes the lease of endpoints that may be due, who failed least and waits longest first, within the slots of each
 * lane and of each host over all processes (two that look at the same moment may exceed those of a host). What a
 * running transaction holds is passed over.
 */
export const leaseDueEndpoints = (
  tx: Transaction,
  { owner, nowMs, free, only }: LeaseOrder,
): Promise<LeasedEndpoint[]> =>
  tx.query<LeasedEndpoint>(
    `with due as (${DUE} and ($4::uuid is null or s.endpoint_id = $4)),
     busy as (select host, count(*) as requests from subscriptions s where ${leased('s')} group by host),
     slots as (select * from unnest($5::text[], $6::int[], $7::int[]) as slots (lane, free, at_host)),
     fits as (
       select d.endpoint_id, d.lane, d.failing, d.due_at from (
         select due.*, row_number() over (partition by host, lane order by failing, due_at, endpoint_id) as nth from due
       ) d join slots using (lane) left join busy using (host)
       where d.nth + coalesce(busy.requests, 0) <= slots.at_host),
     first as (
       select endpoint_id from (
         select fits.*, row_number() over (partition by lane order by failing, due_at, endpoint_id) as nth from fits
       ) f join slots using (lane) where f.nth <= slots.free),
     locked as (
       select s.endpoint_id from subscriptions s join first using (endpoint_id) where not ${leased('s')}
       order by s.endpoint_id for no key update of s skip locked)
     update subscriptions s set lease_owner = $8, lease_until = clock_timestamp() + interval '${LEASE_MS} milliseconds'
     from locked where s.endpoint_id = locked.endpoint_id
     returning ${subscriptionColumns.replace('endpoint_id', 's.endpoint_id')}, next_sequence as "nextSequence"`,
    [
      ...momentOf(nowMs),
      only ?? null,
      Object.keys(free),
      Object.values(free),
      Object.keys(free).map((lane) => HOST_SLOTS[lane as DeliveryLane]),
      owner,
    ],
  );

/** The first delivery of a queue, and how its endpoint stands with its corrections (only asked for a correction). */
export type Head = DeliveryRow & { lastCorrectionAt: string | null; othersWait: boolean };

/** The first delivery of each queue that has not left it. */
export const readHeads = (tx: Transaction, endpointIds: string[]): Promise<Head[]> =>
  tx.query<Head>(
    `select ${deliveryColumns.replace('endpoint_id', 'd.endpoint_id')}, last.at as "lastCorrectionAt",
       d.type = 'posture.corrected' and exists (
         select 1 from deliveries o where o.endpoint_id = d.endpoint_id and o.state = 'waiting' and o.type <> d.type
       ) as "othersWait"
     from unnest($1::uuid[]) as e (id)
     cross join lateral (
       select * from deliveries where endpoint_id = e.id and state = 'waiting' order by place limit 1
     ) d
     left join lateral (
       select settled_at as at from deliveries c
       where d.type = 'posture.corrected' and c.endpoint_id = e.id and c.type = d.type and c.state in ('delivered', 'dead')
       order by place desc limit 1
     ) last on true`,
    [endpointIds],
  );

/** A delivery gets the next number of its endpoint, and the bytes that every attempt will send. */
export interface Numbering {
  endpointId: string;
  deliveryId: string;
  sequence: number;
  body: string;
}

export const numberDeliveries = (tx: Transaction, list: Numbering[]): Promise<object[]> =>
  tx.query(
    `with new as (
       select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[]) as new (endpoint_id, delivery_id, sequence, body)),
     counted as (
       update subscriptions s set next_sequence = new.sequence + 1 from new where s.endpoint_id = new.endpoint_id)
     update deliveries d set sequence = new.sequence, body = new.body from new where d.delivery_id = new.delivery_id`,
    [
      list.map(({ endpointId }) => endpointId),
      list.map(({ deliveryId }) => deliveryId),
      list.map(({ sequence }) => sequence),
      list.map(({ body }) => body),
    ],
  );

/** Holds deliveries that were never sent until a moment of real time. */
export const holdDeliveries = (
  tx: Transaction,
  list: { deliveryId: string; until: string }[],
): Promise<object[]> =>
  tx.query(
    `update deliveries d set due_at = held.until
     from unnest($1::uuid[], $2::timestamptz[]) as held (delivery_id, until)
     where d.delivery_id = held.delivery_id and d.state = 'waiting' and d.sequence is null`,
    [list.map(({ deliveryId }) => deliveryId), list.map(({ until }) => until)],
  );

/** Gives leases back, so that others need not wait until they end. */
export const releaseLeases = (db: Queryable, owners: string[], endpointIds: string[]): Promise<object[]> =>
  db.query(
    `update subscriptions s set lease_owner = null, lease_until = null
     from (select endpoint_id from subscriptions where endpoint_id = any($2::uuid[]) order by endpoint_id for no key update) l
     where s.endpoint_id = l.endpoint_id and s.lease_owner = any($1::uuid[])`,
    [owners, endpointIds],
  );

/** An endpoint that has been due for longer than between two sweeps and that nobody is sending to. */
export interface LateEndpoint {
  endpointId: string;
  host: string;
  lane: DeliveryLane;
  dueAt: string;
  lastMs: number | null;
}

export const listLateEndpoints = (db: Queryable, nowMs: number): Promise<LateEndpoint[]> =>
  db.query<LateEndpoint>(
    `select endpoint_id as "endpointId", host, lane, due_at as "dueAt", last_ms as "lastMs"
     from (${DUE}) due where due_at <= $4 order by due_at`,
    [...momentOf(nowMs), toInstant(nowMs - SWEEP_MS)],
  );
