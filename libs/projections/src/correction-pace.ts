import type { Transaction } from '#libs/database';
import type { Absorbed } from '#libs/domain';

const CORRECTED = 'posture.corrected';

/**
 * Takes the last delivery out of the queue of each endpoint where it is a correction that nobody was or is being
 * sent: a newer correction takes its place. The caller has locked the endpoints.
 * @param now real time
 * @returns for each such endpoint what the newer one has to take over
 */
export async function supersedeUnsentCorrections(
  tx: Transaction,
  endpointIds: string[],
  now: string,
): Promise<Map<string, Absorbed>> {
  const rows = await tx.query<{ endpoint_id: string; absorbed: Absorbed }>(
    `update deliveries d set state = 'superseded', settled_at = $2
     where endpoint_id = any($1::uuid[]) and type = $3 and state = 'waiting' and sequence is null
       and not exists (
         select 1 from deliveries later
         where later.endpoint_id = d.endpoint_id and later.state = 'waiting' and later.place > d.place)
     returning endpoint_id, body::json->'data' as absorbed`,
    [endpointIds, now, CORRECTED],
  );
  return new Map(rows.map(({ endpoint_id, absorbed }) => [endpoint_id, absorbed]));
}

/** Corrections that are held back become due: something else follows them. */
export const releaseCorrections = (tx: Transaction, endpointIds: string[], now: string): Promise<object[]> =>
  tx.query(
    `update deliveries set due_at = $2
     where endpoint_id = any($1::uuid[]) and type = $3 and state = 'waiting' and sequence is null and due_at > $2`,
    [endpointIds, now, CORRECTED],
  );
