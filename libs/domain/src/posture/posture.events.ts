import { type Instant, NAMESPACE, uuidV5 } from '../kernel/index';
import type { Posture } from './posture';

export const POSTURE_CHANGED = 'posture.changed';
export const POSTURE_CORRECTED = 'posture.corrected';
export const POSTURE_REINFORCED = 'posture.reinforced';
export const POSTURE_OVERRIDDEN = 'posture.overridden';
export const POSTURE_OVERRIDE_LIFTED = 'posture.override-lifted';

/** The stream of all decisions. */
export const POSTURE_STREAM = 'posture';

/** Why a decision was taken. */
export const CAUSES = [
  'baseline',
  'news',
  'due',
  'late-item',
  'import',
  'revision',
  'exclusion',
  'reinstatement',
  'ruleset',
] as const;
export type Cause = (typeof CAUSES)[number];

/**
 * Whether what alters the past only is recorded and delivered to nobody: history that is imported, and a rule set
 * that reads the past again, are for our own archive.
 */
export const isForTheRecord = (cause: string | undefined): boolean =>
  cause === 'import' || cause === 'ruleset';

/** A posture and when it began. */
export interface PeriodStart {
  posture: Posture;
  from: Instant;
}

/** What every decision says. Nothing in it is read from a clock. */
export interface DecisionBody {
  /** The posture told before (null: none yet), and the posture held now. */
  from: Posture | null;
  to: Posture;
  /** Since when what is said has been so. */
  effectiveAt: Instant;
  cause: Cause;
  /** The item that completed the evidence; null when none did, as when an item was taken out. */
  decisiveItem: string | null;
  confidence: number;
  reason: string;
  /** Item ids, strongest first. */
  evidence: string[];
  counterEvidence: string[];
  origins: number;
  outlets: number;
  copies: number;
  /** Hash of the rule set under which it was decided. */
  ruleset: string;
  /** The last position folded. */
  inputPosition: number;
}

export interface PostureChanged extends DecisionBody {
  /** The whole timeline; with cause `baseline` only. */
  periods?: PeriodStart[];
}

/** What was told of a stretch of time was wrong. */
export interface PostureCorrected extends DecisionBody {
  /** The stretch; `to` is null when it reaches the present. */
  period: { from: Instant; to: Instant | null };
  was: PeriodStart[];
  is: PeriodStart[];
  /** Ids of the decisions that told it so. */
  supersedes: string[];
  /** The posture of the present is another one than we told, and we should have known earlier. */
  late: boolean;
  /** The posture of the present is another one than we told; whatever the cause. */
  altersCurrent: boolean;
}

/** The posture stands firmer; `from` and `to` are the same. */
export type PostureReinforced = DecisionBody;

/** A person's decision. It goes before the fold's posture until it is lifted or its time is over. */
export interface PostureOverridden {
  posture: Posture;
  /** The fold's posture at that moment. */
  derived: Posture;
  effectiveAt: Instant;
  /** Name of the key that did it. */
  by: string;
  reason: string;
  until: Instant;
}

export interface PostureOverrideLifted {
  /** The posture that was set by hand, and the one held from here on. */
  posture: Posture;
  derived: Posture;
  effectiveAt: Instant;
  /** Name of the key that did it; null when its time was over. */
  by: string | null;
}

/** What the decider decides; recorded as events of stream `posture`. */
export type Decision =
  | { type: typeof POSTURE_CHANGED; body: PostureChanged }
  | { type: typeof POSTURE_CORRECTED; body: PostureCorrected }
  | { type: typeof POSTURE_REINFORCED; body: PostureReinforced };

/** A decision in the log, or about to be: its event id is known. */
export type RecordedDecision = Decision & { id: string };

/**
 * The event id of a decision: the same decision taken twice is one event.
 * @param place its number among the decisions of one causation, or the due time that led to it
 */
export const decisionId = (
  type: Decision['type'],
  causationPosition: number,
  { place, ruleset }: { place: number | Instant; ruleset: string },
): string => uuidV5(NAMESPACE, type, causationPosition, place, ruleset);
