import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SECOND } from '#libs/domain';
import { watchFreshness } from '#libs/pipeline';
import { repeat, type Repeated } from './repeat';
import { InjectDeps } from './worker.token';
import type { WorkerDeps } from './worker-deps';

/** How often the monitor looks at itself: on the product's clock, but never more often than this in real time. */
const LOOK_MS = 30 * SECOND;
const SHORTEST_LOOK_REAL_MS = 500;
/** The first look comes when the first polls have had their time: an operator should not wait to be told. */
const FIRST_LOOK = 'freshness-first-look';
const FIRST_LOOK_MS = 10 * SECOND;

/** Looks whether the monitor still sees, and lets it tell when it does not. */
@Injectable()
export class FreshnessService implements OnApplicationBootstrap, OnModuleDestroy {
  private looking: Repeated | undefined;

  constructor(
    @InjectDeps() private readonly deps: WorkerDeps,
    private readonly schedule: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    const { clock, logger, database } = this.deps;
    const inReal = (ms: number): number => Math.max(SHORTEST_LOOK_REAL_MS, clock.realMs(ms));
    const looking = repeat(
      { schedule: this.schedule, logger, database },
      {
        name: 'freshness-watch',
        everyMs: inReal(LOOK_MS),
        work: () => watchFreshness(this.deps),
        failed: 'whether the monitor sees could not be looked at',
      },
    );
    this.looking = looking;
    this.schedule.addTimeout(
      FIRST_LOOK,
      setTimeout(() => void looking.now(), inReal(FIRST_LOOK_MS)),
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.schedule.deleteTimeout(FIRST_LOOK);
    await this.looking?.stop();
  }
}
