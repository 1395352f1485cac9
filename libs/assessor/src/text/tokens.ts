import type { QuoteSpan, Token, Word, Zone } from './types';
import { isApostrophe, isHyphen, isUpper, isWordChar } from './chars';

/** Marks that separate clauses or sentences; all other marks carry no scope and are not kept. */
const MARKS = new Set([',', ';', ':', '.', '!', '?', '…', '–', '—', '(', ')', '|', '\n', '/']);
const CONTRACTIONS: Record<string, string> = {
  "'re": 'are',
  "'ll": 'will',
  "'ve": 'have',
  "'d": 'would',
  "'m": 'am',
};
const IS_AFTER = new Set(['it', 'he', 'she', 'that', 'there', 'what', 'here', 'who', 'this', 'time']);
const NOT_STEMS: Record<string, string> = { wo: 'will', ca: 'can', sha: 'shall', ai: 'is' };

/** Where a word that begins at `from` ends: letters, digits, inner apostrophes and dotted initials. */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isWordChar(code)) at++;
    else if (isApostrophe(code) && isWordChar(text.charCodeAt(at + 1))) at++;
    else if (code === 0x2e && isInitial(text, at)) at++;
    else break;
  }
  return at;
}

/** A full stop inside or at the end of initials: `U.S.`, `J.D.`, `EE.UU.` */
function isInitial(text: string, dot: number): boolean {
  const single = isUpper(text[dot - 1]) && !isWordChar(text.charCodeAt(dot - 2));
  const double = text.slice(dot - 2, dot) === 'EE' || text.slice(dot - 2, dot) === 'UU';
  if (!single && !double) return false;
  const next = isUpper(text[dot + 1]) || text.slice(dot + 1, dot + 4) === ' UU';
  return next || text[dot - 2] === '.' || text.slice(dot - 3, dot) === '.UU';
}

/** Splits a word with an apostrophe: `won't` -> will, not; `Washington's` -> washington, 's; `l'Ukraine` -> l, ukraine. */
function splitApostrophe(word: string, cut: number): string[] {
  if (word.endsWith("n't")) {
    const stem = word.slice(0, -3);
    return [NOT_STEMS[stem] ?? stem, 'not'];
  }
  const [head, tail] = [word.slice(0, cut), word.slice(cut)];
  if (tail === "'s") return [NAMES_OF_US.has(head) ? 'us_' : head, IS_AFTER.has(head) ? 'is' : "'s"];
  if (CONTRACTIONS[tail]) return [head, CONTRACTIONS[tail]];
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
export const wordOf = (norm: string): Word => ({
  norm,
  word: isWordChar(norm.charCodeAt(0)) || norm === "'s",
  known: [],
});

/** Remembered, so that what is known of a word is looked up once and not in every text. */
const memo = new Map<string, Word[]>();
const MEMO_WORD = 32;
const MEMO_SIZE = 50_000;

function parts(raw: string): Word[] {
  const seen = memo.get(raw);
  if (seen) return seen;
  const words = wordsIn(raw).map(wordOf);
  if (raw.length <= MEMO_WORD) {
    if (memo.size >= MEMO_SIZE) memo.clear();
    memo.set(raw, words);
  }
  return words;
}

const marks = new Map([...MARKS].map((mark) => [mark, wordOf(mark)]));
const DASH = wordOf('—');

/** Tokens of a zone with offsets into its text. `quotes` must be in order. */
export function tokenize(zone: Zone, quotes: QuoteSpan[]): Token[] {
  const { text } = zone;
  const tokens: Token[] = [];
  let quote = 0;
  const push = (entry: Word, start: number, end: number): void => {
    while (quote < quotes.length && quotes[quote]!.end <= start) quote++;
    const quoted = quote < quotes.length && quotes[quote]!.start <= start;
    const { norm, word } = entry;
    tokens.push({ norm, entry, start, end, word, capital: isUpper(text[start]), quoted });
  };
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (isWordChar(code)) {
      const end = wordEnd(text, at);
      for (const part of parts(text.slice(at, end))) push(part, at, end);
      at = end;
      continue;
    }
    // Blanks stand between all words: nothing else needs to be asked of them.
    if (code !== 0x20) {
      const dash = isHyphen(code) && !isWordChar(text.charCodeAt(at + 1));
      const mark = dash ? DASH : marks.get(text[at]!);
      if (mark) push(mark, at, at + 1);
    }
    at++;
  }
  return tokens;
}
