import { identifyDocument, pollOutcome, toInstant, type Arrival, type PollResult } from '#libs/domain';
import { fetchFeed, type FeedReading, type FetchOutcome } from '#libs/feed-reader';
import type { HttpClient } from '#libs/http-client';
import { pollState, readFeed, recordPoll, type FeedRow } from '#libs/projections';
import { observeItems, type Observation, type ObserveDeps, type Observed } from './observe-items';

export interface PollDeps extends ObserveDeps {
  http: HttpClient;
  /** 0..1, for the jitter of the next poll. */
  random(): number;
}

/** What the queue says about a poll. */
export interface PollJob {
  feedId: string;
  /** A person asked for it: due or not. */
  asked?: boolean;
}

export interface PollReport {
  feedId: string;
  outcome: FetchOutcome['kind'];
  items: number;
  fresh: number;
  revised: number;
}

/**
 * Polls one feed: fetch, parse, append what is new, note how it went. A failure is noted and backs off;
 * nothing is thrown for a fault of the feed.
 * @returns null when the feed is gone, or not due any more (a job may come twice) unless a person asked for the
 * poll, or when this program is stopping, which says nothing about the feed
 */
export async function pollFeed(deps: PollDeps, { feedId, asked }: PollJob): Promise<PollReport | null> {
  const feed = await readFeed(deps.database, feedId);
  if (!feed || (!asked && Date.parse(feed.nextPollAt) > deps.clock.now())) return null;
  const outcome = await fetchFeed(deps.http, {
    url: feed.url,
    etag: feed.etag ?? undefined,
    lastModified: feed.lastModified ?? undefined,
    bodyHash: feed.bodyHash ?? undefined,
  });
  if (outcome.kind === 'failed' && outcome.code === 'client-closed') return null;
  const observed =
    outcome.kind === 'read' ? await observeItems(deps, observations(feed, outcome.reading)) : [];
  await notePoll(deps, { feed, outcome, observed });
  const of = (kind: Observed['kind']): number => observed.filter((each) => each.kind === kind).length;
  const report = {
    feedId,
    outcome: outcome.kind,
    items: observed.length,
    fresh: of('new'),
    revised: of('revised'),
  };
  if (outcome.kind === 'failed')
    deps.logger.debug({ feed: feed.title, url: feed.url, code: outcome.code }, 'a poll failed');
  else if (report.fresh + report.revised > 0)
    deps.logger.info({ feed: feed.title, new: report.fresh, revised: report.revised }, 'news');
  return report;
}

/** The first successful poll brings the past, not news: its items alert nobody. */
const arrivalOf = (feed: FeedRow): Arrival => (feed.lastSuccessAt === null ? 'first-poll' : 'poll');

function observations(feed: FeedRow, reading: FeedReading): Observation[] {
  const source = { feedId: feed.feedId };
  return identifyDocument(source, reading.items).map(({ itemId, reading: entry, flags }) => ({
    itemId,
    reading: { ...entry, language: entry.language ?? feed.language ?? reading.language },
    context: { source, outlet: feed.outlet, official: feed.official, arrival: arrivalOf(feed), flags },
  }));
}

interface Polled {
  feed: FeedRow;
  outcome: FetchOutcome;
  observed: Observed[];
}

async function notePoll(deps: PollDeps, { feed, outcome, observed }: Polled): Promise<void> {
  const nowMs = deps.clock.now();
  const { next, events } = pollOutcome(pollState(feed), resultOf(outcome, observed), {
    nowMs,
    rand: deps.random(),
  });
  await deps.database.transaction(async (tx) => {
    await recordPoll(tx, {
      next,
      attemptAt: toInstant(nowMs),
      error: outcome.kind === 'failed' ? `${outcome.code}: ${outcome.message}` : null,
      newItems: observed.filter(({ kind }) => kind === 'new').length,
      validators:
        outcome.kind === 'read'
          ? {
              etag: outcome.etag ?? null,
              lastModified: outcome.lastModified ?? null,
              bodyHash: outcome.bodyHash,
            }
          : null,
    });
    await deps.store.appendIn(tx, events, { recordedAt: nowMs });
  });
  // One failed poll is the network's weather; what the log tells is worth an operator's eye.
  for (const { type, body } of events) deps.logger.warn({ feed: feed.title, url: feed.url, ...body }, type);
}

function resultOf(outcome: FetchOutcome, observed: Observed[]): PollResult {
  if (outcome.kind === 'read')
    return {
      kind: 'read',
      items: observed.length,
      known: observed.filter(({ kind }) => kind !== 'new').length,
    };
  if (outcome.kind === 'failed')
    return {
      kind: 'failed',
      code: outcome.code,
      message: outcome.message,
      retryAfterMs: outcome.retryAfterMs,
    };
  return { kind: 'unchanged' };
}
