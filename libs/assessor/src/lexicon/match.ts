import type { Token } from '../text/types';
import type { Lexicon, Pattern, PatternIndex, Slot } from './compile';
import type { Concept, Hit } from './types';

/** The hits of one sentence. */
export interface Hits {
  /** Hits of a concept in order; of those that begin at one token, the longest. */
  of(concept: Concept): readonly Hit[];
  has(concept: Concept): boolean;
}

const NONE: readonly Hit[] = [];
/** Words longer than this are not worth remembering. */
const MEMO_WORD = 32;
const MEMO_SIZE = 50_000;
const memos = new WeakMap<PatternIndex, Map<string, Pattern[]>>();

function memoOf(index: PatternIndex): Map<string, Pattern[]> {
  const memo = memos.get(index) ?? new Map<string, Pattern[]>();
  memos.set(index, memo);
  return memo;
}

/** Patterns that can begin with a word. Remembered, for news repeats its words. */
function candidates(index: PatternIndex, memo: Map<string, Pattern[]>, word: string): Pattern[] {
  const seen = memo.get(word);
  if (seen) return seen;
  const found = [...(index.byWord.get(word) ?? [])];
  for (const length of index.stemLengths) {
    if (length > word.length) break;
    found.push(...(index.byStem.get(word.slice(0, length)) ?? []));
  }
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
    const starts = this.byStart.get(concept);
    if (!starts) return NONE;
    const list = this.lists.get(concept) ?? [...starts.values()].sort((a, b) => a.from - b.from);
    this.lists.set(concept, list);
    return list;
  }

  has(concept: Concept): boolean {
    return this.byStart.has(concept);
  }

  matchWords(index: PatternIndex): void {
    const memo = memoOf(index);
    for (let at = 0; at < this.tokens.length; at++) {
      if (!this.tokens[at]!.word) continue;
      for (const pattern of candidates(index, memo, this.tokens[at]!.norm)) this.attempt(pattern, at);
    }
  }

  attempt(pattern: Pattern, at: number): void {
    const to = this.rest(pattern.slots, 0, at);
    if (to <= at) return;
    const starts = this.byStart.get(pattern.concept) ?? new Map<number, Hit>();
    this.byStart.set(pattern.concept, starts);
    const before = starts.get(at);
    if (before && before.to >= to) return;
    starts.set(at, { concept: pattern.concept, from: at, to, rule: pattern.rule });
    this.lists.delete(pattern.concept);
  }

  /** Where the slots from `k` on end when they begin at `at`; -1 when they do not match. */
  private rest(slots: Slot[], k: number, at: number): number {
    const slot = slots[k];
    if (!slot) return at;
    switch (slot.kind) {
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

const fits = (slot: { exact: Set<string>; stems: string[] }, word: string): boolean =>
  slot.exact.has(word) || slot.stems.some((stem) => word.startsWith(stem));

/** Finds a lexicon's concepts in the tokens of a sentence: plain words first, then templates over them. */
export function matchSentence(tokens: Token[], lexicon: Lexicon): Hits {
  const matcher = new Matcher(tokens);
  matcher.matchWords(lexicon.plain);
  for (const [concept, patterns] of lexicon.byConcept) {
    for (const { from } of [...matcher.of(concept)])
      for (const pattern of patterns) matcher.attempt(pattern, from);
  }
  matcher.matchWords(lexicon.templates);
  return matcher;
}
