import type { Token } from '../text/types';
import { conceptNumber, type Lexicon, type Pattern, type Slot, type WordInfo } from './compile';
import { CONCEPTS, type Concept, type Hit } from './types';

/** The hits of one sentence. */
export interface Hits {
  /** Hits of a concept in order; of those that begin at one token, the longest. */
  of(concept: Concept): readonly Hit[];
  has(concept: Concept): boolean;
  /** The hit that begins at a token. */
  at(concept: Concept, token: number): Hit | undefined;
}

const NO_HITS: readonly Hit[] = [];

class Matcher implements Hits {
  /** Hits by concept, in the order of their beginnings. Few of one concept share a sentence. */
  private readonly lists: (Hit[] | undefined)[] = new Array<Hit[] | undefined>(CONCEPTS.length);

  constructor(
    private readonly tokens: readonly Token[],
    private readonly words: readonly WordInfo[],
  ) {}

  of(concept: Concept): readonly Hit[] {
    return this.lists[conceptNumber(concept)] ?? NO_HITS;
  }

  list(concept: number): readonly Hit[] {
    return this.lists[concept] ?? NO_HITS;
  }

  has(concept: Concept): boolean {
    return this.lists[conceptNumber(concept)] !== undefined;
  }

  at(concept: Concept, token: number): Hit | undefined {
    return this.starting(conceptNumber(concept), token);
  }

  private starting(concept: number, token: number): Hit | undefined {
    const list = this.lists[concept];
    if (list) for (const hit of list) if (hit.from >= token) return hit.from === token ? hit : undefined;
    return undefined;
  }

  hasAll(concepts: readonly number[]): boolean {
    for (const concept of concepts) if (!this.lists[concept]) return false;
    return true;
  }

  attempt(pattern: Pattern, at: number): void {
    const { slots, concept } = pattern;
    const to = slots.length === 1 ? at + 1 : this.rest(slots, 0, at);
    if (to <= at) return;
    this.add(concept, { concept: pattern.name, from: at, to, pattern: pattern.id, rule: pattern.rule });
  }

  /** Of two hits that begin at one token the longer one is kept, of two of one length the first. */
  private add(concept: number, hit: Hit): void {
    const list = this.lists[concept];
    if (!list) {
      this.lists[concept] = [hit];
      return;
    }
    let place = list.length;
    while (place > 0 && list[place - 1]!.from >= hit.from) place--;
    const same = list[place];
    if (same?.from !== hit.from) list.splice(place, 0, hit);
    else if (same.to < hit.to) list[place] = hit;
  }

  /** Where the slots from `k` on end when they begin at `at`; -1 when they do not match. */
  private rest(slots: Slot[], k: number, at: number): number {
    const slot = slots[k];
    if (slot === undefined) return at;
    switch (slot.kind) {
      case 'words': {
        if (this.words[at]?.slots.includes(slot.id)) {
          const to = this.rest(slots, k + 1, at + 1);
          if (to > 0) return to;
        }
        return slot.optional ? this.rest(slots, k + 1, at) : -1;
      }
      case 'gap':
        return this.afterGap(slots, k, at);
      case 'concept': {
        const hit = this.starting(slot.concept, at);
        return hit ? this.rest(slots, k + 1, hit.to) : -1;
      }
      case 'end':
        return this.tokens[at]?.word ? -1 : at;
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

/** The slots that the words of the sentence in hand can fill: scratch space, one mark per slot. */
class Filled {
  private marks = new Uint32Array(0);
  private sentence = 0;

  reset(size: number, words: readonly WordInfo[]): void {
    if (this.marks.length < size) this.marks = new Uint32Array(size);
    this.sentence++;
    if (this.sentence > 0xffff_fff0) {
      this.marks.fill(0);
      this.sentence = 1;
    }
    const { marks, sentence } = this;
    for (const { slots } of words) for (const slot of slots) marks[slot] = sentence;
  }

  hasAll({ required }: Pattern): boolean {
    const { marks, sentence } = this;
    for (let at = 0; at < required.length; at++) if (marks[required[at]!] !== sentence) return false;
    return true;
  }
}
const filled = new Filled();

/** Finds a lexicon's concepts in the tokens of a sentence: plain words first, then templates over them. */
export function matchSentence(tokens: Token[], lexicon: Lexicon): Hits {
  const words: WordInfo[] = [];
  for (const { entry } of tokens) words.push(lexicon.wordOf(entry));
  const matcher = new Matcher(tokens, words);
  filled.reset(lexicon.size, words);
  const later: number[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (!tokens[at]!.word) continue;
    const { plain, templates } = words[at]!;
    for (const pattern of plain) if (filled.hasAll(pattern)) matcher.attempt(pattern, at);
    if (templates.length > 0) later.push(at);
  }
  const tryAll = (patterns: readonly Pattern[], at: number): void => {
    for (const pattern of patterns)
      if (matcher.hasAll(pattern.needs) && filled.hasAll(pattern)) matcher.attempt(pattern, at);
  };
  for (const [concept, patterns] of lexicon.byConcept) {
    for (const { from } of [...matcher.list(concept)]) tryAll(patterns, from);
  }
  for (const at of later) tryAll(words[at]!.templates, at);
  return matcher;
}
