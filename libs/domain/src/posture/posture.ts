import type { EffectivePrecision } from '../item/index';
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
  /** `day`: it is of that day, at an hour nobody told (product.md rule 2). */
  precision: EffectivePrecision;
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

/** What speaks for a posture and against it. */
export interface Standing {
  /** 0..1; rises with origins, falls with hedging and with what speaks against it. */
  confidence: number;
  /** Independent origins and outlets among the evidence, and how many items re-told them. */
  origins: number;
  outlets: number;
  copies: number;
  /** Items that speak for it, strongest first, and the strongest against; the policy bounds the lists. */
  evidence: string[];
  counterEvidence: string[];
  /** Effective time of the youngest item that speaks for it; confidence decays from here. */
  supportedAt: Instant;
}

/** A stretch of one posture; it lasts until the next period's `from`. Its standing is that of its start. */
export interface Period extends Standing {
  posture: Posture;
  from: Instant;
  /** Items that completed the evidence; the first is the decisive item. Empty for the initial period. */
  decidedBy: string[];
  /** Placed by a dwell: `from` is a due time, not the time of an item. */
  due: boolean;
  reason: string;
}

/** What the items up to a horizon say. */
export interface Fold {
  periods: readonly Period[];
  /** When the fold will change without a further item: the earliest due time after the horizon. */
  nextDue: Instant | null;
  /** How the last period stands at the horizon; null without items. */
  standing: Standing | null;
}
