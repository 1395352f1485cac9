import { CITED_AFTER, CITED_BEFORE, OUTLETS } from '../data/outlets';
import { voiceRule } from '../lexicon/voices';
import type { SentenceReading } from '../reading/types';
import type { Token } from '../text/types';

const ARTICLES = new Set(['the', 'der', 'die', 'le', 'la', 'el', 'газета', 'газеты', 'агентство']);

const idByRule = new Map(
  Object.entries(OUTLETS).flatMap(([id, names]) =>
    names.map((name) => [voiceRule('OUTLET', name), id] as const),
  ),
);

function isCited(tokens: Token[], from: number, to: number): boolean {
  const before = ARTICLES.has(tokens[from - 1]?.norm ?? '') ? tokens[from - 2]?.norm : tokens[from - 1]?.norm;
  const told = tokens[from - 2]?.norm === 'told' || before === 'told';
  return !told && (CITED_BEFORE.has(before ?? '') || CITED_AFTER.has(tokens[to]?.norm ?? ''));
}

const sameOutlet = (id: string, own: string | undefined): boolean =>
  own !== undefined && own.toLowerCase().includes(id);

/** Where the item says that it has its news from an outlet. */
export interface Cited {
  outlet: string;
  reading: SentenceReading;
  /** The outlet learned it; an agency's name in a dateline says nothing of who told whom. */
  learned: boolean;
}

const DATELINE = new Set(['(', '–', '—']);

/** The outlet or agency the item says it has its news from, other than its own. */
export function citedOutlet(readings: SentenceReading[], own: string | undefined): Cited | undefined {
  for (const reading of readings) {
    const { tokens } = reading.sentence;
    for (const { from, to, rule } of reading.hits.of('OUTLET')) {
      const outlet = idByRule.get(rule)!;
      if (!tokens[from]!.capital || sameOutlet(outlet, own) || !isCited(tokens, from, to)) continue;
      return { outlet, reading, learned: !DATELINE.has(tokens[from - 1]?.norm ?? '') };
    }
  }
  return undefined;
}
