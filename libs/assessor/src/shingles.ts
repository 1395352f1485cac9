import type { ItemText } from '#libs/domain';

const WORDS = 3;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, 32 bits. */
function fnv1a(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  }
  return hash >>> 0;
}

/**
 * 3-word shingles of title and summary, hashed to 32 bits, ascending and without repeats: what tells a copy
 * from an own text. A text of fewer words is one shingle.
 */
export function shingles(text: ItemText): number[] {
  const words = `${text.title} ${text.summary}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const found = new Set<number>();
  for (let at = 0; at === 0 || at + WORDS <= words.length; at++) {
    const part = words.slice(at, at + WORDS);
    if (part.length > 0) found.add(fnv1a(part.join(' ')));
  }
  return [...found].sort((a, b) => a - b);
}
