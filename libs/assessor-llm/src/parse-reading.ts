import {
  AUTHORITIES,
  SIGNALS,
  type ItemField,
  type ItemText,
  type ModelReading,
  type OpinionQuote,
} from '#libs/domain';
import { CERTAINTIES, FIELDS, LIMITS } from './prompt';

/** Why an answer is not believed; the whole of it is dropped. */
export class Dropped extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

type Fields = Record<string, unknown>;

/** An object; with `keys`, one that has exactly these. */
export function objectOf(value: unknown, keys?: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Dropped('schema');
  const names = Object.keys(value);
  if (keys && (names.length !== keys.length || !keys.every((key) => Object.hasOwn(value, key))))
    throw new Dropped('schema');
  return value as Fields;
}

/** @throws Dropped `not-json` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Dropped('not-json');
  }
}

function memberOf<T extends string>(values: readonly T[], value: unknown): T {
  const found = values.find((each) => each === value);
  if (found === undefined) throw new Dropped('schema');
  return found;
}

/** No log takes NUL, no table half of a surrogate pair, no terminal the other controls. */
function plainText(value: unknown, most: number): string {
  if (typeof value !== 'string') throw new Dropped('schema');
  if (value.length > most) throw new Dropped('too-long');
  if (!value.isWellFormed() || /[\u0000-\u0008\u000b-\u001f\u007f]/.test(value)) throw new Dropped('schema');
  return value;
}

/** Finds a quote in the field it is said to stand in: nothing that a model writes is taken for the item's words. */
function locate(given: unknown, text: ItemText): OpinionQuote {
  const answer = objectOf(given, ['field', 'quote']);
  const field: ItemField = memberOf(FIELDS, answer.field);
  const quote = plainText(answer.quote, LIMITS.quote);
  if (quote.length < LIMITS.shortestQuote) throw new Dropped('quote-too-short');
  const start = text[field].indexOf(quote);
  if (start < 0) throw new Dropped('quote-not-in-text');
  return { field, start, end: start + quote.length, quote };
}

/**
 * Reads what a model wrote about an item.
 * @throws Dropped unless it is exactly what was asked for and every quote stands in the item
 */
export function parseReading(written: string, text: ItemText): ModelReading {
  const answer = objectOf(parseJson(written), [
    'signal',
    'certainty',
    'authority',
    'speaker',
    'quotes',
    'why',
  ]);
  const signal = memberOf(SIGNALS, answer.signal);
  if (!Array.isArray(answer.quotes)) throw new Dropped('schema');
  if (answer.quotes.length > LIMITS.quotes) throw new Dropped('too-long');
  if (signal !== 'none' && answer.quotes.length === 0) throw new Dropped('no-quote');
  return {
    signal,
    certainty: memberOf(CERTAINTIES, answer.certainty),
    authority: memberOf(AUTHORITIES, answer.authority),
    speaker: answer.speaker === null ? null : plainText(answer.speaker, LIMITS.speaker),
    quotes: answer.quotes.map((quote) => locate(quote, text)),
    why: plainText(answer.why, LIMITS.why),
  };
}
