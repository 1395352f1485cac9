import { isOverdue, toMs } from '#libs/domain';
import { listLateEndpoints } from '#libs/projections';
import type { DeliverDeps } from './delivery-attempt';

/**
 * Writes one line for each endpoint that has been due for longer than three of its intervals and that nobody sends
 * to. They are served as any other; the line is for the operator.
 * @param known what was reported before, and is still overdue; kept by the caller
 */
export async function reportOverdue(
  { database, realNow, logger }: Pick<DeliverDeps, 'database' | 'realNow' | 'logger'>,
  known: Set<string>,
): Promise<void> {
  const nowMs = realNow();
  const late = await listLateEndpoints(database, nowMs);
  const overdue = late.filter(({ dueAt, lastMs }) => isOverdue({ dueMs: toMs(dueAt), lastMs }, nowMs));
  const ids = new Set(overdue.map(({ endpointId }) => endpointId));
  for (const id of known) if (!ids.has(id)) known.delete(id);
  for (const { endpointId, host, lane, dueAt } of overdue) {
    if (known.has(endpointId)) continue;
    known.add(endpointId);
    logger.warn(
      { endpoint: endpointId, host, lane, dueSince: dueAt },
      'an endpoint is overdue and is served now; if this goes on, start another worker or disable endpoints that never answer',
    );
  }
}
