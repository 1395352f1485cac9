import { FEED_REGISTERED, feedEvent, feedIdOf, toInstant, type Feed, type FeedCause } from '#libs/domain';
import { insertFeed, readFeed, type FeedRow } from '#libs/projections';
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
  const [registered] = await registerFeeds(deps, [feed], cause);
  if (!registered) throw new OperationError('feed-exists', `${feed.url} is feed ${feed.feedId}`);
  return (await readFeed(deps.database, feed.feedId))!;
}

/** Registers feeds that are not registered yet. @returns the new ones */
export async function importFeeds(deps: OperationDeps, inputs: NewFeed[], cause: FeedCause): Promise<Feed[]> {
  const byId = new Map(inputs.map((input) => completeFeed(input)).map((feed) => [feed.feedId, feed]));
  return registerFeeds(deps, [...byId.values()], cause);
}

/** Registering is one at a time: id and address are both unique, and a race on either would be an error. */
const REGISTERING_LOCK = 7301005;

/** @returns those that were not registered before, also not by another process just now */
async function registerFeeds(
  { database, store, clock }: OperationDeps,
  feeds: Feed[],
  cause: FeedCause,
): Promise<Feed[]> {
  const now = clock.now();
  return database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [REGISTERING_LOCK]);
    const registered: Feed[] = [];
    for (const feed of feeds) if (await insertFeed(tx, feed, toInstant(now))) registered.push(feed);
    const events = registered.map((feed) => feedEvent(FEED_REGISTERED, toInstant(now), { ...feed, cause }));
    await store.appendIn(tx, events, { recordedAt: now });
    return registered;
  });
}

function completeFeed({ url, ...rest }: NewFeed): Feed {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new OperationError('feed-url-refused', `${url} is not an http(s) URL`);
  const { href, host, username, password } = new URL(url);
  if (username || password)
    throw new OperationError('feed-url-refused', 'the URL holds a user name or password');
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
