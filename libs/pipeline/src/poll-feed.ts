import {
  identifyDocument,
  pollOutcome,
  SLOW_AFTER,
  toInstant,
  type Arrival,
  type PollResult,
} from '#libs/domain';
import { fetchFeed, type FeedReading, type FetchOutcome } from '#libs/feed-reader';
import type { HttpClient } from '#libs/http-client';
import { pollState, recordPoll, type FeedRow } from '#libs/projections';
import { observeItems, type Observation, type ObserveDeps, type Observed } from './observe-items';

export interface PollDeps extends ObserveDeps {
  http: HttpClient;
  /** 0..1, for the jitter of the next poll. */
  random(): number;
}

/** A feed that this process has claimed. */
export interface PollOrder {
  feed: FeedRow;
  /** Who claimed it. */
  owner: string;
  /** Ends the poll when this program stops. */
  signal: AbortSignal;
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
 * @returns null when the poll says nothing about the feed: this program is stopping, the feed was removed, or
 * somebody else has claimed it since, because this process stood still for too long
 * @throws Error when this program or its database is at fault; nothing is noted then
 */
export async function pollFeed(
  deps: PollDeps,
  { feed, owner, signal }: PollOrder,
): Promise<PollReport | null> {
  const started = performance.now();
  const outcome = await fetchFeed(deps.http, {
    url: feed.url,
    etag: feed.etag ?? undefined,
    lastModified: feed.lastModified ?? undefined,
    bodyHash: feed.bodyHash ?? undefined,
    signal,
  });
  if (outcome.kind === 'failed' && outcome.code === 'client-closed') return null;
  const slow = performance.now() - started >= SLOW_AFTER || isTimeout(outcome);
  const observed = outcome.kind === 'read' ? await observeAll(deps, feed, outcome.reading) : [];
  if (!(await notePoll(deps, { feed, owner, outcome, observed, slow }))) return null;
  const of = (kind: Observed['kind']): number => observed.filter((each) => each.kind === kind).length;
  const report = {
    feedId: feed.feedId,
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

const isTimeout = (outcome: FetchOutcome): boolean => outcome.kind === 'failed' && outcome.code === 'timeout';

/** The first successful poll brings the past, not news: its items alert nobody. */
const arrivalOf = (feed: FeedRow): Arrival => (feed.lastSuccessAt === null ? 'first-poll' : 'poll');

/** Text that is hashed and recorded in one go, in UTF-16 units: a few milliseconds in which nothing else runs. */
const MOST_TEXT_AT_ONCE = 256 * 1024;

/** Records a large document in several transactions. What a fault cuts off, the next poll brings again. */
async function observeAll(deps: PollDeps, feed: FeedRow, reading: FeedReading): Promise<Observed[]> {
  const observed: Observed[] = [];
  let part: Observation[] = [];
  let length = 0;
  for (const each of observations(feed, reading)) {
    part.push(each);
    length += each.reading.title.length + each.reading.summary.length + each.reading.content.length;
    if (length < MOST_TEXT_AT_ONCE) continue;
    observed.push(...(await observeItems(deps, part)));
    [part, length] = [[], 0];
  }
  return [...observed, ...(await observeItems(deps, part))];
}

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
  owner: string;
  outcome: FetchOutcome;
  observed: Observed[];
  slow: boolean;
}

/** @returns false when the feed is not this process's any more: whoever has it notes its own poll */
async function notePoll(deps: PollDeps, { feed, owner, outcome, observed, slow }: Polled): Promise<boolean> {
  const nowMs = deps.clock.now();
  const { next, events } = pollOutcome(pollState(feed), resultOf(outcome, observed), {
    nowMs,
    rand: deps.random(),
  });
  const isOurs = await deps.database.transaction(async (tx) => {
    const isRecorded = await recordPoll(tx, {
      owner,
      next,
      attemptAt: toInstant(nowMs),
      error: outcome.kind === 'failed' ? `${outcome.code}: ${outcome.message}` : null,
      newItems: observed.filter(({ kind }) => kind === 'new').length,
      slow,
      validators:
        outcome.kind === 'read'
          ? {
              etag: outcome.etag ?? null,
              lastModified: outcome.lastModified ?? null,
              bodyHash: outcome.bodyHash,
            }
          : null,
    });
    if (isRecorded) await deps.store.appendIn(tx, events, { recordedAt: nowMs });
    return isRecorded;
  });
  if (!isOurs) return false;
  // One failed poll is the network's weather; what the log tells is worth an operator's eye.
  for (const { type, body } of events) deps.logger.warn({ feed: feed.title, url: feed.url, ...body }, type);
  return true;
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
