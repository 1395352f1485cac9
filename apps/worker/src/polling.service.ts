import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SECOND, toInstant } from '#libs/domain';
import { POLLS, wakePolls } from '#libs/operations';
import { pollFeed, type PollJob } from '#libs/pipeline';
import { dueFeeds } from '#libs/projections';
import { InjectDeps } from './worker.token';
import type { WorkerDeps } from './worker-deps';

const TICK = 'poll-tick';
/** How often due feeds are looked for: on the product's clock, but never more often than this in real time. */
const TICK_MS = 5 * SECOND;
const SHORTEST_TICK_REAL_MS = 50;
/** Feeds fetched at a time by one process: polite to hosts, and enough for hundreds of feeds. */
const CONCURRENCY = 4;
const MOST_PER_TICK = 500;

/** Finds due feeds on a schedule and puts them into the queue; takes them from the queue and polls them. */
@Injectable()
export class PollingService implements OnApplicationBootstrap, OnModuleDestroy {
  private ticking = false;

  constructor(
    @InjectDeps() private readonly deps: WorkerDeps,
    private readonly schedule: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    const { jobs, clock } = this.deps;
    jobs.work<PollJob>(POLLS, async (job) => void (await pollFeed(this.deps, job)), {
      concurrency: CONCURRENCY,
    });
    const every = Math.max(SHORTEST_TICK_REAL_MS, clock.realMs(TICK_MS));
    this.schedule.addInterval(
      TICK,
      setInterval(() => void this.tick(), every),
    );
    void this.tick();
  }

  onModuleDestroy(): void {
    this.schedule.deleteInterval(TICK);
  }

  private async tick(): Promise<void> {
    if (this.ticking) return;
    this.ticking = true;
    const { database, clock, jobs, logger } = this.deps;
    try {
      const feedIds = await dueFeeds(database, toInstant(clock.now()), MOST_PER_TICK);
      await wakePolls(jobs, feedIds);
    } catch (error) {
      logger.error(
        { error: String(error) },
        'due feeds could not be looked for; tried again at the next tick',
      );
    } finally {
      this.ticking = false;
    }
  }
}
