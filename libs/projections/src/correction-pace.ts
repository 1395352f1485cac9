import type { Queryable, Transaction } from '#libs/database';
import { toMs, type Absorbed, type CorrectionPace } from '#libs/domain';

const CORRECTED = 'posture.corrected';

/**
 * Takes the endpoint's last delivery out of its queue when it is a correction that nobody was or is being
 * sent: a newer correction takes its place. Only the last one, as what follows it names it as the one before.
 * @param now real time
 * @returns what the newer one has to take over; null when there is nothing to supersede
 */
export async function supersedeUnsentCorrection(
  tx: Transaction,
  endpointId: string,
  now: string,
): Promise<Absorbed | null> {
  // A sender takes its lease by updating this row, so none begins while it is locked.
  const [endpoint] = await tx.query<{ sending: boolean }>(
    `select coalesce(lease_until > clock_timestamp(), false) as sending from subscriptions
     where endpoint_id = $1 for no key update`,
    [endpointId],
  );
  const [superseded] = await tx.query<{ body: string }>(
    `update deliveries d set state = 'superseded', settled_at = $2
     where endpoint_id = $1 and type = $3 and state = 'waiting' and attempts = 0
       and sequence = (select max(sequence) from deliveries where endpoint_id = $1)
       and not ($4 and due_at <= $2 and not exists (
         select 1 from deliveries b where b.endpoint_id = $1 and b.state = 'waiting' and b.sequence < d.sequence))
     returning body`,
    [endpointId, now, CORRECTED, endpoint!.sending],
  );
  return superseded ? (JSON.parse(superseded.body) as { data: Absorbed }).data : null;
}

/** Corrections that are held back become due: something else follows them. */
export const releaseCorrections = (tx: Transaction, endpointId: string, now: string): Promise<object[]> =>
  tx.query(
    `update deliveries set due_at = $2
     where endpoint_id = $1 and type = $3 and state = 'waiting' and attempts = 0 and due_at > $2`,
    [endpointId, now, CORRECTED],
  );

export async function readCorrectionPace(db: Queryable, endpointId: string): Promise<CorrectionPace> {
  const [row] = await db.query<{ last: string | null; others: boolean }>(
    `select (select settled_at from deliveries where endpoint_id = $1 and type = $2 and state in ('delivered', 'dead')
             order by sequence desc limit 1) as last,
            exists (select 1 from deliveries where endpoint_id = $1 and type <> $2 and state = 'waiting') as others`,
    [endpointId, CORRECTED],
  );
  const { last, others } = row!;
  return { lastMs: last === null ? null : toMs(last), othersWait: others };
}

/** Holds a delivery that was never tried until a moment of real time. */
export const holdDelivery = (db: Queryable, deliveryId: string, until: string): Promise<object[]> =>
  db.query(
    `update deliveries set due_at = $2 where delivery_id = $1 and state = 'waiting' and attempts = 0`,
    [deliveryId, until],
  );
