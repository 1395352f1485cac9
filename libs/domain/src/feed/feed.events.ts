import { NAMESPACE, uuidV5, type Instant, type NewEvent } from '../kernel/index';
import type { Feed } from './feed';

export const FEED_REGISTERED = 'feed.registered';
export const FEED_CHANGED = 'feed.changed';
export const FEED_REMOVED = 'feed.removed';
export const FEED_FAILING = 'feed.failing';
export const FEED_RECOVERED = 'feed.recovered';
export const FEED_GAP_SUSPECTED = 'feed.gap-suspected';

export const feedStream = (feedId: string): string => `feed-${feedId}`;

/** The id of a feed, from the address it was first registered under; it stays when the address changes. */
export const feedIdOf = (url: string): string =>
  uuidV5(NAMESPACE, 'feed', URL.canParse(url) ? new URL(url).href : url);

/** Who brought the change: the bundled list, an OPML file, a person, or the server's permanent redirect. */
export type FeedCause = 'bundled' | 'import' | 'operator' | 'redirect';

export interface FeedRegisteredBody extends Feed {
  cause: FeedCause;
}
export interface FeedChangedBody {
  feedId: string;
  /** Only the fields that differ. */
  was: Partial<Omit<Feed, 'feedId'>>;
  is: Partial<Omit<Feed, 'feedId'>>;
  cause: FeedCause;
}
export interface FeedRemovedBody {
  feedId: string;
  reason: string;
}
export interface FeedFailingBody {
  feedId: string;
  /** Failed polls in a row. */
  failures: number;
  /** Stable code of the last failure and its message. */
  code: string;
  message: string;
}
export interface FeedRecoveredBody {
  feedId: string;
  /** Failed polls in a row before this success. */
  failures: number;
}
/** No entry of this poll was known: some may have scrolled off since the poll before. */
export interface FeedGapSuspectedBody {
  feedId: string;
  items: number;
}

export type FeedRegistered = NewEvent<typeof FEED_REGISTERED, FeedRegisteredBody>;
export type FeedChanged = NewEvent<typeof FEED_CHANGED, FeedChangedBody>;
export type FeedRemoved = NewEvent<typeof FEED_REMOVED, FeedRemovedBody>;
export type FeedFailing = NewEvent<typeof FEED_FAILING, FeedFailingBody>;
export type FeedRecovered = NewEvent<typeof FEED_RECOVERED, FeedRecoveredBody>;
export type FeedGapSuspected = NewEvent<typeof FEED_GAP_SUSPECTED, FeedGapSuspectedBody>;
export type FeedEvent =
  FeedRegistered | FeedChanged | FeedRemoved | FeedFailing | FeedRecovered | FeedGapSuspected;

/**
 * An event of a feed's stream. A feed can fail, recover and be registered again, so the id is taken over
 * feed, type and the instant of the fact.
 */
export function feedEvent<T extends FeedEvent['type']>(
  type: T,
  at: Instant,
  body: Extract<FeedEvent, { type: T }>['body'],
): Extract<FeedEvent, { type: T }> {
  const { feedId } = body;
  const id = uuidV5(NAMESPACE, type, feedId, at);
  const event: NewEvent<T> = { id, stream: feedStream(feedId), type, schemaVersion: 1, occurredAt: at, body };
  return event as Extract<FeedEvent, { type: T }>;
}

/** What differs between two states of a feed; null when nothing does. */
export function feedChanges(was: Feed, is: Feed): Pick<FeedChangedBody, 'was' | 'is'> | null {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof Feed)[];
  const differing = names.filter((name) => name !== 'feedId' && was[name] !== is[name]);
  if (differing.length === 0) return null;
  const pick = (feed: Feed): Partial<Feed> =>
    Object.fromEntries(differing.filter((n) => feed[n] !== undefined).map((n) => [n, feed[n]]));
  return { was: pick(was), is: pick(is) };
}
