import type { Token } from '../text/types';
import { conceptNumber, type Lexicon } from './compile';
import {
  ALWAYS,
  askedBy,
  CONCEPT,
  END_OF_PATTERN,
  GAP,
  includes,
  kindOf,
  ONE_WORD,
  WORDS,
  WORDS_OR_NONE,
  type Group,
  type WordInfo,
} from './patterns';
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

/** Looks for concepts when the first is asked for that the words do not rule out: many sentences never are. */
class LazyHits implements Hits {
  /** Concepts that the words of the sentence can begin: all others have no hits. */
  low = 0;
  high = 0;
  private readonly words: WordInfo[] = [];
  private readonly slots: readonly number[];
  /** Hits by concept, in the order of their beginnings. Few of one concept share a sentence. */
  private lists: (Hit[] | undefined)[] | undefined;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly lexicon: Lexicon,
  ) {
    this.slots = lexicon.slots;
    for (let at = 0; at < tokens.length; at++) {
      const info = lexicon.wordOf(tokens[at]!.entry);
      this.words.push(info);
      this.low |= info.low;
      this.high |= info.high;
    }
    lexicon.reach(this);
  }

  of(concept: Concept): readonly Hit[] {
    return this.list(conceptNumber(concept));
  }

  has(concept: Concept): boolean {
    return this.list(conceptNumber(concept)).length > 0;
  }

  at(concept: Concept, token: number): Hit | undefined {
    return this.starting(conceptNumber(concept), token);
  }

  private list(concept: number): readonly Hit[] {
    if (!includes(this, concept)) return NO_HITS;
    return (this.lists ?? this.match())[concept] ?? NO_HITS;
  }

  private starting(concept: number, token: number): Hit | undefined {
    for (const hit of this.list(concept)) if (hit.from >= token) return hit.from === token ? hit : undefined;
    return undefined;
  }

  /** Words first, then what begins with another concept, then what begins with a word and holds other concepts. */
  private match(): (Hit[] | undefined)[] {
    const { words, tokens } = this;
    const lists = new Array<Hit[] | undefined>(CONCEPTS.length).fill(undefined);
    this.lists = lists;
    const later: number[] = [];
    for (let at = 0; at < words.length; at++) {
      const { low, high, plain, templates } = words[at]!;
      if ((low | high) === 0 || !tokens[at]!.word) continue;
      this.tryAll(plain, at);
      if (templates.guards.length > 0) later.push(at);
    }
    for (const [concept, patterns] of this.lexicon.onConcepts)
      for (const { from } of [...(lists[concept] ?? NO_HITS)]) this.tryAll(patterns, from);
    for (const at of later) this.tryAll(words[at]!.templates, at);
    return lists;
  }

  private tryAll({ patterns, guards, starts }: Group, at: number): void {
    for (let k = 0; k < guards.length; k++) {
      const guard = guards[k]!;
      if (!this.passes(guard, at)) continue;
      const to = guard === ONE_WORD ? at + 1 : this.rest(starts[k]!, at);
      if (to <= at) continue;
      const { concept, name, id, rule } = patterns[k]!;
      this.add(concept, { concept: name, from: at, to, pattern: id, rule });
    }
  }

  /** Of two hits that begin at one token the longer one is kept, of two of one length the first. */
  private add(concept: number, hit: Hit): void {
    const list = this.lists![concept];
    if (!list) {
      this.lists![concept] = [hit];
      return;
    }
    let place = list.length;
    while (place > 0 && list[place - 1]!.from >= hit.from) place--;
    const same = list[place];
    if (same?.from !== hit.from) list.splice(place, 0, hit);
    else if (same.to < hit.to) list[place] = hit;
  }

  private passes(guard: number, at: number): boolean {
    if (guard >= ALWAYS) return true;
    if (guard < 0) return this.list(~guard).length > 0;
    return this.isFilled(guard, at + 1);
  }

  /** Where the slots from the `k`th on end when they begin at `at`; -1 when they do not match. */
  private rest(k: number, at: number): number {
    const slot = this.slots[k]!;
    const asked = askedBy(slot);
    switch (kindOf(slot)) {
      case END_OF_PATTERN:
        return at;
      case WORDS:
        return this.isFilled(asked, at) ? this.rest(k + 1, at + 1) : -1;
      case WORDS_OR_NONE: {
        const to = this.isFilled(asked, at) ? this.rest(k + 1, at + 1) : -1;
        return to > 0 ? to : this.rest(k + 1, at);
      }
      case GAP:
        return this.afterGap(k, asked, at);
      case CONCEPT: {
        const hit = this.starting(asked, at);
        return hit ? this.rest(k + 1, hit.to) : -1;
      }
      default:
        return this.isWord(at) ? -1 : at;
    }
  }

  private isFilled(slot: number, at: number): boolean {
    return at < this.words.length && this.words[at]!.fills(slot);
  }

  private isWord(at: number): boolean {
    return at < this.tokens.length && this.tokens[at]!.word;
  }

  /** Gaps never cross a mark: what a comma parts, a pattern does not join. */
  private afterGap(k: number, most: number, at: number): number {
    for (let skipped = 0; skipped <= most; skipped++) {
      const to = this.rest(k + 1, at + skipped);
      if (to > 0) return to;
      if (!this.isWord(at + skipped)) return -1;
    }
    return -1;
  }
}

/** Finds a lexicon's concepts in the tokens of a sentence. */
export const matchSentence = (tokens: readonly Token[], lexicon: Lexicon): Hits =>
  new LazyHits(tokens, lexicon);
