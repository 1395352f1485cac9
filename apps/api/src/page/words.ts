import { DAY, HOUR, MINUTE, toInstant, toMs } from '#libs/domain';
import { html, type Markup } from './markup';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (n: number): string => String(n).padStart(2, '0');

export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** `2 May 2025` */
export function day(at: string): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `14:03` */
export function hour(at: string): string {
  const date = new Date(at);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** `2 May 2025, 14:03 UTC` */
export const utc = (at: string): string => `${day(at)}, ${hour(at)} UTC`;

/** How long something lasts: `3 min`, `2 h 10 min`, `4 days 6 h`, `31 days`. */
export function lasting(ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 1) return 'under a minute';
  if (ms < HOUR) return `${minutes} min`;
  const hours = Math.floor(ms / HOUR);
  if (ms < DAY) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(ms / DAY);
  const rest = hours % 24;
  return days < 7 && rest ? `${counted(days, 'day')} ${rest} h` : counted(days, 'day');
}

/** How long ago something was; what lies a little ahead, as a sloppy clock's, is now. */
export const ago = (at: string, nowMs: number): string =>
  nowMs - toMs(at) < MINUTE ? 'just now' : `${lasting(nowMs - toMs(at))} ago`;

/** Absolute, for machines and people. */
export const stamp = (at: string): Markup => html`<time datetime="${at}">${utc(at)}</time>`;

/** Absolute and relative. */
export const stampAgo = (at: string, nowMs: number): Markup =>
  html`${stamp(at)} <span class="ago">${ago(at, nowMs)}</span>`;

export const percent = (share: number): string => share.toFixed(2);

/** A confidence in words. */
export const confidenceWord = (confidence: number): 'high' | 'medium' | 'low' =>
  confidence >= 0.8 ? 'high' : confidence >= 0.5 ? 'medium' : 'low';

export type AskedTime = { ok: true; at: string } | { ok: false; fault: string };

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/i;

/** A time as a form or a person writes it; without a zone it is UTC, without an hour midnight. */
export function askedTime(value: unknown): AskedTime {
  const text = typeof value === 'string' ? value.trim().slice(0, 60) : '';
  const [, date, clock = '00:00', seconds = '', zone = 'Z'] = TIME.exec(text) ?? [];
  const ms = date ? Date.parse(`${date}T${clock}${seconds}${zone.toUpperCase()}`) : NaN;
  // 31 April parses as 1 May: a day that does not exist is refused, not moved.
  const exists = date && new Date(`${date}T00:00Z`).toJSON()?.startsWith(date);
  if (exists && !Number.isNaN(ms)) return { ok: true, at: toInstant(ms) };
  return {
    ok: false,
    fault: `“${text || 'that'}” is not a time that can be read here. Write it like 2025-05-02T12:00, in UTC.`,
  };
}
