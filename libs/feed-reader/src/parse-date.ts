/** A date that a source claims; `day` when it names no time of day (then at 00:00Z of that day). */
export interface ClaimedDate {
  /** ISO 8601 UTC with milliseconds. */
  at: string;
  precision: 'instant' | 'day';
}

interface Parts {
  year: number;
  /** 1..12 */
  month: number;
  day: number;
  time?: { hour: number; minute: number; second: number; ms: number };
  /** Minutes east of UTC. */
  offset: number;
}

/** Names of zones in minutes east of UTC. Where a name means several places, the one news is written in. */
const zones = new Map<string, number>(
  `z 0 ut 0 utc 0 gmt 0 wet 0 west 60 bst 60 ist 330 cet 60 cest 120 met 60 mest 120 mez 60 mesz 120 eet 120
   eest 180 msk 180 msd 240 trt 180 ast -240 adt -180 est -300 edt -240 cst -360 cdt -300 mst -420 mdt -360
   pst -480 pdt -420 akst -540 akdt -480 hst -600 nst -210 ndt -150 brt -180 art -180 clt -240 cot -300
   jst 540 kst 540 hkt 480 sgt 480 pht 480 wib 420 ict 420 pkt 300 gst 240 aest 600 aedt 660 acst 570
   acdt 630 awst 480 nzst 720 nzdt 780 sast 120 eat 180 wat 60 cat 120`
    .trim()
    .split(/\s+/)
    .flatMap((word, i, all) => (i % 2 === 0 ? [[word, Number(all[i + 1])] as const] : [])),
);
/** Names that mean one of two offsets by season, in winter and summer. */
const seasonal = new Map([
  ['et', [-300, -240]],
  ['ct', [-360, -300]],
  ['mt', [-420, -360]],
  ['pt', [-480, -420]],
]);
/** How months begin in the languages of our sources; feeds localise what the standard says in English. */
const months =
  `jan|janv|ene|gen|янв|січ feb|fév|fev|фев|лют mar|mär|maa|мар|бер apr|avr|abr|апр|кві may|mai|mag|мая|май|тра
  jun|juin|giu|июн|чер jul|juil|lug|июл|лип aug|aoû|aou|ago|авг|сер sep|set|сен|вер oct|okt|out|ott|окт|жов
  nov|ноя|лис dec|dez|déc|dic|дек|гру`
    .trim()
    .split(/\s+/)
    .map((names) => new RegExp(`^(?:${names})\\p{L}*\\.?$`, 'u'));
const weekday = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$|^(de|of)$/;
const leadingWeekday = /^[\p{L}.]+,/u;

/**
 * Reads the dates feeds are seen with: RFC 822 in its many dialects, ISO 8601, JavaScript's and C's own
 * format, US spelling, seconds or milliseconds since 1970. A date without a zone counts as UTC, never as
 * this machine's zone.
 * @returns null when it is no date at all, or one that does not exist
 */
export function parseDate(text: string): ClaimedDate | null {
  const plain = text.trim().toLowerCase();
  if (plain === '' || plain.length > 100) return null;
  const parts =
    iso(plain) ?? (/^\d{10}$|^\d{13}$/.test(plain) ? sinceEpoch(plain) : undefined) ?? words(plain);
  return parts ? claimed(parts) : null;
}

function claimed({ year, month, day, time, offset }: Parts): ClaimedDate | null {
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return null;
  if (!time) return { at: date.toISOString(), precision: 'day' };
  const { hour, minute, second, ms } = time;
  const midnightAfter = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !midnightAfter) || minute > 59 || second > 60 || Math.abs(offset) > 15 * 60) return null;
  // A leap second has no number of its own here.
  const at = midnight + ((hour * 60 + minute - offset) * 60 + Math.min(second, 59)) * 1_000 + ms;
  return { at: new Date(at).toISOString(), precision: 'instant' };
}

const isoDate = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?|(\d{2})(\d{2}))?(?:(?:t|\s+|t\s)(.+))?$/;

function iso(text: string): Parts | undefined {
  const found = isoDate.exec(text);
  if (!found) return undefined;
  const [, year, month = found[4] ?? '1', day = found[5] ?? '1', , , rest] = found;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (rest === undefined) return { ...date, offset: 0 };
  const time = clock(rest);
  return time && { ...date, time: time.time, offset: zone(time.rest, date.month) ?? 0 };
}

