import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { DatabaseUnavailable } from '#libs/database';
import { freeSlots, MINUTE, SECOND, type Lane } from '#libs/domain';
import {
  claimPolls,
  overdueFeeds,
  releaseClaim,
  renewClaims,
  voidPlans,
  type ClaimedPoll,
  type OverdueFeed,
} from '#libs/projections';
import { createFaultLine, type FaultLine } from '#libs/telemetry';
import { pollFeed, type PollDeps } from './poll-feed';

/**
 * A worker that dies in the middle of a poll holds the feed for this long; then another one polls it. Real
 * milliseconds, on the database's clock.
 */
const LEASE_MS = 9 * SECOND;
/** How often the leases of polls under way are to be renewed, in real milliseconds. */
export const RENEW_LEASES_MS = 3 * SECOND;
/** After a fault of this program or its database, in milliseconds of the product's clock. */
const PAUSE_AFTER_OWN_FAULT_MS = MINUTE;
/** Overdue feeds named one by one at a time; of a larger number the log tells the count. */
const MOST_NAMED = 10;

/** Polls whatever is due, several feeds at a time. Any number of pollers, in any processes, share the feeds. */
export interface Poller {
  /** Begins the polls that are due, as far as there is room, and goes on until nothing due is left. */
  wake(): Promise<void>;
  /** Keeps the leases of the polls under way; call it every `RENEW_LEASES_MS`. */
  renewLeases(): Promise<void>;
  /**
   * Finds what went wrong with the schedule: plans that a clock made which was set back since are void, and a
   * feed that is overdue at two inspections in a row is told in the log, once. One look says nothing: after a
   * night without power every feed is overdue, and polled a moment later.
   */
  inspect(): Promise<void>;
  /** Ends the polls under way and gives their feeds back; resolves when that is done. */
  stop(): Promise<void>;
}

interface OpenPoll {
  lane: Lane;
  startedAt: number;
  done: Promise<void>;
}

export const createPoller = (deps: PollDeps): Poller => new DuePoller(deps);

class DuePoller implements Poller {
  private readonly owner = randomUUID();
  private readonly open = new Map<string, OpenPoll>();
  private readonly stopping = new AbortController();
  private claiming: Promise<void> | undefined;
  private again = false;
  /** Due times of the feeds that were overdue at the last inspection, and of those that were told. */
  private overdue = new Map<string, string>();
  private told = new Map<string, string>();
  /** Feeds whose last poll could not be recorded. The fault is over when one of them is recorded again. */
  private readonly unrecorded = new Set<string>();
  private readonly recording: FaultLine;

  constructor(private readonly deps: PollDeps) {
    const { logger, database } = deps;
    this.recording = createFaultLine({
      logger,
      broken:
        'a poll could not be recorded; such feeds are polled again in a minute, and what they report waits until then',
      mended: 'polls are recorded again',
      isTold: database.isRecovering,
    });
    // One listener per poll under way; the usual warning about a leak would be wrong.
    setMaxListeners(0, this.stopping.signal);
  }

  wake(): Promise<void> {
    this.again = true;
    this.claiming ??= this.claimWhileAsked();
    return this.claiming;
  }

  async renewLeases(): Promise<void> {
    const feedIds = [...this.open.keys()];
    if (feedIds.length > 0) await renewClaims(this.deps.database, { owner: this.owner, feedIds }, LEASE_MS);
  }

  async inspect(): Promise<void> {
    const { database, clock, logger } = this.deps;
    const nowMs = clock.now();
    const voided = await voidPlans(database, nowMs);
    if (voided > 0) {
      logger.warn({ feeds: voided }, 'feeds were planned in the future: the clock was set back; polled now');
      await this.wake();
    }
    const overdue = await overdueFeeds(database, { nowMs, leaseMs: LEASE_MS, limit: 1_000 });
    const stillSo = overdue.filter(({ feedId, dueSince }) => this.overdue.get(feedId) === dueSince);
    const untold = stillSo.filter(({ feedId, dueSince }) => this.told.get(feedId) !== dueSince);
    const byFeed = (feeds: OverdueFeed[]) => new Map(feeds.map(({ feedId, dueSince }) => [feedId, dueSince]));
    [this.overdue, this.told] = [byFeed(overdue), byFeed(stillSo)];
    this.tellOverdue(untold);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.claiming?.catch(() => undefined);
    await Promise.all([...this.open.values()].map(({ done }) => done));
  }

  private async claimWhileAsked(): Promise<void> {
    try {
      while (this.again && !this.stopping.signal.aborted) {
        this.again = false;
        const claimed = await this.claim();
        for (const each of claimed) this.begin(each);
        // One claim does not see past a host that had room before it.
        this.again ||= claimed.length > 0;
      }
    } finally {
      this.claiming = undefined;
    }
  }

  private claim(): Promise<ClaimedPoll[]> {
    const now = performance.now();
    const free = freeSlots(
      [...this.open.values()].map(({ lane, startedAt }) => ({ lane, openMs: now - startedAt })),
    );
    if (Object.values(free).every((slots) => slots === 0)) return Promise.resolve([]);
    return claimPolls(this.deps.database, {
      owner: this.owner,
      leaseMs: LEASE_MS,
      polling: [...this.open.keys()],
      free,
      nowMs: this.deps.clock.now(),
    });
  }

  private begin(claimed: ClaimedPoll): void {
    const { feed, lane, deaths } = claimed;
    if (deaths > 0)
      this.deps.logger.warn(
        { feed: feed.title, url: feed.url, deaths },
        'the worker that polled this feed ended in the middle of it; the feed is polled again',
      );
    const done = this.run(claimed).finally(() => {
      this.open.delete(feed.feedId);
      this.wake().catch((error: unknown) => this.complain(error));
    });
    this.open.set(feed.feedId, { lane, startedAt: performance.now(), done });
  }

  /** Never rejects. */
  private async run({ feed }: ClaimedPoll): Promise<void> {
    const { feedId } = feed;
    const { owner, deps } = this;
    try {
      const report = await pollFeed(deps, { feed, owner, signal: this.stopping.signal });
      if (!report) await releaseClaim(deps.database, { owner, feedId });
      else this.noteRecorded(feedId);
    } catch (error) {
      this.unrecorded.add(feedId);
      this.recording.failed(error, { feed: feed.title, url: feed.url });
      // If even this fails, the database is away, and the lease ends by itself.
      await releaseClaim(deps.database, { owner, feedId }, deps.clock.now() + PAUSE_AFTER_OWN_FAULT_MS).catch(
        () => undefined,
      );
    }
  }

  private noteRecorded(feedId: string): void {
    // Another feed's success says nothing: a fault may be in what one feed brings.
    if (!this.unrecorded.has(feedId)) return;
    this.unrecorded.clear();
    this.recording.worked();
  }

  private complain(error: unknown): void {
    if (this.stopping.signal.aborted) return;
    // A database that is away tells so itself, once.
    this.deps.logger[error instanceof DatabaseUnavailable ? 'debug' : 'error'](
      { error: String(error) },
      'due feeds could not be claimed; tried again at the next tick',
    );
  }

  private tellOverdue(feeds: OverdueFeed[]): void {
    const advice = 'add a worker, or see whether database and network are slow';
    for (const { title, url, dueSince } of feeds.slice(0, MOST_NAMED))
      this.deps.logger.warn(
        { feed: title, url, dueSince },
        `a feed is overdue by three intervals: ${advice}`,
      );
    const more = feeds.length - MOST_NAMED;
    if (more > 0) this.deps.logger.warn({ feeds: more }, `more feeds are overdue: ${advice}`);
  }
}
