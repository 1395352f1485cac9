import { type Instant, toInstant, toMs } from '../kernel/index';
import type { Authority, Signal } from '../signal/index';
import { witnessOf } from './evidence';
import { foldUpTo, foldVerge, type Verge } from './fold';
import { inOrder, type Origins } from './origins';
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

/** The origins with those of a report after them, which by its making are nobody else's. */
function withReport(known: Origins, { origins }: Report, first: number): Origins {
  const of = (number: number): number => (number - first < origins ? number : first);
  return {
    ...known,
    of: (number) => (number < first ? known.of(number) : of(number)),
    voiceOf: (number) => (number < first ? known.voiceOf(number) : `hypothetical outlet ${of(number)}`),
  };
}

/**
 * The smallest report that, told at the horizon, would change the posture there; null when none of up to four
 * outlets does. What would take hold later only, as the way back to `active` does, changes nothing yet. The
 * items are folded once, and each report on top of them.
 */
export function flipDistance(
  items: readonly FoldItem[],
  policy: Policy,
  horizon: Instant,
): FlipDistance | null {
  const until = toMs(horizon);
  const sorted = inOrder(items.filter((item) => toMs(item.effectiveAt) <= until));
  const { state, context, now } = foldUpTo(sorted, policy, until);
  const told = state.seen.length;
  const postureWith = (report?: Report): Posture => {
    const verge: Verge = {
      state: { ...state, periods: [] },
      context: { policy, origins: context.origins, failed: new Map() },
      now: [...now],
    };
    if (report) {
      verge.context.origins = withReport(context.origins, report, sorted.length);
      reportItems(report, toInstant(until)).forEach((item, i) =>
        verge.now.push(witnessOf(item, { at: until, saidAt: until, number: sorted.length + i }, policy)),
      );
    }
    const { posture } = foldVerge(verge, until);
    // All of them share one list of who was heard before.
    state.seen.length = told;
    return posture;
  };
  const held = postureWith();
  for (const report of REPORTS) {
    const to = postureWith(report);
    if (to !== held) return { ...report, to };
  }
  return null;
}
