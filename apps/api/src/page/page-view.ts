import type { FeedRow, HistoryPeriod, PostureAnswer } from '#libs/projections';

/** What is read: the present, what is held now about a time, or what was said at a time. */
export type Reading = { kind: 'now' } | { kind: 'held' | 'said'; at: string };

/** All that the page shows. Rendering adds nothing to it and reads no clock. */
export interface PageView {
  answer: PostureAnswer;
  /** Newest last. */
  periods: HistoryPeriod[];
  /** The first of the sources, those nearest to the facts; how many there are stands in the answer's freshness. */
  feeds: FeedRow[];
  reading: Reading;
  /** Why the reader does not see what was asked for; null when all is well. */
  fault: string | null;
  nowMs: number;
  /** Address that links for use elsewhere start with. */
  publicUrl: string;
  version: string;
}
