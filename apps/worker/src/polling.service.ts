import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { MINUTE, SECOND } from '#libs/domain';
import { POLLS } from '#libs/operations';
import { createPoller, RENEW_LEASES_MS, type Poller } from '#libs/pipeline';
import { repeat, type Repeated } from './repeat';
import { InjectDeps } from './worker.token';
import type { WorkerDeps } from './worker-deps';

/**
 * How often due feeds are looked for: on the product's clock, but neither more often than the first nor more
 * rarely than the second of these in real time, which leases are in.
 */
const TICK_MS = 5 * SECOND;
const TICK_REAL_MS = { least: 50, most: 2 * SECOND };
/** How often the schedule itself is inspected, likewise. */
const INSPECTION_MS = MINUTE;
const INSPECTION_REAL_MS = { least: SECOND, most: 30 * SECOND };

/** Polls due feeds: woken by a tick, by the queue when a person asks, and whenever a poll ends. */
@Injectable()
export class PollingService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly poller: Poller;
  private readonly repeated: Repeated[] = [];

  constructor(
    @InjectDeps() private readonly deps: WorkerDeps,
    private readonly schedule: SchedulerRegistry,
  ) {
    this.poller = createPoller(deps);
  }

  onApplicationBootstrap(): void {
    const { poller, deps, schedule } = this;
    const inReal = (ms: number, { least, most }: { least: number; most: number }): number =>
      Math.min(most, Math.max(least, deps.clock.realMs(ms)));
    const inspection = repeat(
      { schedule, logger: deps.logger, database: deps.database },
      {
        name: 'poll-inspection',
        everyMs: inReal(INSPECTION_MS, INSPECTION_REAL_MS),
        work: () => poller.inspect(),
        failed: 'the schedule of the feeds could not be inspected',
      },
    );
    const tick = repeat(
      { schedule, logger: deps.logger, database: deps.database },
      {
        name: 'poll-tick',
        everyMs: inReal(TICK_MS, TICK_REAL_MS),
        work: () => poller.wake(),
        failed: 'due feeds could not be claimed',
      },
    );
    const leases = repeat(
      { schedule, logger: deps.logger, database: deps.database },
      {
        name: 'poll-leases',
        everyMs: RENEW_LEASES_MS,
        work: () => poller.renewLeases(),
        failed: 'the leases of polls under way could not be renewed',
      },
    );
    this.repeated.push(inspection, tick, leases);
    deps.jobs.work(POLLS, () => poller.wake(), { concurrency: 1 });
    void inspection.now().then(tick.now);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.repeated.map((each) => each.stop()), this.poller.stop()]);
  }
}
