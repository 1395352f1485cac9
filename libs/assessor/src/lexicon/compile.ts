import type { Concept, LanguageData } from './types';

export type Slot =
  | { kind: 'words'; exact: Set<string>; stems: string[]; optional: boolean }
  | { kind: 'gap'; most: number }
  | { kind: 'concept'; concept: Concept };

export interface Pattern {
  concept: Concept;
  slots: Slot[];
  rule: string;
}

/** Patterns by their first slot, so that a token looks only at those that can begin with it. */
export interface PatternIndex {
  byWord: Map<string, Pattern[]>;
  byStem: Map<string, Pattern[]>;
  stemLengths: number[];
}

export interface Lexicon {
  /** Patterns of words only, matched first. */
  plain: PatternIndex;
  /** Patterns that begin with a word and hold another concept. */
  templates: PatternIndex;
  /** Patterns that begin with another concept. */
  byConcept: Map<Concept, Pattern[]>;
}

function wordSlot(source: string, classes: Record<string, string>): Slot {
  const optional = source.endsWith('?');
  const names = (optional ? source.slice(0, -1) : source).split('/');
  const words = names.flatMap((name) => {
    if (!name.startsWith('@')) return [name];
    const members = classes[name.slice(1)];
    if (members === undefined) throw new Error(`unknown word class ${name}`);
    return members.trim().split(/\s+/);
  });
  const stems = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  return { kind: 'words', exact: new Set(words.filter((word) => !word.endsWith('*'))), stems, optional };
}

function slot(source: string, classes: Record<string, string>): Slot {
  if (source.startsWith('~')) return { kind: 'gap', most: Number(source.slice(1)) };
  if (source.startsWith('{')) return { kind: 'concept', concept: source.slice(1, -1) as Concept };
  return wordSlot(source, classes);
}

function add<K>(index: Map<K, Pattern[]>, key: K, pattern: Pattern): void {
  const list = index.get(key);
  if (list) list.push(pattern);
  else index.set(key, [pattern]);
}

const emptyIndex = (): PatternIndex => ({ byWord: new Map(), byStem: new Map(), stemLengths: [] });

function insert(lexicon: Lexicon, pattern: Pattern): void {
  const first = pattern.slots[0]!;
  if (first.kind === 'gap') throw new Error(`${pattern.rule} begins with a gap`);
  if (first.kind === 'concept') return add(lexicon.byConcept, first.concept, pattern);
  const index = pattern.slots.some((part) => part.kind === 'concept') ? lexicon.templates : lexicon.plain;
  for (const word of first.exact) add(index.byWord, word, pattern);
  for (const stem of first.stems) add(index.byStem, stem, pattern);
}

/** Compiles the data of languages into one lexicon. A word class or pattern that cannot match is an error. */
export function compile(sources: [language: string, data: LanguageData][]): Lexicon {
  const lexicon: Lexicon = { plain: emptyIndex(), templates: emptyIndex(), byConcept: new Map() };
  for (const [language, { classes, concepts }] of sources) {
    for (const [concept, patterns] of Object.entries(concepts)) {
      for (const source of patterns) {
        const slots = source
          .trim()
          .split(/\s+/)
          .map((part) => slot(part, classes));
        insert(lexicon, { concept: concept as Concept, slots, rule: `${language}.${concept}:${source}` });
      }
    }
  }
  for (const index of [lexicon.plain, lexicon.templates]) {
    index.stemLengths = [...new Set([...index.byStem.keys()].map((stem) => stem.length))].sort(
      (a, b) => a - b,
    );
  }
  return lexicon;
}
