/** Who speaks: by name, by rank, and who passes it on. */
export const VOICES = [
  'SPEAKER',
  'PRINCIPAL',
  'OFFICIAL',
  'UNNAMED',
  'FOREIGN',
  'OTHERVOICE',
  'GOVERNMENT',
  'TELL',
  'OUTLET',
  'COUNTRY',
] as const;

/** Meanings that patterns stand for, the same in every language. */
export const CONCEPTS = [
  ...VOICES,
  'FORMER',
  // who acts
  'US',
  'PARTY',
  'THIRD',
  'PERSON',
  'CONFLICT',
  'ELSEWHERE',
  // what
  'ROLE',
  'TALKS',
  'DEAL',
  'MEETING',
  'OTHER',
  'RESULT',
  // leaving
  'LEAVE',
  'EXIT',
  'HANDOVER',
  'PRESSURE',
  'ULTIMATUM',
  // staying
  'STAY',
  'SAME',
  'ENGAGE',
  'HALTED',
  'ENVOY',
  'VENUE',
  'NOISE',
  'RETRACT',
  // how it is put
  'NOT',
  'IF',
  'ELSE',
  'EVENIF',
  'WHETHER',
  'MAY',
  'PROSPECT',
  'DENY',
  'FALSE',
  'CLARIFY',
  'OPEN',
  'TALKOF',
  'BEFORE',
  'ADVICE',
  'OPINION',
  'HYPOTHESIS',
  'SAY',
  'BUT',
  'PREP',
] as const;
export type Concept = (typeof CONCEPTS)[number];

/**
 * One language's patterns. A pattern is a row of slots separated by blanks:
 * `word`, `a/b` (either), `stem*` (any ending), `@class` (a word class), `{CONCEPT}` (a hit of that concept),
 * `~3` (up to three words between), `word?` (may be missing), `$` (a mark or the end follows).
 */
export interface LanguageData {
  classes: Record<string, string>;
  concepts: Partial<Record<Concept, string[]>>;
}

/** A stretch of tokens `from` <= i < `to` of one sentence that a pattern matched. */
export interface Hit {
  concept: Concept;
  from: number;
  to: number;
  /** Number of the pattern, for what is kept beside it. */
  pattern: number;
  /** `<language>.<CONCEPT>:<pattern>`, the rule id shown in evidence. */
  rule: string;
}
