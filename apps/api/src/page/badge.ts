import type { FreshnessStatus } from '#libs/domain';
import type { PostureAnswer } from '#libs/projections';
import { LOOKS } from './looks';
import { xml } from './markup';

const LABEL = 'US mediation';
const BLIND = '#5f6368';
/** About how wide the text comes out, in pixels; `textLength` makes it true on every machine. */
const WIDE = 6.9;
const NARROW = 4.2;
const NARROW_CHARACTERS = /[filjrt()? ]/g;
const PADDING = 8;
const DOUBT: Record<FreshnessStatus, string> = { watching: '', degraded: ' (degraded)', blind: '? (blind)' };

const widthOf = (text: string): number => {
  const narrow = text.match(NARROW_CHARACTERS)?.length ?? 0;
  return Math.round(narrow * NARROW + (text.length - narrow) * WIDE) + 2 * PADDING;
};

/** The posture as a small picture; without colour and with a question mark when nobody looks. */
export function renderBadge({ posture, freshness }: Pick<PostureAnswer, 'posture' | 'freshness'>): string {
  const { status } = freshness;
  const state = `${posture}${DOUBT[status]}`;
  const left = widthOf(LABEL);
  const right = widthOf(state);
  const text = (words: string, x: number, width: number) =>
    xml`<text x="${x + PADDING}" y="14" textLength="${width - 2 * PADDING}">${words}</text>`;
  return xml`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${LABEL}: ${state}">
<title>${LABEL}: ${state}</title>
<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#34322d"/><rect x="${left}" width="${right}" height="20" fill="${status === 'blind' ? BLIND : LOOKS[posture].colour}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">${text(LABEL, 0, left)}${text(state, left, right)}</g>
</svg>
`.toString();
}
