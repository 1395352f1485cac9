import type { Concept, LanguageData } from './types';

export type Slot =
  | { kind: 'words'; exact: Set<string>; stems: string[]; optional: boolean }
  | { kind: 'gap'; most: number }
  | { kind: 'concept'; concept: Concept }
  | { kind: 'end' };

export interface Pattern {
  concept: Concept;
  slots: Slot[];
  /** Concepts among the slots: without their hits in a sentence there is nothing to try. */
  needs: Concept[];
  rule: string;
}

/** Patterns that can begin with a word: those of words only, and those that hold other concepts. */
export interface Candidates {
  plain: Pattern[];
  templates: Pattern[];
}

/** Patterns by their first slot, so that a token looks only at those that can begin with it. */
export interface Lexicon {
  byWord: Map<string, Candidates>;
  byStem: Map<string, Candidates>;
  stemLengths: number[];
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
  if (source === '$') return { kind: 'end' };
  if (source.startsWith('{')) return { kind: 'concept', concept: source.slice(1, -1) as Concept };
  return wordSlot(source, classes);
}

function add(index: Map<string, Candidates>, key: string, pattern: Pattern): void {
  const candidates = index.get(key) ?? { plain: [], templates: [] };
  const list = pattern.needs.length > 0 ? candidates.templates : candidates.plain;
  list.push(pattern);
  index.set(key, candidates);
}

function insert(lexicon: Lexicon, pattern: Pattern): void {
  const first = pattern.slots[0]!;
  if (first.kind === 'concept') {
    lexicon.byConcept.set(first.concept, [...(lexicon.byConcept.get(first.concept) ?? []), pattern]);
    return;
  }
  if (first.kind !== 'words') throw new Error(`${pattern.rule} begins with a gap or an end`);
  for (const word of first.exact) add(lexicon.byWord, word, pattern);
  for (const stem of first.stems) add(lexicon.byStem, stem, pattern);
}

/** Compiles the data of languages into one lexicon. A word class or pattern that cannot match is an error. */
export function compile(sources: [language: string, data: LanguageData][]): Lexicon {
  const lexicon: Lexicon = { byWord: new Map(), byStem: new Map(), stemLengths: [], byConcept: new Map() };
  for (const [language, { classes, concepts }] of sources) {
    for (const [concept, patterns] of Object.entries(concepts)) {
      for (const source of patterns) {
        const slots = source
          .trim()
          .split(/\s+/)
          .map((part) => slot(part, classes));
        const needs = slots.flatMap((part) => (part.kind === 'concept' ? [part.concept] : []));
        insert(lexicon, {
          concept: concept as Concept,
          slots,
          needs,
          rule: `${language}.${concept}:${source}`,
        });
      }
    }
  }
  const lengths = new Set([...lexicon.byStem.keys()].map((stem) => stem.length));
  lexicon.stemLengths = [...lengths].sort((a, b) => a - b);
  return lexicon;
}
