import type { Instant } from '../kernel/index';
import type { Authority, Certainty, Signal, Statement } from '../signal/index';

export const POSTURES = ['active', 'threatened', 'withdrawn', 'clarified'] as const;
export type Posture = (typeof POSTURES)[number];

/**
 * One assessed item as the fold sees it. Excluded items, items read as `none` and superseded revisions
 * are not given to the fold.
 */
export interface FoldItem {
  itemId: string;
  effectiveAt: Instant;
  outlet: string;
  /** From the speaker's own feed. */
  official: boolean;
  signal: Exclude<Signal, 'none'>;
  confidence: number;
  certainty: Certainty;
  authority: Authority;
  speaker?: string;
  attributedTo?: string;
  statements: Statement[];
  /** 3-word shingles of title + summary, hashed to 32 bits, sorted ascending, without repeats. */
  shingles: number[];
}

/** A stretch of one posture; it lasts until the next period's `from`. */
export interface Period {
  posture: Posture;
  from: Instant;
  /** Items that completed the evidence; the first is the decisive item. Empty for the initial period. */
  decidedBy: string[];
  /** 0..1 at the moment of the decision. */
  confidence: number;
  /** Independent origins and outlets among the evidence, and how many items re-told them. */
  origins: number;
  outlets: number;
  copies: number;
  /** Items that speak for it, strongest first, and the strongest against. */
  evidence: string[];
  counterEvidence: string[];
  reason: string;
}
