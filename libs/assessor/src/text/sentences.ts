import type { QuoteSpan, Sentence, Token, Zone } from './types';
import { ABBREVIATIONS } from '../data/abbreviations';
import { isLower, isSpace } from './chars';
import { quoteSpans } from './quotes';
import { tokenize, wordOf } from './tokens';

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
  if (text[tokens[at]!.end - 1] !== '.') return false;
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
  tokens.forEach((token, at) => {
    if (token.norm !== 'may' || !token.capital) return;
    if (!/^\d/.test(tokens[at - 1]?.norm ?? '') && !/^\d/.test(tokens[at + 1]?.norm ?? '')) return;
    token.entry = MONTH_MAY;
    token.norm = MONTH_MAY.norm;
  });
}
const MONTH_MAY = wordOf('month_may');

/** Sentences of a zone, each token with its offsets. */
export function sentences(zone: Zone): Sentence[] {
  const quotes = quoteSpans(zone.text);
  const tokens = tokenize(zone, quotes);
  markMonths(tokens);
  const found: Sentence[] = [];
  let [from, firstQuote] = [0, 0];
  const quotesOf = (start: number, end: number): QuoteSpan[] => {
    while (firstQuote < quotes.length && quotes[firstQuote]!.end <= start) firstQuote++;
    let last = firstQuote;
    while (last < quotes.length && quotes[last]!.start < end) last++;
    return quotes.slice(firstQuote, last);
  };
  const cut = (to: number): void => {
    const part: Token[] = [];
    let holdsWord = false;
    for (let at = from; at < to; at++) {
      const token = tokens[at]!;
      if (token.norm !== '\n') part.push(token);
      holdsWord ||= token.word;
    }
    if (holdsWord) {
      const { start } = part[0]!;
      const last = part[part.length - 1]!;
      const question = last.norm === '?';
      const { end } = last;
      found.push({
        zone,
        index: found.length,
        tokens: part,
        start,
        end,
        question,
        quotes: quotesOf(start, end),
      });
    }
    from = to;
  };
  for (let at = 0; at < tokens.length; at++) {
    const ends =
      !tokens[at]!.word && ENDS.has(tokens[at]!.norm)
        ? stops(zone.text, tokens, at)
        : stopsAfterInitials(zone.text, tokens, at);
    if (ends || at - from >= LONGEST) cut(at + 1);
  }
  cut(tokens.length);
  return found;
}
