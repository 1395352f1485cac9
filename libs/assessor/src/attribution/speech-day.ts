import { MONTHS, TODAY, WEEKDAYS, YESTERDAY } from '../data/dates';
import type { Token } from '../text/types';

const DAY_MS = 86_400_000;

const dayNumber = (token: Token | undefined): number | undefined => {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(token?.norm ?? '');
  const day = digits ? Number(digits[1]) : 0;
  return day >= 1 && day <= 31 ? day : undefined;
};

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A day and month without a year: the last such day that was not after the item. */
function dated(month: number, day: number, itemMs: number): string {
  const year = new Date(itemMs).getUTCFullYear();
  const thisYear = Date.UTC(year, month, day);
  return isoDay(thisYear > itemMs + DAY_MS ? Date.UTC(year - 1, month, day) : thisYear);
}

/** The day a token names, seen from the item's own day. */
function dayAt(tokens: Token[], at: number, itemMs: number): string | undefined {
  const token = tokens[at]!;
  const weekday = WEEKDAYS.get(token.norm);
  if (weekday !== undefined) {
    const back = (new Date(itemMs).getUTCDay() - weekday + 7) % 7;
    return isoDay(itemMs - back * DAY_MS);
  }
  if (TODAY.has(token.norm)) return isoDay(itemMs);
  if (YESTERDAY.has(token.norm)) return isoDay(itemMs - DAY_MS);
  const month = MONTHS.get(token.norm);
  if (month === undefined) return undefined;
  const day = dayNumber(tokens[at - 1]) ?? dayNumber(tokens[at + 1]);
  return day === undefined ? undefined : dated(month, day, itemMs);
}

/** The day of a remark when its sentence names one, resolved by the item's effective time. */
export function speechDay(tokens: Token[], effectiveAt: string | undefined): string | undefined {
  const itemMs = Date.parse(effectiveAt ?? '');
  if (Number.isNaN(itemMs)) return undefined;
  for (let at = 0; at < tokens.length; at++) {
    const day = tokens[at]!.word ? dayAt(tokens, at, itemMs) : undefined;
    if (day) return day;
  }
  return undefined;
}
