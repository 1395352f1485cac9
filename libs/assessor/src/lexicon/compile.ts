import type { Word } from '../text/types';
import { CONCEPTS, type Concept, type LanguageData } from './types';

export type Slot =
  | { kind: 'words'; id: number; optional: boolean }
  | { kind: 'gap'; most: number }
  | { kind: 'concept'; concept: number }
  | { kind: 'end' };

/** What a slot of words accepts. */
interface Words {
  exact: string[];
  stems: string[];
}

export interface Pattern {
  /** Its own number, among the patterns of all lexicons. */
  id: number;
  name: Concept;
  /** The concept's number. */
  concept: number;
  slots: Slot[];
  /** Concepts among the slots: without their hits in a sentence there is nothing to try. */
  needs: number[];
  /** Slots of words after the first that must be filled: without such words in a sentence there is nothing to try either. */
  required: number[];
  rule: string;
}

/** Patterns that can begin with a word: those of words only, and those that hold other concepts. */
export interface Candidates {
  plain: Pattern[];
  templates: Pattern[];
}

/** What a lexicon knows of a word. */
export interface WordInfo extends Candidates {
  /** Slots it can fill. */
  slots: number[];
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
    let found = this.byWord.get(word) ?? NONE;
    for (const length of this.lengths) {
      if (length > word.length) break;
      const more = this.byStem.get(word.slice(0, length));
      if (more) found = [...found, ...more] as never[];
    }
    return found;
  }
}
const NONE: never[] = [];

function put<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const NOTHING: WordInfo = { plain: [], templates: [], slots: [] };
let lexicons = 0;
let patternCount = 0;

/** Patterns by their first slot, so that a token looks only at those that can begin with it. */
export class Lexicon {
  private readonly patterns = new Index<Pattern>();
  private readonly slots = new Index<number>();
  private readonly slotIds = new Map<string, number>();
  /** Where words keep what it knows of them. */
  private readonly id = lexicons++;
  /** Patterns that begin with another concept. */
  readonly byConcept = new Map<number, Pattern[]>();

  /** How many different slots of words there are. */
  get size(): number {
    return this.slotIds.size;
  }

  /** The number of a slot of words. */
  slotId(source: string, words: Words): number {
    const seen = this.slotIds.get(source);
    if (seen !== undefined) return seen;
    const id = this.slotIds.size;
    this.slotIds.set(source, id);
    this.slots.add(words, id);
    return id;
  }

  add(pattern: Pattern, first: Words | undefined): void {
    const [slot] = pattern.slots;
    if (slot?.kind === 'concept') {
      const list = this.byConcept.get(slot.concept) ?? [];
      this.byConcept.set(slot.concept, [...list, pattern]);
    } else if (first) this.patterns.add(first, pattern);
    else throw new Error(`${pattern.rule} begins with a gap or an end`);
  }

  close(): this {
    this.patterns.close();
    this.slots.close();
    return this;
  }

  /** What is known of a word. */
  wordOf({ norm, known }: Word): WordInfo {
    const seen = known[this.id] as WordInfo | undefined;
    if (seen) return seen;
    const info = this.lookUp(norm);
    known[this.id] = info;
    return info;
  }

  private lookUp(word: string): WordInfo {
    const slots = this.slots.find(word);
    if (slots.length === 0) return NOTHING;
    const patterns = this.patterns.find(word);
    return {
      plain: patterns.filter(({ needs }) => needs.length === 0),
      templates: patterns.filter(({ needs }) => needs.length > 0),
      slots: [...new Set(slots)],
    };
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
      slots,
      needs: slots.flatMap((slot) => (slot.kind === 'concept' ? [slot.concept] : [])),
      required: slots.slice(1).flatMap((slot) => (slot.kind === 'words' && !slot.optional ? [slot.id] : [])),
      rule: `${this.language}.${name}:${source}`,
    };
    const first = slots[0]?.kind === 'words' ? this.words(parts[0]!) : undefined;
    this.lexicon.add(pattern, first);
  }

  private words(part: string): Words {
    const source = part.endsWith('?') ? part.slice(0, -1) : part;
    const seen = this.read.get(source);
    if (seen) return seen;
    const words = wordsOf(source, this.classes);
    this.read.set(source, words);
    return words;
  }

  private slot(part: string): Slot {
    if (part.startsWith('~')) return { kind: 'gap', most: Number(part.slice(1)) };
    if (part === '$') return { kind: 'end' };
    if (part.startsWith('{'))
      return { kind: 'concept', concept: conceptNumber(part.slice(1, -1) as Concept) };
    const optional = part.endsWith('?');
    const name = `${this.language} ${optional ? part.slice(0, -1) : part}`;
    return { kind: 'words', id: this.lexicon.slotId(name, this.words(part)), optional };
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
