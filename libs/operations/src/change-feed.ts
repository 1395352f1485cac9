import { FEED_CHANGED, FEED_REMOVED, feedChanges, feedEvent, toInstant, type Feed } from '#libs/domain';
import { askPoll, readFeed, setFeedRemoved, updateFeed, type FeedRow } from '#libs/projections';
import type { JobQueue } from '#libs/job-queue';
import type { OperationDeps } from './deps';
import { OperationError } from './errors';
import { wakePolls } from './queues';

export type FeedChange = Partial<Omit<Feed, 'feedId' | 'url'>>;

/** @throws OperationError feed-not-found */
export async function findFeed(
  { database }: Pick<OperationDeps, 'database'>,
  feedId: string,
): Promise<FeedRow> {
  const feed = await readFeed(database, feedId);
  if (!feed) throw new OperationError('feed-not-found');
  return feed;
}

/** Changes what is known of a feed; items recorded before keep what they were recorded with. */
export async function changeFeed(deps: OperationDeps, feedId: string, change: FeedChange): Promise<FeedRow> {
  const { database, store, clock } = deps;
  const row = await findFeed(deps, feedId);
  const was: Feed = pickFeed(row);
  const is: Feed = { ...was, ...change };
  const changes = feedChanges(was, is);
  if (!changes) return row;
  const now = clock.now();
  await database.transaction(async (tx) => {
    await updateFeed(tx, is);
    const event = feedEvent(FEED_CHANGED, toInstant(now), { feedId, ...changes, cause: 'operator' });
    await store.appendIn(tx, [event], { recordedAt: now });
  });
  return findFeed(deps, feedId);
}

/** Stops polling a feed; its items stay. */
export async function removeFeed(deps: OperationDeps, feedId: string, reason: string): Promise<void> {
  const { database, store, clock } = deps;
  await findFeed(deps, feedId);
  const now = clock.now();
  await database.transaction(async (tx) => {
    if (!(await setFeedRemoved(tx, feedId))) throw new OperationError('feed-not-found');
    await store.appendIn(tx, [feedEvent(FEED_REMOVED, toInstant(now), { feedId, reason })], {
      recordedAt: now,
    });
  });
}

/** Asks for a poll of a feed: it begins as soon as a worker is there, after one that is under way. */
export async function pollFeedNow(deps: OperationDeps & { jobs: JobQueue }, feedId: string): Promise<void> {
  await findFeed(deps, feedId);
  await askPoll(deps.database, feedId, toInstant(deps.clock.now()));
  await wakePolls(deps.jobs);
}

function pickFeed({
  feedId,
  url,
  title,
  outlet,
  tier,
  official,
  country,
  language,
  homepage,
}: FeedRow): Feed {
  return {
    feedId,
    url,
    title,
    outlet,
    tier,
    official,
    ...(country == null ? {} : { country }),
    ...(language == null ? {} : { language }),
    ...(homepage == null ? {} : { homepage }),
  };
}
