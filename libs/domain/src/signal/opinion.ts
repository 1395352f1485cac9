import type { Authority, Certainty, ItemField, Signal } from './signal';

/** Words of the item a model rests its reading on; `quote === field.slice(start, end)`. */
export interface OpinionQuote {
  field: ItemField;
  start: number;
  end: number;
  quote: string;
}

/** How a model read one item, after every check. */
export interface ModelReading {
  signal: Signal;
  certainty: Certainty;
  authority: Authority;
  speaker: string | null;
  quotes: OpinionQuote[];
  /** The model's own words: kept for people who look, shown and used nowhere. */
  why: string;
}

/** What came of asking: a reading, or why there is none, as a code. */
export type Opinion = { tokens: number | null } & ({ reading: ModelReading } | { dropped: string });

/** `second-opinion`: moves the confidence only. `primary`: its signal is the signal, the rules are the check. */
export const OPINION_ROLES = ['second-opinion', 'primary'] as const;
export type OpinionRole = (typeof OPINION_ROLES)[number];
