import type { QuoteSpan, Token, Zone } from './types';
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

/** Splits a written word into the words it stands for: `won't` -> will, not; `Washington's` -> washington, 's. */
function parts(raw: string): string[] {
  const word = raw.toLowerCase().replace(/[’ʼ‘]/g, "'");
  if (/^(US|USA|U\.S\.?|U\.S\.A\.?)$/.test(raw) || /^EE\.?/.test(raw)) return ['us_'];
  if (word.includes('.')) return [word.replaceAll('.', '')];
  if (word === 'cannot') return ['can', 'not'];
  const cut = word.lastIndexOf("'");
  if (cut < 1) return [word];
  if (word.endsWith("n't")) {
    const stem = word.slice(0, -3);
    return [NOT_STEMS[stem] ?? stem, 'not'];
  }
  const head = word.slice(0, cut);
  const tail = word.slice(cut);
  if (tail === "'s")
    return /^(US|USA|U\.S\.)['’]/.test(raw) ? ['us_', "'s"] : [head, IS_AFTER.has(head) ? 'is' : "'s"];
  if (CONTRACTIONS[tail]) return [head, CONTRACTIONS[tail]];
  // French and Italian elision: l'Ukraine, n'est, d'arrêter.
  return cut <= 2 || head === 'qu' || head === 'jusqu' || head === 'lorsqu'
    ? [head, word.slice(cut + 1)]
    : [word];
}

/** Tokens of a zone with offsets into its text. `quotes` must be in order. */
export function tokenize(zone: Zone, quotes: QuoteSpan[]): Token[] {
  const { text } = zone;
  const tokens: Token[] = [];
  let quote = 0;
  const push = (norm: string, start: number, end: number): void => {
    while (quote < quotes.length && quotes[quote]!.end <= start) quote++;
    const quoted = quote < quotes.length && quotes[quote]!.start <= start;
    const word = isWordChar(norm.charCodeAt(0)) || norm === "'s";
    tokens.push({ norm, start, end, word, capital: isUpper(text[start]), quoted });
  };
  for (let at = 0; at < text.length;) {
    const char = text[at]!;
    if (isWordChar(text.charCodeAt(at))) {
      const end = wordEnd(text, at);
      for (const part of parts(text.slice(at, end))) push(part, at, end);
      at = end;
      continue;
    }
    const dash = isHyphen(text.charCodeAt(at)) && !isWordChar(text.charCodeAt(at + 1));
    if (dash) push('—', at, at + 1);
    else if (MARKS.has(char)) push(char, at, at + 1);
    at++;
  }
  return tokens;
}
