import type { Concept } from './types';

/** Kinds of slots; a slot is one number, its kind in the lowest bits and above them what it asks for. */
export const END_OF_PATTERN = 0;
/** The number of a set of words. */
export const WORDS = 1;
export const WORDS_OR_NONE = 2;
/** How many words may stand between. */
export const GAP = 3;
/** The number of a concept. */
export const CONCEPT = 4;
export const MARK_OR_END = 5;

export const slotOf = (kind: number, asked = 0): number => (asked << 3) | kind;
export const kindOf = (slot: number): number => slot & 7;
export const askedBy = (slot: number): number => slot >> 3;

export interface Pattern {
  /** Its own number, among the patterns of all lexicons. */
  id: number;
  name: Concept;
  /** The concept's number. */
  concept: number;
  /** Where its slots begin among those of the lexicon. */
  start: number;
  /** What must hold before there is anything to try. */
  guard: number;
  /** Holds other concepts. */
  template: boolean;
  rule: string;
}

/** A set of concept numbers, as two rows of bits. */
export interface ConceptSet {
  low: number;
  high: number;
}

export function include(set: ConceptSet, concept: number): void {
  if (concept < 32) set.low |= 1 << concept;
  else set.high |= 1 << (concept - 32);
}

export const includes = ({ low, high }: ConceptSet, concept: number): boolean =>
  concept < 32 ? (low & (1 << concept)) !== 0 : (high & (1 << (concept - 32))) !== 0;

/** Guards: a slot that the very next word must fill, the complement of a concept that must have hits, or one of these. */
export const ALWAYS = 1 << 20;
/** Of a pattern that is one word: there is nothing more to ask. */
export const ONE_WORD = ALWAYS + 1;

export function guardOf(slots: readonly number[]): number {
  const concept = slots.find((slot) => kindOf(slot) === CONCEPT);
  if (concept !== undefined) return ~askedBy(concept);
  const [first, second = END_OF_PATTERN] = slots;
  if (kindOf(first!) !== WORDS) return ALWAYS;
  if (second === END_OF_PATTERN) return ONE_WORD;
  return kindOf(second) === WORDS ? askedBy(second) : ALWAYS;
}

/** Patterns that are tried together, with their guards and starts in rows: few are looked at beyond that. */
export class Group {
  readonly patterns: Pattern[] = [];
  readonly guards: number[] = [];
  readonly starts: number[] = [];

  add(pattern: Pattern): void {
    this.patterns.push(pattern);
    this.guards.push(pattern.guard);
    this.starts.push(pattern.start);
  }
}

/** What a lexicon knows of a word. */
export class WordInfo implements ConceptSet {
  /** Concepts that can begin with it. */
  low = 0;
  high = 0;
  /** Patterns that begin with it: those of words only, and those that hold other concepts. */
  readonly plain = new Group();
  readonly templates = new Group();
  /** Remainders of the slots it can fill: rules out most others at once. */
  private readonly remainders: number;

  constructor(
    patterns: readonly Pattern[],
    private readonly slots: readonly number[],
  ) {
    for (const pattern of patterns) {
      include(this, pattern.concept);
      (pattern.template ? this.templates : this.plain).add(pattern);
    }
    this.remainders = slots.reduce((bits, slot) => bits | (1 << (slot & 31)), 0);
  }

  fills(slot: number): boolean {
    return (this.remainders & (1 << (slot & 31))) !== 0 && this.slots.includes(slot);
  }
}
