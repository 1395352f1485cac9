import type { Hit } from '../lexicon/types';
import type { Hits } from '../lexicon/match';
import type { Sentence } from '../text/types';

/** Who does what a predicate says. `none` = nobody is named in the sentence. */
export type ActorKind = 'us' | 'party' | 'third' | 'person' | 'none';

export interface Actor {
  kind: Exclude<ActorKind, 'none'>;
  from: number;
  to: number;
}

/** A stretch of a sentence between marks, conjunctions and condition words. */
export interface Clause {
  from: number;
  to: number;
  /** `condition` = what must happen first; `concession` = what makes no difference. */
  kind: 'plain' | 'condition' | 'concession';
  /** The condition word that opens it. */
  opener?: Hit | undefined;
}

/** One sentence with everything the layers below know of it. */
export interface SentenceReading {
  sentence: Sentence;
  hits: Hits;
  clauses: Clause[];
  actors: Actor[];
}

/** What is left, ended or kept, from the strongest sign to the weakest. */
export type ObjectKind = 'role' | 'talks' | 'deal' | 'meeting' | 'other' | 'none';

/** How a predicate is put. */
export type Factuality =
  | 'done'
  | 'conditional'
  | 'prospective'
  | 'negated'
  | 'denied'
  | 'background'
  | 'question'
  | 'talk'
  | 'hypothetical'
  | 'opinion';

export type ClaimKind = 'exit' | 'pressure' | 'stay' | 'same' | 'denial';

/** One thing a sentence says about the US as mediator. */
export interface Claim {
  kind: ClaimKind;
  factuality: Factuality;
  /** 1 (a hint) to 3 (the role itself is named). */
  strength: number;
  reading: SentenceReading;
  /** The predicate, then the cues that decided its factuality. */
  evidence: Hit[];
  subject: ActorKind;
  /** Place in the reading order of the item. */
  order: number;
}
