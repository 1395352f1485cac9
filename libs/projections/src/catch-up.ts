import type { Transaction } from '#libs/database';
import { planCatchUp, type AlertEventType, type CatchUp } from '#libs/domain';

/**
 * Applies an endpoint's own choice to what queued up while it was away: what it does not want to read any more is
 * `superseded`. The caller holds the endpoint's row.
 * @param now real time
 */
export async function supersedeStale(
  tx: Transaction,
  { endpointId, catchUp }: { endpointId: string; catchUp: CatchUp },
  now: string,
): Promise<void> {
  if (catchUp === 'all') return;
  const queue = await tx.query<{ deliveryId: string; place: number; type: AlertEventType }>(
    `select delivery_id as "deliveryId", place, type from deliveries where endpoint_id = $1 and state = 'waiting'`,
    [endpointId],
  );
  const { supersede } = planCatchUp(catchUp, queue);
  await tx.query(`update deliveries set state = 'superseded', settled_at = $2 where delivery_id = any($1)`, [
    supersede,
    now,
  ]);
}
