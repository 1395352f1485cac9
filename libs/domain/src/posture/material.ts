import { toMs } from '../kernel/index';
import { hours, type Policy } from './policy';
import type { Posture } from './posture';
import type { PeriodStart } from './posture.events';
import { begunBy, postureAt, type Region, type ToldPeriod } from './timeline';

/** A change of posture within a stretch. */
interface Boundary<P extends PeriodStart> {
  period: P;
  at: number;
}

/**
 * The changes of a timeline within a stretch, without periods too short to matter: what is left is the
 * story in its words.
 */
function story<P extends PeriodStart>(
  timeline: readonly P[],
  region: Region,
  shortest: number,
): Boundary<P>[] {
  const kept: Boundary<P>[] = [];
  let posture: Posture = postureAt(timeline, region.from - 1);
  const end = begunBy(timeline, region.to);
  for (let i = begunBy(timeline, region.from - 1); i < end; i++) {
    const period = timeline[i]!;
    const at = toMs(period.from);
    const until = i + 1 < timeline.length ? toMs(timeline[i + 1]!.from) : Infinity;
    if (until - at < shortest || period.posture === posture) continue;
    posture = period.posture;
    kept.push({ period, at });
  }
  return kept;
}

/**
 * Whether a difference in the past is worth a correction: it adds, removes or renames a period of some
 * length, or moves a boundary that was alerted by much (product.md rule 5).
 */
export function isMaterial(
  region: Region,
  { told, is }: { told: readonly ToldPeriod[]; is: readonly PeriodStart[] },
  policy: Policy,
): boolean {
  const shortest = hours(policy.material.periodHours);
  const before = story(told, region, shortest);
  const after = story(is, region, shortest);
  if (before.length !== after.length) return true;
  return before.some(
    ({ period, at }, i) =>
      period.posture !== after[i]!.period.posture ||
      (period.alerted && Math.abs(at - after[i]!.at) > hours(policy.material.boundaryHours)),
  );
}
