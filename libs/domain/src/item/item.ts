import type { Instant } from '../kernel/index';

/** One entry of a feed, or one pushed item, as read: plain text, nothing decided yet. */
export interface ItemReading {
  guid?: string;
  /** Absolute http(s) URL. */
  link?: string;
  title: string;
  summary: string;
  /** Longer text when the feed carries it; '' otherwise. */
  content: string;
  language?: string;
  /** What the source says of its date; null when it says nothing usable. */
  claimedAt: Instant | null;
  /** `day` when the claim names no time of day. */
  claimedPrecision: 'instant' | 'day';
}

/** How an item reached us. First polls and imports never raise alerts. */
export type Arrival = 'poll' | 'first-poll' | 'push' | 'import';

/** Where the effective time comes from: the claim, the claimed day, or the moment it was first seen. */
export type EffectivePrecision = 'instant' | 'day' | 'first-seen';
