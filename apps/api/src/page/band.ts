import { toMs, type Posture } from '#libs/domain';

/** A period as the band draws it. */
export interface Stretch {
  posture: Posture;
  from: string;
  /** null: it lasts. */
  to: string | null;
}

/** Where a stretch lies on the band, in percent of its width. */
export interface Segment extends Stretch {
  x: number;
  width: number;
}

/** Narrowest segment that still takes a letter on a telephone, in percent. */
export const LETTER_WIDTH = 5;

/**
 * Lays stretches out side by side without gaps. Width goes with time, but a period of an hour in a year must
 * still be seen: what would be narrower than the least width gets it, at the cost of the wider ones.
 */
export function layOut(stretches: readonly Stretch[], nowMs: number): Segment[] {
  const last = stretches.length - 1;
  const lengths = stretches.map(({ from, to }) => Math.max(1, (to === null ? nowMs : toMs(to)) - toMs(from)));
  const least = Math.min(LETTER_WIDTH, 100 / (2 * stretches.length));
  const widths = share(lengths, least);
  let x = 0;
  return stretches.map((stretch, i) => {
    // The last one takes the rest, so that rounding leaves no gap at the end.
    const width = i === last ? 100 - x : widths[i]!;
    const segment = { ...stretch, x, width };
    x += width;
    return segment;
  });
}

/** Shares of 100 in proportion to the lengths, none below `least`. */
function share(lengths: readonly number[], least: number): number[] {
  const narrow = new Set<number>();
  for (;;) {
    const room = 100 - narrow.size * least;
    const total = lengths.reduce((sum, length, i) => (narrow.has(i) ? sum : sum + length), 0);
    const widths = lengths.map((length, i) => (narrow.has(i) ? least : (length / total) * room));
    const tooNarrow = widths.findIndex((width, i) => !narrow.has(i) && width < least);
    if (tooNarrow < 0) return widths;
    for (const [i, width] of widths.entries()) if (width < least) narrow.add(i);
  }
}

/** Whether its letter fits; a sum of shares may miss the least width by a hair. */
export const takesLetter = ({ width }: Segment): boolean => width > LETTER_WIDTH - 1e-6;

/** Where an instant lies on the band, in percent; null outside it. */
export function placeOf(at: string, segments: readonly Segment[], nowMs: number): number | null {
  const ms = toMs(at);
  const segment = segments.findLast(({ from }) => toMs(from) <= ms);
  if (!segment) return null;
  const from = toMs(segment.from);
  const to = segment.to === null ? nowMs : toMs(segment.to);
  return segment.x + segment.width * Math.min(1, (ms - from) / Math.max(1, to - from));
}

/** Name of a period's row in the table: stays while the period does. */
export const rowId = (from: string): string => `p${from.replace(/\D/g, '')}`;
