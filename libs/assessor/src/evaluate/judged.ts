import type { Authority, Signal } from '#libs/domain';

/** One labelled item and what the assessor said of it. */
export interface Judged {
  id: string;
  /** Every accepted label, the aptest first. */
  labels: Signal[];
  signal: Signal;
  confidence?: number;
  authority?: Authority;
  /** Items that tell one story or differ in one word; drawn together for intervals, counted wholly right or not. */
  group?: string;
  phenomenon?: string;
  language?: string;
  difficulty?: string;
  authorityLabel?: Authority;
}

export const isRight = ({ labels, signal }: Pick<Judged, 'labels' | 'signal'>): boolean =>
  labels.includes(signal);

/** An item with two accepted labels counts under the one that was said, when right; else under its first. */
export const rightLabel = ({ labels, signal }: Judged): Signal =>
  labels.includes(signal) ? signal : (labels[0] ?? 'none');
