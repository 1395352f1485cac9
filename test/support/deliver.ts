import { CORRECTION_PAUSE_MS, dueWait, retryWait, toMs } from '#libs/domain';
import { DeliverySender, type DeliverDeps } from '#libs/pipeline';
import { listDeliveries, readSubscription } from '#libs/projections';

/**
 * Sends what is due now, to every endpoint, until nothing is.
 * @returns real milliseconds until the given endpoint is due again; null when there is nothing to wait for
 */
export async function deliverDue(deps: DeliverDeps, endpointId: string): Promise<number | null> {
  const sender = new DeliverySender(deps);
  sender.wake();
  await sender.idle();
  await sender.stop();
  return waitOf(deps, endpointId);
}

async function waitOf({ database, realNow, clock }: DeliverDeps, endpointId: string): Promise<number | null> {
  const endpoint = await readSubscription(database, endpointId);
  const [head] = (await listDeliveries(database, { endpointId, state: 'waiting', limit: 1_000 })).sort(
    (a, b) => a.place - b.place,
  );
  const nowMs = realNow();
  if (!endpoint || endpoint.health.state === 'disabled') return null;
  const { health } = endpoint;
  if (health.state === 'unverified') return toMs(endpoint.verifyDue) - nowMs;
  if (!head) return null;
  const holdMs = clock.realMs(CORRECTION_PAUSE_MS);
  const due = dueWait({ ...head, dueMs: toMs(head.dueAt) }, health, { nowMs, holdMs });
  return health.state === 'paused' ? Math.max(due, retryWait(health, nowMs)) : due;
}
