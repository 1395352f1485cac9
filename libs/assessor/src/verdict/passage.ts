import type { EvidenceSpan } from '#libs/domain';
import type { Hit } from '../lexicon/types';
import { clauseAt } from '../reading/clauses';
import type { SentenceReading } from '../reading/types';
import type { QuoteSpan } from '../text/types';

/** Longest passage a reader is shown. */
const LONGEST = 300;
/** A quotation of fewer words is a scrap that needs its sentence to be understood. */
const FEWEST_WORDS = 5;

/** A stretch of a field. */
interface Stretch {
  start: number;
  end: number;
}

const length = ({ start, end }: Stretch): number => end - start;

/** The text between the first and the last of some words. */
function stretchOf({ sentence: { tokens } }: SentenceReading, hits: readonly Hit[]): Stretch {
  const ends = hits.map((hit) => tokens[hit.to - 1]!.end);
  return { start: Math.min(...hits.map((hit) => tokens[hit.from]!.start)), end: Math.max(...ends) };
}

/** The quotation that holds all of the deciding words and enough others to be understood. */
export function quotationOf(reading: SentenceReading, hits: readonly Hit[]): QuoteSpan | undefined {
  const { quotes, zone } = reading.sentence;
  const words = stretchOf(reading, hits);
  return quotes.find((quote) => {
    if (quote.start > words.start || words.end > quote.end) return false;
    return (zone.text.slice(quote.start, quote.end).match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= FEWEST_WORDS;
  });
}

/** The clauses around the deciding words, as many as fit: what follows first, then what leads up to them. */
function clausesAround(reading: SentenceReading, hits: readonly Hit[], within: Stretch): Stretch {
  const { clauses, sentence } = reading;
  const [first, last] = [
    Math.min(...hits.map((hit) => hit.from)),
    Math.max(...hits.map((hit) => hit.to - 1)),
  ];
  let from = clauses.indexOf(clauseAt(clauses, first));
  let to = clauses.indexOf(clauseAt(clauses, last));
  if (from < 0 || to < 0) return stretchOf(reading, hits);
  const stretch = (a: number, b: number): Stretch => ({
    start: Math.max(within.start, sentence.tokens[clauses[a]!.from]!.start),
    end: Math.min(within.end, endOf(reading, clauses[b]!.to)),
  });
  const fits = (a: number, b: number): boolean => length(stretch(a, b)) <= LONGEST;
  while (to + 1 < clauses.length && fits(from, to + 1)) to++;
  while (from > 0 && fits(from - 1, to)) from--;
  return stretch(from, to);
}

/** Where a clause ends, without the mark that parts it from the next. */
function endOf({ sentence: { tokens } }: SentenceReading, to: number): number {
  let last = to - 1;
  while (last > 0 && !tokens[last]!.word && !/[.!?…)]/.test(tokens[last]!.norm)) last--;
  return tokens[last]!.end;
}

/** As many whole words around the deciding ones as fit, when even one clause is too long. */
function wordsAround(reading: SentenceReading, hits: readonly Hit[], within: Stretch): Stretch {
  const { tokens } = reading.sentence;
  let core = stretchOf(reading, hits);
  if (length(core) > LONGEST) core = stretchOf(reading, hits.slice(0, 1));
  const inside = tokens.filter(({ start, end }) => start >= within.start && end <= within.end);
  const start = inside.find((token) => core.end - token.start <= LONGEST)?.start ?? core.start;
  const from = Math.min(core.start, Math.max(start, core.start - Math.floor((LONGEST - length(core)) / 2)));
  const opening = inside.find((token) => token.start >= from)?.start ?? core.start;
  const closing = inside.findLast((token) => token.end - opening <= LONGEST)?.end ?? core.end;
  return { start: Math.min(opening, core.start), end: Math.max(closing, core.end) };
}

/** Marks of a quotation that lies inside the passage belong to it. */
function withMarks({ sentence: { quotes, zone } }: SentenceReading, { start, end }: Stretch): Stretch {
  const opens = quotes.some(
    (quote) => quote.start === start && quote.end <= end + 1 && quote.end < zone.text.length,
  );
  const from = opens ? start - 1 : start;
  const closes = quotes.some((quote) => quote.end === end && quote.start > from && end < zone.text.length);
  return { start: from, end: closes ? end + 1 : end };
}

/** Without blanks at its ends, and without the mark that only led on to what is left out. */
function trimmed(text: string, { start, end }: Stretch): Stretch {
  const own = text.slice(start, end);
  const kept = own.replace(TRAILING, '');
  return { start: start + own.length - own.trimStart().length, end: start + kept.length };
}
const TRAILING = /[\s,;:–—-]{1,8}$/u;

/**
 * The words by which a reader can judge a verdict: the whole quotation when it holds the deciding words, else their
 * whole sentence; of what is too long, the clauses around those words.
 */
export function passageOf(reading: SentenceReading, hits: readonly Hit[], rules: string[]): EvidenceSpan {
  const { field, text } = reading.sentence.zone;
  const quotation = quotationOf(reading, hits);
  const sentence: Stretch = { start: reading.sentence.start, end: reading.sentence.end };
  const whole = trimmed(text, quotation ?? withMarks(reading, sentence));
  let shown = whole;
  if (length(shown) > LONGEST) {
    const bounds = {
      start: Math.max(whole.start, sentence.start),
      end: Math.min(whole.end, sentence.end),
    };
    shown = length(bounds) <= LONGEST ? bounds : clausesAround(reading, hits, bounds);
    if (length(shown) > LONGEST) shown = wordsAround(reading, hits, bounds);
    shown = trimmed(text, quotation ? shown : withMarks(reading, shown));
  }
  return { field, ...shown, quote: text.slice(shown.start, shown.end), rules };
}

/** The exact words a rule fired on. */
export function cueOf(reading: SentenceReading, hit: Hit): EvidenceSpan {
  const { field, text } = reading.sentence.zone;
  const { start, end } = stretchOf(reading, [hit]);
  return { field, start, end, quote: text.slice(start, end), rules: [hit.rule] };
}
