import type { Database } from '#libs/database';
import { flipDistance, MINUTE, policyHash, toInstant, type FlipDistance, type Policy } from '#libs/domain';
import { readSignals } from './items';

/** What was found last, and of what. */
interface Found {
  key: string;
  found: Promise<FlipDistance | null>;
}

/** The windows of the policy move with time, so what was found holds for a position and a minute. */
const HOLDS = MINUTE;

const lastFound = new WeakMap<Database, Found>();

/**
 * The smallest report that would change the posture now. Folding all signals takes a moment, so it is done once a
 * position and minute, whoever asks meanwhile; the worker, which must alert, does not do it.
 * @param position where the answer stands
 */
export async function readFlipDistance(
  { database, clock, policy }: { database: Database; clock: { now(): number }; policy: Policy },
  position: number,
): Promise<FlipDistance | null> {
  const now = clock.now();
  const key = `${position}/${Math.floor(now / HOLDS)}/${policyHash(policy)}`;
  const last = lastFound.get(database);
  if (last?.key === key) return last.found;
  const found = search(database, policy, now);
  lastFound.set(database, { key, found });
  // What failed is asked again.
  found.catch(() => lastFound.delete(database));
  return found;
}

async function search(database: Database, policy: Policy, now: number): Promise<FlipDistance | null> {
  const { items } = await readSignals(database);
  return flipDistance(items, policy, toInstant(now));
}
