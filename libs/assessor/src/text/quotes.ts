import type { QuoteSpan } from './types';
import { isWordChar } from './chars';

const CLOSERS: Record<string, string> = { '“': '”', '«': '»', '„': '“”', '‘': '’', '"': '"', "'": "'" };
const OPENERS = new Set(Object.keys(CLOSERS));
const SINGLE = new Set(['‘', "'"]);
/** A quotation that has not closed within this many characters was an apostrophe or a stray mark. */
const LONGEST_SINGLE = 400;

const wordAt = (text: string, at: number): boolean => isWordChar(text.charCodeAt(at));

/** A single mark opens before a word and after none; inside or after a word it is an apostrophe. */
const opens = (text: string, at: number): boolean =>
  !SINGLE.has(text[at]!) || (!wordAt(text, at - 1) && wordAt(text, at + 1));

const closes = (text: string, at: number, open: { mark: string; start: number }): boolean =>
  CLOSERS[open.mark]!.includes(text[at]!) && !(SINGLE.has(open.mark) && wordAt(text, at + 1));

/** Stretches inside quotation marks, in order; a quotation ends at the latest with its paragraph. */
export function quoteSpans(text: string): QuoteSpan[] {
  const spans: QuoteSpan[] = [];
  let open: { mark: string; start: number } | undefined;
  // Only marks and line ends matter: the pattern skips the rest of the text at the speed of the engine.
  for (const { index: at, 0: char } of text.matchAll(/[“”«»„‘’"'\n]/g)) {
    if (open && char === '\n') {
      if (!SINGLE.has(open.mark) && open.mark !== '"') spans.push({ start: open.start, end: at });
      open = undefined;
    } else if (open && closes(text, at, open)) {
      if (at > open.start) spans.push({ start: open.start, end: at });
      open = undefined;
    } else if (open && SINGLE.has(open.mark) && at - open.start > LONGEST_SINGLE) {
      open = undefined;
    } else if (!open && OPENERS.has(char) && opens(text, at)) {
      open = { mark: char, start: at + 1 };
    }
  }
  return spans;
}
