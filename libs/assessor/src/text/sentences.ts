import type { QuoteSpan, Sentence, Token, Zone } from './types';
import { ABBREVIATIONS } from '../data/abbreviations';
import { isLower, isSpace } from './chars';
import { quoteSpans } from './quotes';
import { tokenize } from './tokens';
import { wordOf } from './words';

/** Longer runs without a full stop are cut: bounded sentences keep every later layer linear. */
const LONGEST = 150;

const ENDS = new Set(['.', '!', '?', '…', '\n', '|']);

/** Whether a full stop ends its sentence: not after an abbreviation, nor before a small letter or digit. */
function stops(text: string, tokens: Token[], at: number): boolean {
  const mark = tokens[at]!;
  if (mark.norm !== '.') return true;
  const before = tokens[at - 1];
  if (before?.end === mark.start && before.word && ABBREVIATIONS.has(before.norm)) return false;
  let next = mark.end;
  while (next < text.length && isSpace(text.charCodeAt(next))) next++;
  return !(isLower(text[next]) || (next === mark.end && /[\p{L}\p{N}]/u.test(text[next] ?? '')));
}

/** Initials carry their own full stop, so `U.S. The` needs a look at the next word. */
function stopsAfterInitials(text: string, tokens: Token[], at: number): boolean {
  if (text.charCodeAt(tokens[at]!.end - 1) !== 0x2e) return false;
  const next = tokens[at + 1];
  return next !== undefined && STARTERS.has(text.slice(next.start, next.end));
}
const STARTERS = new Set([
  'The',
  'It',
  'In',
  'But',
  'He',
  'She',
  'A',
  'On',
  'This',
  'That',
  'We',
  'And',
  'They',
]);

/** The month beside a number is not the verb. */
function markMonths(tokens: Token[]): void {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.norm !== 'may' || !token.capital) continue;
    if (!isNumber(tokens[at - 1]) && !isNumber(tokens[at + 1])) continue;
    token.entry = MONTH_MAY;
    token.norm = MONTH_MAY.norm;
  }
}
const MONTH_MAY = wordOf('month_may');
const isNumber = (token: Token | undefined): boolean => token !== undefined && /^\d/.test(token.norm);

/** Gives each stretch of a zone the quotations it shares text with; stretches are to be asked for in order. */
class Quoted {
  private first = 0;

  constructor(private readonly quotes: QuoteSpan[]) {}

  in(start: number, end: number): QuoteSpan[] {
    const { quotes } = this;
    while (this.first < quotes.length && quotes[this.first]!.end <= start) this.first++;
    let last = this.first;
    while (last < quotes.length && quotes[last]!.start < end) last++;
    return last === this.first ? NO_QUOTES : quotes.slice(this.first, last);
  }
}
const NO_QUOTES: QuoteSpan[] = [];

const endsAt = (text: string, tokens: Token[], at: number): boolean =>
  tokens[at]!.word
    ? stopsAfterInitials(text, tokens, at)
    : ENDS.has(tokens[at]!.norm) && stops(text, tokens, at);

/** Sentences of a zone, each token with its offsets. */
export function sentences(zone: Zone): Sentence[] {
  const quotes = quoteSpans(zone.text);
  const all = tokenize(zone, quotes);
  markMonths(all);
  const quoted = new Quoted(quotes);
  const found: Sentence[] = [];
  let from = 0;
  let holdsWord = false;
  for (let at = 0; at < all.length; at++) {
    holdsWord ||= all[at]!.word;
    if (at < all.length - 1 && at - from < LONGEST && !endsAt(zone.text, all, at)) continue;
    if (holdsWord) {
      // The end of a line always ends its sentence and is no part of it.
      const tokens = all.slice(from, all[at]!.norm === '\n' ? at : at + 1);
      const { start } = tokens[0]!;
      const { norm, end } = tokens[tokens.length - 1]!;
      const question = norm === '?';
      found.push({ zone, index: found.length, tokens, start, end, question, quotes: quoted.in(start, end) });
    }
    from = at + 1;
    holdsWord = false;
  }
  return found;
}
