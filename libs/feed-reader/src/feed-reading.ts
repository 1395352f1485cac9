import type { ItemReading } from '#libs/domain';

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json';

/** A feed document as read: plain text, absolute links, UTC dates. */
export interface FeedReading {
  format: FeedFormat;
  title: string;
  language?: string;
  items: ItemReading[];
  /** Stable codes of what had to be repaired or left out, e.g. `bare-ampersand`, `bad-date`. */
  problems: string[];
}

export type FeedErrorCode =
  | 'empty'
  | 'not-a-feed'
  | 'broken-xml'
  | 'broken-json'
  | 'too-deep'
  | 'too-many-elements'
  | 'entity-declarations'
  | 'unreadable'
  /** Of large documents, which a thread reads: it took too long, or did not survive. */
  | 'parse-timeout'
  | 'parse-crashed';

/** Why a document cannot be read as a feed, and what to do about it. */
export class FeedError extends Error {
  constructor(
    readonly code: FeedErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'FeedError';
  }
}

/** Most entries taken from one document. */
export const ITEMS_LIMIT = 500;
