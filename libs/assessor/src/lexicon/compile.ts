import type { Word } from '../text/types';
import {
  askedBy,
  CONCEPT,
  END_OF_PATTERN,
  GAP,
  Group,
  guardOf,
  include,
  includes,
  kindOf,
  MARK_OR_END,
  slotOf,
  WordInfo,
  WORDS,
  WORDS_OR_NONE,
  type ConceptSet,
  type Pattern,
} from './patterns';
import { CONCEPTS, type Concept, type LanguageData } from './types';

/** What a slot of words accepts. */
interface Words {
  exact: string[];
  stems: string[];
}

/** An index of what words and stems mean. */
class Index<V> {
  readonly byWord = new Map<string, V[]>();
  private readonly byStem = new Map<string, V[]>();
  private lengths: number[] = [];

  add({ exact, stems }: Words, value: V): void {
    for (const word of exact) put(this.byWord, word, value);
    for (const stem of stems) put(this.byStem, stem, value);
  }

  /** To be called when all is added. */
  close(): this {
    this.lengths = [...new Set([...this.byStem.keys()].map((stem) => stem.length))].sort((a, b) => a - b);
    return this;
  }

  /** What is known of a word: first as a whole, then by its stems, shortest first. */
  find(word: string): V[] {
    let found = this.byWord.get(word) ?? [];
    for (const length of this.lengths) {
      if (length > word.length) break;
      const more = this.byStem.get(word.slice(0, length));
      if (more) found = [...found, ...more];
    }
    return found;
  }
}

function put<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const NOTHING = new WordInfo([], []);
let lexicons = 0;
let patternCount = 0;

/** Patterns by their first slot, so that a token looks only at those that can begin with it. */
export class Lexicon {
  private readonly patterns = new Index<Pattern>();
  private readonly fillers = new Index<number>();
  private readonly slotIds = new Map<string, number>();
  /** Where words keep what it knows of them. */
  private readonly id = lexicons++;
  /** The slots of all patterns. */
  readonly slots: number[] = [];
  /** Patterns that begin with another concept. */
  readonly onConcepts = new Map<number, Group>();
  /** Concepts that begin with another one, directly or by those that do. */
  private readonly built: (ConceptSet & { first: number })[] = [];

  /** The number of a slot of words. */
  slotId(source: string, words: Words): number {
    const seen = this.slotIds.get(source);
    if (seen !== undefined) return seen;
    const id = this.slotIds.size;
    this.slotIds.set(source, id);
    this.fillers.add(words, id);
    return id;
  }

  /** Keeps the slots of a pattern and says where. */
  keep(slots: readonly number[]): number {
    return this.slots.push(...slots, END_OF_PATTERN) - slots.length - 1;
  }

  add(pattern: Pattern, first: Words | undefined): void {
    const slot = this.slots[pattern.start]!;
    if (kindOf(slot) === CONCEPT) {
      const group = this.onConcepts.get(askedBy(slot)) ?? new Group();
      this.onConcepts.set(askedBy(slot), group);
      group.add(pattern);
    } else if (first) this.patterns.add(first, pattern);
    else throw new Error(`${pattern.rule} begins with a gap or an end`);
  }

  close(): this {
    this.patterns.close();
    this.fillers.close();
    for (const first of this.onConcepts.keys()) this.built.push({ first, ...this.builtOn(first) });
    return this;
  }

  private builtOn(first: number, set: ConceptSet = { low: 0, high: 0 }): ConceptSet {
    for (const { concept } of this.onConcepts.get(first)?.patterns ?? []) {
      if (includes(set, concept)) continue;
      include(set, concept);
      this.builtOn(concept, set);
    }
    return set;
  }

  /** Adds the concepts that a sentence may hold because it may hold those they begin with. */
  reach(set: ConceptSet): void {
    for (const { first, low, high } of this.built) {
      if (!includes(set, first)) continue;
      set.low |= low;
      set.high |= high;
    }
  }

  /** What is known of a word. */
  wordOf(word: Word): WordInfo {
    if (word.reader === this) return word.info as WordInfo;
    const { known } = word;
    const info = (known[this.id] ??= this.lookUp(word.norm)) as WordInfo;
    word.reader = this;
    word.info = info;
    return info;
  }

  private lookUp(word: string): WordInfo {
    const slots = this.fillers.find(word);
    if (slots.length === 0) return NOTHING;
    return new WordInfo(this.patterns.find(word), [...new Set(slots)]);
  }
}

function wordsOf(source: string, classes: Record<string, string>): Words {
  const words = source.split('/').flatMap((name) => {
    if (!name.startsWith('@')) return [name];
    const members = classes[name.slice(1)];
    if (members === undefined) throw new Error(`unknown word class ${name}`);
    return members.trim().split(/\s+/);
  });
  return {
    exact: [...new Set(words.filter((word) => !word.endsWith('*')))],
    stems: [...new Set(words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)))],
  };
}

const numberOf = new Map<Concept, number>(CONCEPTS.map((concept, at) => [concept, at]));

/** The number under which hits of a concept are kept. */
export const conceptNumber = (concept: Concept): number => numberOf.get(concept)!;

/** Reads one pattern of a language's data. */
class Reader {
  private readonly read = new Map<string, Words>();

  constructor(
    private readonly lexicon: Lexicon,
    private readonly language: string,
    private readonly classes: Record<string, string>,
  ) {}

  add(name: Concept, source: string): void {
    const parts = source.trim().split(/\s+/);
    const slots = parts.map((part) => this.slot(part));
    const pattern: Pattern = {
      id: patternCount++,
      name,
      concept: conceptNumber(name),
      start: this.lexicon.keep(slots),
      guard: guardOf(slots),
      template: slots.some((slot) => kindOf(slot) === CONCEPT),
      rule: `${this.language}.${name}:${source}`,
    };
    const begins = kindOf(slots[0]!) === WORDS || kindOf(slots[0]!) === WORDS_OR_NONE;
    this.lexicon.add(pattern, begins ? this.words(parts[0]!) : undefined);
  }

  private words(part: string): Words {
    const source = part.endsWith('?') ? part.slice(0, -1) : part;
    const seen = this.read.get(source);
    if (seen) return seen;
    const words = wordsOf(source, this.classes);
    this.read.set(source, words);
    return words;
  }

  private slot(part: string): number {
    if (part.startsWith('~')) return slotOf(GAP, Number(part.slice(1)));
    if (part === '$') return slotOf(MARK_OR_END);
    if (part.startsWith('{')) return slotOf(CONCEPT, conceptNumber(part.slice(1, -1) as Concept));
    const optional = part.endsWith('?');
    const name = `${this.language} ${optional ? part.slice(0, -1) : part}`;
    return slotOf(optional ? WORDS_OR_NONE : WORDS, this.lexicon.slotId(name, this.words(part)));
  }
}

/** Compiles the data of languages into one lexicon. A word class or pattern that cannot match is an error. */
export function compile(sources: [language: string, data: LanguageData][]): Lexicon {
  const lexicon = new Lexicon();
  for (const [language, { classes, concepts }] of sources) {
    const reader = new Reader(lexicon, language, classes);
    for (const [concept, patterns] of Object.entries(concepts)) {
      for (const source of patterns) reader.add(concept as Concept, source);
    }
  }
  return lexicon.close();
}
