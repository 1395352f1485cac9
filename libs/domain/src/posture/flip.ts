import { type Instant, toMs } from '../kernel/index';
import type { Authority, Signal } from '../signal/index';
import { type Witness, witnessOf } from './evidence';
import { Fold } from './fold';
import { Journal } from './journal';
import { LiveFold, type LiveFoldSnapshot, type SnapshotPlace } from './live-fold';
import type { Places } from './origins';
import type { Policy } from './policy';
import type { FoldItem, Posture } from './posture';

/** News that nobody has told yet: so many outlets, of which the first few in their own words. */
export interface Report {
  signal: Exclude<Signal, 'none'>;
  authority: Authority;
  /** Independent origins among the outlets; who is not one copies the first. */
  origins: number;
  outlets: number;
}

/** The smallest report that would change the posture, and to what. */
export interface FlipDistance extends Report {
  to: Posture;
}

/** How many outlets a report may have. */
const MOST = 4;

/** A report is read well, though not so surely that one outlet would do. */
const CONFIDENCE = 0.8;

const LEAST_FIRST: readonly Authority[] = ['other', 'foreign', 'unnamed', 'official', 'principal'];
const MILDEST_FIRST: readonly Report['signal'][] = ['active', 'clarified', 'threatened', 'withdrawn'];

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** All reports, the smallest first: fewer origins, then fewer outlets, then a lesser speaker, then a milder word. */
export const REPORTS: readonly Report[] = upTo(MOST).flatMap((origins) =>
  upTo(MOST)
    .filter((outlets) => outlets >= origins)
    .flatMap((outlets) =>
      LEAST_FIRST.flatMap((authority) =>
        MILDEST_FIRST.map((signal) => ({ signal, authority, origins, outlets })),
      ),
    ),
);

/** A report as items of a moment, in texts, outlets and words that nobody else has. */
export function reportItems({ signal, authority, origins, outlets }: Report, at: Instant): FoldItem[] {
  return upTo(outlets).map((n) => {
    // Shingles of real texts have 32 bits.
    const text = 2 ** 32 + (n <= origins ? n : 1);
    return {
      itemId: `hypothetical-${n}`,
      effectiveAt: at,
      precision: 'instant',
      outlet: `hypothetical outlet ${n}`,
      official: false,
      signal,
      confidence: CONFIDENCE,
      certainty: 'asserted',
      authority,
      statements: [],
      shingles: [text],
    };
  });
}

/** Places as a snapshot has them, and those of reports, which by their making are nobody else's. */
class SupposedPlaces implements Places {
  private readonly known: Map<number, SnapshotPlace>;
  private readonly originVoices: Map<number, string>;
  private readonly first: number;

  constructor(places: readonly SnapshotPlace[]) {
    this.known = new Map(places.map((place) => [place.number, place]));
    this.originVoices = new Map(places.map(({ origin, originVoice }) => [origin, originVoice]));
    this.first = places.reduce((last, { number }) => Math.max(last, number), -1) + 1;
  }

  /** How many of a report's items are origins of their own. */
  origins = 0;

  witness(item: FoldItem, n: number, { at, policy }: { at: number; policy: Policy }): Witness {
    return witnessOf(item, { at, saidAt: at, number: this.first + n }, policy);
  }

  originOf(number: number): number {
    if (number < this.first) return this.known.get(number)!.origin;
    return number - this.first < this.origins ? number : this.first;
  }

  voiceOf(number: number): string {
    if (number >= this.first) return `hypothetical outlet ${this.originOf(number)}`;
    return this.known.get(number)?.voice ?? this.originVoices.get(number)!;
  }
}

/**
 * The smallest report that, told at the horizon, would change the posture there; null when none of up to four
 * outlets does. What would take hold later only, as the way back to `active` does, changes nothing yet.
 * @param snapshot of a fold of all items up to the horizon; null when there are none
 */
export function flipDistanceFrom(
  snapshot: LiveFoldSnapshot | null,
  policy: Policy,
  horizon: Instant,
): FlipDistance | null {
  const at = toMs(horizon);
  const places = new SupposedPlaces(snapshot?.places ?? []);
  const context = { places, journal: new Journal() };
  const fold = snapshot ? Fold.restore(snapshot, policy, context) : new Fold(policy, context, at);
  const held = fold.suppose([], at);
  for (const report of REPORTS) {
    places.origins = report.origins;
    const items = reportItems(report, horizon);
    const to = fold.suppose(
      items.map((item, n) => places.witness(item, n, { at, policy })),
      at,
    );
    if (to !== held) return { ...report, to };
  }
  return null;
}

/** The same, of items. */
export function flipDistance(
  items: readonly FoldItem[],
  policy: Policy,
  horizon: Instant,
): FlipDistance | null {
  const fold = new LiveFold(policy);
  fold.change(items.map((item) => ({ itemId: item.itemId, effectiveAt: item.effectiveAt, item })));
  fold.foldTo(horizon);
  return flipDistanceFrom(fold.snapshot(), policy, horizon);
}
