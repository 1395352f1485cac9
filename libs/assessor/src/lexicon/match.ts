import type { Token } from '../text/types';
import type { Candidates, Lexicon, Pattern, Slot } from './compile';
import type { Concept, Hit } from './types';

/** The hits of one sentence. */
export interface Hits {
  /** Hits of a concept in order; of those that begin at one token, the longest. */
  of(concept: Concept): readonly Hit[];
  has(concept: Concept): boolean;
}

const NO_HITS: readonly Hit[] = [];
const NOTHING: Candidates = { plain: [], templates: [] };
/** Words longer than this are not worth remembering. */
const MEMO_WORD = 32;
const MEMO_SIZE = 50_000;
const memos = new WeakMap<Lexicon, Map<string, Candidates>>();

function memoOf(lexicon: Lexicon): Map<string, Candidates> {
  const memo = memos.get(lexicon) ?? new Map<string, Candidates>();
  memos.set(lexicon, memo);
  return memo;
}

function lookUp(lexicon: Lexicon, word: string): Candidates {
  const found = [lexicon.byWord.get(word)];
  for (const length of lexicon.stemLengths) {
    if (length > word.length) break;
    found.push(lexicon.byStem.get(word.slice(0, length)));
  }
  const some = found.filter((candidates) => candidates !== undefined);
  if (some.length === 0) return NOTHING;
  return {
    plain: some.flatMap((candidates) => candidates.plain),
    templates: some.flatMap((candidates) => candidates.templates),
  };
}

/** Patterns that can begin with a word. Remembered, for news repeats its words. */
function candidatesOf(lexicon: Lexicon, memo: Map<string, Candidates>, word: string): Candidates {
  const seen = memo.get(word);
  if (seen) return seen;
  const found = lookUp(lexicon, word);
  if (word.length <= MEMO_WORD) {
    if (memo.size >= MEMO_SIZE) memo.clear();
    memo.set(word, found);
  }
  return found;
}

class Matcher implements Hits {
  private readonly byStart = new Map<Concept, Map<number, Hit>>();
  private readonly lists = new Map<Concept, Hit[]>();

  constructor(private readonly tokens: Token[]) {}

  of(concept: Concept): readonly Hit[] {
    const list = this.lists.get(concept);
    if (list) return list;
    const starts = this.byStart.get(concept);
    if (!starts) return NO_HITS;
    const sorted = [...starts.values()].sort((a, b) => a.from - b.from);
    this.lists.set(concept, sorted);
    return sorted;
  }

  has(concept: Concept): boolean {
    return this.byStart.has(concept);
  }

  attemptAll(patterns: Pattern[], at: number): void {
    for (const pattern of patterns) if (this.hasAll(pattern.needs)) this.attempt(pattern, at);
  }

  private hasAll(concepts: Concept[]): boolean {
    for (const concept of concepts) if (!this.byStart.has(concept)) return false;
    return true;
  }

  private attempt(pattern: Pattern, at: number): void {
    const to = pattern.slots.length === 1 ? at + 1 : this.rest(pattern.slots, 0, at);
    if (to <= at) return;
    let starts = this.byStart.get(pattern.concept);
    if (!starts) this.byStart.set(pattern.concept, (starts = new Map()));
    const before = starts.get(at);
    if (before && before.to >= to) return;
    starts.set(at, { concept: pattern.concept, from: at, to, rule: pattern.rule });
    this.lists.delete(pattern.concept);
  }

  /** Where the slots from `k` on end when they begin at `at`; -1 when they do not match. */
  private rest(slots: Slot[], k: number, at: number): number {
    const slot = slots[k];
    if (slot === undefined) return at;
    switch (slot.kind) {
      case 'end':
        return this.tokens[at]?.word ? -1 : at;
      case 'gap':
        return this.afterGap(slots, k, at);
      case 'concept': {
        const hit = this.byStart.get(slot.concept)?.get(at);
        return hit ? this.rest(slots, k + 1, hit.to) : -1;
      }
      case 'words': {
        const token = this.tokens[at];
        if (token && fits(slot, token.norm)) {
          const to = this.rest(slots, k + 1, at + 1);
          if (to > 0) return to;
        }
        return slot.optional ? this.rest(slots, k + 1, at) : -1;
      }
    }
  }

  /** Gaps never cross a mark: what a comma parts, a pattern does not join. */
  private afterGap(slots: Slot[], k: number, at: number): number {
    const { most } = slots[k] as { most: number };
    for (let skipped = 0; skipped <= most; skipped++) {
      const to = this.rest(slots, k + 1, at + skipped);
      if (to > 0) return to;
      if (!this.tokens[at + skipped]?.word) return -1;
    }
    return -1;
  }
}

function fits(slot: { exact: Set<string>; stems: string[] }, word: string): boolean {
  if (slot.exact.has(word)) return true;
  for (const stem of slot.stems) if (word.startsWith(stem)) return true;
  return false;
}

/** Finds a lexicon's concepts in the tokens of a sentence: plain words first, then templates over them. */
export function matchSentence(tokens: Token[], lexicon: Lexicon): Hits {
  const matcher = new Matcher(tokens);
  const memo = memoOf(lexicon);
  const templates: [Pattern[], number][] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (!tokens[at]!.word) continue;
    const candidates = candidatesOf(lexicon, memo, tokens[at]!.norm);
    if (candidates === NOTHING) continue;
    matcher.attemptAll(candidates.plain, at);
    if (candidates.templates.length > 0) templates.push([candidates.templates, at]);
  }
  for (const [concept, patterns] of lexicon.byConcept) {
    for (const { from } of [...matcher.of(concept)]) matcher.attemptAll(patterns, from);
  }
  for (const [patterns, at] of templates) matcher.attemptAll(patterns, at);
  return matcher;
}
