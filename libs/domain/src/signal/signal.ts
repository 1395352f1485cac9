/** What one item says about the US as mediator (product.md, "The postures"). */
export const SIGNALS = ['active', 'threatened', 'withdrawn', 'clarified', 'none'] as const;
export type Signal = (typeof SIGNALS)[number];

/** How the text puts it. */
export type Certainty = 'asserted' | 'hedged' | 'conditional' | 'denied';

/** The rank of the speaker quoted, never of the outlet. */
export const AUTHORITIES = ['principal', 'official', 'unnamed', 'foreign', 'other'] as const;
export type Authority = (typeof AUTHORITIES)[number];

export type ItemField = 'title' | 'summary' | 'content';

/** A verbatim span. `start`/`end` count UTF-16 units of the field; `quote === field.slice(start, end)`. */
export interface EvidenceSpan {
  field: ItemField;
  start: number;
  end: number;
  quote: string;
  /** Ids of the rules that fired on it. */
  rules: string[];
}

/**
 * A remark the item tells, by which items that re-tell the same remark are joined into one origin
 * (product.md rule 6): speaker + normalised quotation or, unquoted, speaker + speech date + predicate.
 */
export interface Statement {
  speaker: string;
  /** The quoted words, lower-cased, punctuation and white space folded; absent when reported unquoted. */
  quotation?: string;
  /** What was said, as a predicate class, e.g. `step-back`. */
  predicate: string;
  /** Day of the remark, `YYYY-MM-DD`, when the text names one ("on Thursday" resolved by the item's date). */
  saidOn?: string;
}

/** The reading of one item's text. */
export interface Assessment {
  signal: Signal;
  /** 0..1; a share of such readings that are right. */
  confidence: number;
  certainty: Certainty;
  authority: Authority;
  speaker?: string;
  /** An outlet or agency the claim is attributed to ("Axios reports", "(Reuters)"), normalised. */
  attributedTo?: string;
  statements: Statement[];
  evidence: EvidenceSpan[];
  /** One sentence a person understands. */
  reason: string;
  assessor: { name: string; version: string; hash: string };
}

/** The text of an item, as the assessor reads it. */
export interface ItemText {
  title: string;
  summary: string;
  content: string;
  outlet?: string;
  language?: string;
  /** Effective time of the item: resolves "on Thursday" and which office-holder held office. */
  effectiveAt?: string;
}
