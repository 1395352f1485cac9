/**
 * At most `max` UTF-16 units; a cut is marked and never splits a character. Lone surrogates become U+FFFD:
 * what we hash, store and send must survive UTF-8 unchanged.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text.toWellFormed();
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}\u2026`.toWellFormed();
}

/** Values an attacker may nest as deep and wide as he likes, made small, plain and well-formed. */
const MAX_DEPTH = 4;
const MAX_MEMBERS = 20;
const MAX_STRING = 500;

/**
 * A JSON value from elsewhere as it may stand in a message: strings cut, depth and width bounded, and no
 * `__proto__` member, which would poison receivers that merge objects carelessly. What JSON cannot say is
 * null.
 */
export function tame(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cut(value, MAX_STRING);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.slice(0, MAX_MEMBERS).map((member) => tame(member, depth + 1));
  const members = Object.entries(value)
    .filter(([name, member]) => name !== '__proto__' && member !== undefined)
    .slice(0, MAX_MEMBERS)
    .map(([name, member]) => [cut(name, MAX_STRING), tame(member, depth + 1)] as const);
  return Object.fromEntries(members);
}
