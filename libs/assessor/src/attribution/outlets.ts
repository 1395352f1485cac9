import { CITED_AFTER, CITED_BEFORE, OUTLETS } from '../data/outlets';
import type { SentenceReading } from '../reading/types';
import type { Token } from '../text/types';

const LONGEST_NAME = 4;
const ARTICLES = new Set(['the', 'der', 'die', 'le', 'la', 'el', 'газета', 'газеты', 'агентство']);

const byName = new Map(
  Object.entries(OUTLETS).flatMap(([id, names]) => names.map((name) => [name, id] as const)),
);

/** First words of all names: nearly every token is passed by with one look. */
const firstWords = new Set([...byName.keys()].map((name) => name.split(' ')[0]));

/** The outlet whose name begins at a token, and where the name ends. */
function outletAt(tokens: Token[], at: number): { id: string; to: number } | undefined {
  if (!tokens[at]!.capital || !firstWords.has(tokens[at]!.norm)) return undefined;
  for (let length = LONGEST_NAME; length >= 1; length--) {
    const words = tokens.slice(at, at + length);
    if (words.length < length) continue;
    const id = byName.get(words.map((token) => token.norm).join(' '));
    if (id) return { id, to: at + length };
  }
  return undefined;
}

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
    for (let at = 0; at < tokens.length; at++) {
      const outlet = outletAt(tokens, at);
      if (!outlet || sameOutlet(outlet.id, own) || !isCited(tokens, at, outlet.to)) continue;
      return { outlet: outlet.id, reading, learned: !DATELINE.has(tokens[at - 1]?.norm ?? '') };
    }
  }
  return undefined;
}
