import type { Transaction } from '#libs/database';
import { toInstant, toMs, type MonitorWatch } from '#libs/domain';

export async function readMonitorWatch(tx: Transaction): Promise<MonitorWatch | null> {
  const [row] = await tx.query<{
    blind: boolean;
    since: string;
    looked_at: string;
    seen: MonitorWatch['seen'];
  }>('select blind, since, looked_at, seen from monitor_watch');
  if (!row) return null;
  return { blind: row.blind, sinceMs: toMs(row.since), lookedMs: toMs(row.looked_at), seen: row.seen };
}

export const writeMonitorWatch = (
  tx: Transaction,
  { blind, sinceMs, lookedMs, seen }: MonitorWatch,
): Promise<object[]> =>
  tx.query(
    `insert into monitor_watch (blind, since, looked_at, seen) values ($1, $2, $3, $4)
     on conflict (one) do update set blind = $1, since = $2, looked_at = $3, seen = $4`,
    [blind, toInstant(sinceMs), toInstant(lookedMs), seen],
  );