function sinceEpoch(digits: string): Parts {
  const date = new Date(Number(digits) * (digits.length === 10 ? 1_000 : 1));
  const time = {
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    ms: date.getUTCMilliseconds(),
  };
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    time,
    offset: 0,
  };
}

/** hh:mm[:ss[.fff]] (or hhmm[ss] as ISO's basic format), am or pm, and what follows. */
function clock(text: string): { time: NonNullable<Parts['time']>; rest: string } | undefined {
  const found =
    /^(\d{1,2})(?:[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,](\d+))?)?|(\d{2})(\d{2})?)\s*([ap]\.?m\.?)?(.*)$/.exec(
      text,
    );
  if (!found) return undefined;
  const [, h, m = found[5], s = found[6] ?? '0', fraction = '0', , , half, rest = ''] = found;
  const twelve = half === undefined ? Number(h) : (Number(h) % 12) + (half.startsWith('p') ? 12 : 0);
  const ms = Math.floor(Number(`0.${fraction}`) * 1_000);
  return { time: { hour: twelve, minute: Number(m), second: Number(s), ms }, rest: rest.trim() };
}

/** Minutes east of UTC of what follows a time; undefined when it names no zone we know. */
function zone(text: string, month: number): number | undefined {
  const numeric = /(?:^|[^a-z]|gmt|utc?)\s*([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)/.exec(text);
  if (numeric) {
    const [, sign, hours, minutes = '0'] = numeric;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }
  const name = /[a-z]+/.exec(text)?.[0] ?? '';
  const season = seasonal.get(name)?.[month >= 4 && month <= 10 ? 1 : 0];
  return zones.get(name) ?? season;
}

/** Any order of day, month name and year, with or without weekday and time. */
function words(text: string): Parts | undefined {
  const time = /(?:^|[\s,t])(\d{1,2}:\d{2}.*)$/.exec(text);
  const timed = time && clock(time[1]!);
  if (time && !timed) return undefined;
  const head = time ? text.slice(0, time.index) : text;
  const dateText = head.replace(leadingWeekday, '') + trailingYear(timed?.rest);
  const date = dayMonthYear(dateText.split(/[\s,/-]+/).filter((word) => word !== '' && !weekday.test(word)));
  if (!date) return undefined;
  return { ...date, time: timed?.time, offset: (timed && zone(timed.rest, date.month)) ?? 0 };
}

/** `Thu May  1 12:00:00 UTC 2025`: C puts the year last. */
const trailingYear = (rest = ''): string => ` ${/(?:^|\s)(\d{4})$/.exec(rest)?.[1] ?? ''}`;

function dayMonthYear(given: string[]): { year: number; month: number; day: number } | undefined {
  const named = given.findIndex((word) => monthOf(word) > 0);
  const numbers = given
    .filter((_, i) => i !== named)
    .map((word) => /^(\d{1,4})(?:st|nd|rd|th|\.)?$/.exec(word)?.[1]);
  if (numbers.some((n) => n === undefined)) return undefined;
  if (named < 0) return numeric(numbers as string[]);
  const [first, second] = numbers as string[];
  if (numbers.length !== 2 || first === undefined || second === undefined) return undefined;
  const [day, year] = first.length === 4 ? [second, first] : [first, second];
  return { year: fullYear(year), month: monthOf(given[named]!), day: Number(day) };
}

/** 25/12/2025 or 12/25/2025, when the numbers leave no doubt. */
function numeric(numbers: string[]): { year: number; month: number; day: number } | undefined {
  if (numbers.length !== 3 || numbers[2]!.length !== 4) return undefined;
  const [a, b, year] = numbers.map(Number) as [number, number, number];
  if (a > 12 && b <= 12) return { year, month: b, day: a };
  return b > 12 && a <= 12 ? { year, month: a, day: b } : undefined;
}

const monthOf = (word: string): number => months.findIndex((names) => names.test(word)) + 1;

const fullYear = (digits: string): number => {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2_000 + year : 1_900 + year;
};
