import type { Random } from '#libs/domain';
import { pick } from './choose';
import type { Words } from './types';

/** Fills the clauses of one text. */
export type Fill = (clause: string) => string;

/** The innermost braces: what is chosen may itself hold slots. */
const BRACES = /\{([^{}]*)\}/;

const capitalised = (text: string): string =>
  text.replace(/^(["“„«¿¡]*)(\p{Ll})/u, (_, marks: string, letter: string) => marks + letter.toUpperCase());

/**
 * A slot keeps its word for the whole text, so that its sentences tell of the same. `{city2}` takes a word of
 * `city` that no other slot of that list holds. The first of `words` that knows a slot wins.
 */
export function filler(random: Random, words: readonly Words[]): Fill {
  const kept = new Map<string, string>();
  function word(slot: string): string {
    const known = kept.get(slot);
    if (known !== undefined) return known;
    const list = slot.replace(/\d+$/, '');
    const from = words.find((each) => each[slot] ?? each[list]);
    if (!from) throw new Error(`No words for the slot {${slot}}`);
    const all = (from[slot] ?? from[list]!).split('|');
    const taken = [...kept].filter(([other]) => other.replace(/\d+$/, '') === list).map(([, value]) => value);
    const free = all.filter((value) => !taken.includes(value));
    const chosen = pick(random, free.length > 0 ? free : all);
    kept.set(slot, chosen);
    return chosen;
  }
  return (clause) => {
    let text = clause;
    for (let found = BRACES.exec(text); found; found = BRACES.exec(text)) {
      const [braces, inner = ''] = found;
      const chosen = inner.includes('|') ? pick(random, inner.split('|')) : word(inner);
      text = text.slice(0, found.index) + chosen + text.slice(found.index + braces.length);
    }
    return capitalised(text.replace(/ {2,}/g, ' ').trim());
  };
}
