import { FEED_REGISTERED, feedEvent, feedIdOf, toInstant, type Feed, type FeedCause } from '#libs/domain';
import { readFeed, upsertFeed, type FeedRow } from '#libs/projections';
import type { OperationDeps } from './deps';
import { OperationError } from './errors';

/** A feed as a person names it; what is left out is filled from the address. */
export type NewFeed = Pick<Feed, 'url'> & Partial<Omit<Feed, 'feedId' | 'url'>>;

/**
 * Registers a feed; its first poll is due at once and raises no alert.
 * @throws OperationError feed-exists, feed-url-refused
 */
export async function addFeed(
  deps: OperationDeps,
  input: NewFeed,
  cause: FeedCause = 'operator',
): Promise<FeedRow> {
  const feed = completeFeed(input);
  const existing = await readFeed(deps.database, feed.feedId);
  if (existing) throw new OperationError('feed-exists', `${feed.url} is feed ${feed.feedId}`);
  await registerFeeds(deps, [feed], cause);
  return (await readFeed(deps.database, feed.feedId))!;
}

/** Registers feeds that are not registered yet. @returns the new ones */
export async function importFeeds(deps: OperationDeps, inputs: NewFeed[], cause: FeedCause): Promise<Feed[]> {
  const byId = new Map(inputs.map((input) => completeFeed(input)).map((feed) => [feed.feedId, feed]));
  const known = await deps.database.query<{ feed_id: string }>('select feed_id from feeds where not removed');
  for (const { feed_id } of known) byId.delete(feed_id);
  const fresh = [...byId.values()];
  await registerFeeds(deps, fresh, cause);
  return fresh;
}

async function registerFeeds(
  { database, store, clock }: OperationDeps,
  feeds: Feed[],
  cause: FeedCause,
): Promise<void> {
  const now = clock.now();
  await database.transaction(async (tx) => {
    for (const feed of feeds) await upsertFeed(tx, feed, toInstant(now));
    const events = feeds.map((feed) => feedEvent(FEED_REGISTERED, toInstant(now), { ...feed, cause }));
    await store.appendIn(tx, events, { recordedAt: now });
  });
}

function completeFeed({ url, ...rest }: NewFeed): Feed {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new OperationError('feed-url-refused', `${url} is not an http(s) URL`);
  const { href, host, username } = new URL(url);
  if (username) throw new OperationError('feed-url-refused', 'the URL holds a user name');
  const outlet = rest.outlet?.trim() || host.replace(/^www\./, '');
  return {
    tier: 2,
    official: false,
    ...rest,
    feedId: feedIdOf(href),
    url: href,
    outlet,
    title: rest.title?.trim() || outlet,
  };
}
