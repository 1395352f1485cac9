import type { Database } from '#libs/database';
import {
  flipDistanceFrom,
  MINUTE,
  policyHash,
  toInstant,
  type FlipDistance,
  type Policy,
} from '#libs/domain';
import { readSnapshot } from './posture';

/** What was found last, and of what. */
interface Found {
  key: string;
  found: Promise<FlipDistance | null>;
}

/** The windows of the policy move with time, so what was found holds for a fold and a minute. */
const HOLDS = MINUTE;

const lastFound = new WeakMap<Database, Found>();

/**
 * The smallest report that would change the posture now. It is searched for on the snapshot that the worker left, once
 * for a fold and a minute, whoever asks meanwhile; the worker, which must alert, does not do it.
 * @param version of the fold that is asked about
 */
export async function readFlipDistance(
  { database, clock, policy }: { database: Database; clock: { now(): number }; policy: Policy },
  version: number,
): Promise<FlipDistance | null> {
  const now = clock.now();
  const key = `${version}/${Math.floor(now / HOLDS)}/${policyHash(policy)}`;
  const last = lastFound.get(database);
  if (last?.key === key) return last.found;
  const found = search(database, policy, now);
  lastFound.set(database, { key, found });
  // What failed is asked again.
  found.catch(() => lastFound.delete(database));
  return found;
}

async function search(database: Database, policy: Policy, now: number): Promise<FlipDistance | null> {
  const state = await readSnapshot(database);
  return flipDistanceFrom(state?.snapshot ?? null, policy, toInstant(now));
}
