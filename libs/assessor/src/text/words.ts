import type { Word } from './types';
import { isWordChar } from './chars';

const CONTRACTIONS = new Map([
  ["'re", 'are'],
  ["'ll", 'will'],
  ["'ve", 'have'],
  ["'d", 'would'],
  ["'m", 'am'],
]);
const IS_AFTER = new Set(['it', 'he', 'she', 'that', 'there', 'what', 'here', 'who', 'this', 'time']);
const NOT_STEMS = new Map([
  ['wo', 'will'],
  ['ca', 'can'],
  ['sha', 'shall'],
  ['ai', 'is'],
]);

/** Splits a word with an apostrophe: `won't` -> will, not; `Washington's` -> washington, 's; `l'Ukraine` -> l, ukraine. */
function splitApostrophe(word: string, cut: number): string[] {
  if (word.endsWith("n't")) {
    const stem = word.slice(0, -3);
    return [NOT_STEMS.get(stem) ?? stem, 'not'];
  }
  const [head, tail] = [word.slice(0, cut), word.slice(cut)];
  if (tail === "'s") return [NAMES_OF_US.has(head) ? 'us_' : head, IS_AFTER.has(head) ? 'is' : "'s"];
  const verb = CONTRACTIONS.get(tail);
  if (verb !== undefined) return [head, verb];
  return cut <= 2 || ELIDED.has(head) ? [head, word.slice(cut + 1)] : [word];
}
const ELIDED = new Set(['qu', 'jusqu', 'lorsqu', 'puisqu']);
const NAMES_OF_US = new Set(['usa', 'u.s.', 'u.s', 'u.s.a.']);

/** The words a written word stands for. */
function wordsIn(raw: string): string[] {
  if (/^(?:US|USA|U\.S\.?|U\.S\.A\.?|US['’]s)$/.test(raw) || /^EE\.?/.test(raw)) {
    return raw.endsWith('s') ? ['us_', "'s"] : ['us_'];
  }
  const word = raw.toLowerCase().replace(/[’ʼ‘]/g, "'");
  if (word === 'cannot') return ['can', 'not'];
  const cut = word.lastIndexOf("'");
  if (cut > 0) return splitApostrophe(word, cut);
  return [word.includes('.') ? word.replaceAll('.', '') : word];
}

/** A word that no text has to share. */
export const wordOf = (norm: string, next?: Word): Word => ({
  norm,
  word: isWordChar(norm.charCodeAt(0)) || norm === "'s",
  known: [],
  reader: undefined,
  info: undefined,
  next,
});

/** Remembered, so that what is known of a word is looked up once and not in every text. */
const memo = new Map<string, Word>();
const MEMO_WORD = 32;
const MEMO_SIZE = 50_000;

function read(raw: string): Word {
  const seen = memo.get(raw);
  if (seen) return seen;
  const word = wordsIn(raw).reduceRight<Word | undefined>((next, norm) => wordOf(norm, next), undefined)!;
  if (raw.length <= MEMO_WORD) {
    if (memo.size >= MEMO_SIZE) memo.clear();
    memo.set(raw, word);
  }
  return word;
}

/**
 * Words read lately, by their hash: they are found in a text without being cut out of it. Each hash has two rows side by
 * side, in one line of the processor's cache.
 */
const RECENT = 1 << 14;
const recent = Array.from<Word | undefined>({ length: RECENT }).fill(undefined);
/** A row holds the length of a word, then its units. */
const ROW = 16;
const spellings = new Uint16Array(RECENT * ROW);

/** One more unit of a word's hash (FNV-1a). */
export const hashed = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** Finds the words of one text. */
export class Words {
  constructor(
    private readonly text: string,
    private readonly codes: Uint16Array,
  ) {}

  /** The word that stands for a stretch whose hash is known. */
  at(from: number, to: number, hash: number): Word {
    const row = (hash ^ (hash >>> 15)) & (RECENT - 1);
    if (this.isSpelled(from, to, row)) return recent[row]!;
    if (this.isSpelled(from, to, row ^ 1)) return recent[row ^ 1]!;
    const word = read(this.text.slice(from, to));
    if (to - from < ROW) this.keep(word, row, { from, to });
    return word;
  }

  private isSpelled(from: number, to: number, row: number): boolean {
    const { codes } = this;
    const first = row * ROW;
    const length = to - from;
    if (spellings[first] !== length) return false;
    for (let at = 0; at < length; at++) if (spellings[first + 1 + at] !== codes[from + at]) return false;
    return true;
  }

  /** Takes the first row of a hash; what stood there moves to the second. */
  private keep(word: Word, row: number, { from, to }: { from: number; to: number }): void {
    const [first, second] = [row * ROW, (row ^ 1) * ROW];
    spellings.copyWithin(second, first, first + ROW);
    recent[row ^ 1] = recent[row];
    spellings[first] = to - from;
    spellings.set(this.codes.subarray(from, to), first + 1);
    recent[row] = word;
  }
}
