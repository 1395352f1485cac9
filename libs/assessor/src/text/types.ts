import type { ItemField } from '#libs/domain';

/** One field of the item, as far as it is read. */
export interface Zone {
  field: ItemField;
  text: string;
}

/** A word as every text writes it, or a mark. */
export interface Word {
  norm: string;
  /** A word, not a mark. */
  word: boolean;
  /** What each lexicon knows of it, by the lexicon's number; the lexicons fill it. */
  known: unknown[];
  /** The lexicon that read it last, and what that one knows. */
  reader: unknown;
  info: unknown;
  /** The word that the same written word also stands for: `won't` is `will`, then `not`. */
  next: Word | undefined;
}

/** A word or a mark that separates words; `start`/`end` are offsets into the zone's own text. */
export interface Token {
  /** Lower-cased word with straight apostrophes, or the mark itself. Its length may differ from the span. */
  norm: string;
  entry: Word;
  start: number;
  end: number;
  word: boolean;
  capital: boolean;
  /** Inside quotation marks. */
  quoted: boolean;
}

export interface Sentence {
  zone: Zone;
  /** Place among the sentences of its zone. */
  index: number;
  tokens: Token[];
  start: number;
  end: number;
  question: boolean;
  /** Quotations that share text with it; they may reach beyond it. */
  quotes: QuoteSpan[];
}

/** A stretch of quoted words, without its marks. */
export interface QuoteSpan {
  start: number;
  end: number;
}
