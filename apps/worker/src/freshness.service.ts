import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SECOND } from '#libs/domain';
import { watchFreshness } from '#libs/pipeline';
import { InjectDeps } from './worker.token';
import type { WorkerDeps } from './worker-deps';

const WATCH = 'freshness-watch';
/** How often the monitor looks at itself: on the product's clock, but never more often than this in real time. */
const LOOK_MS = 30 * SECOND;
const SHORTEST_LOOK_REAL_MS = 500;
/** The first look comes when the first polls have had their time: an operator should not wait to be told. */
const FIRST_LOOK = 'freshness-first-look';
const FIRST_LOOK_MS = 10 * SECOND;

/** Looks whether the monitor still sees, and lets it tell when it does not. */
@Injectable()
export class FreshnessService implements OnApplicationBootstrap, OnModuleDestroy {
  private looking: Promise<void> | null = null;

  constructor(
    @InjectDeps() private readonly deps: WorkerDeps,
    private readonly schedule: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    const first = Math.max(SHORTEST_LOOK_REAL_MS, this.deps.clock.realMs(FIRST_LOOK_MS));
    this.schedule.addTimeout(
      FIRST_LOOK,
      setTimeout(() => this.look(), first),
    );
    const every = Math.max(SHORTEST_LOOK_REAL_MS, this.deps.clock.realMs(LOOK_MS));
    this.schedule.addInterval(
      WATCH,
      setInterval(() => this.look(), every),
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.schedule.deleteTimeout(FIRST_LOOK);
    this.schedule.deleteInterval(WATCH);
    await this.looking;
  }

  private look(): void {
    this.looking ??= watchFreshness(this.deps)
      .catch((error: unknown) =>
        this.deps.logger.error(
          { error: String(error) },
          'whether the monitor sees could not be looked at; tried again at the next look',
        ),
      )
      .finally(() => (this.looking = null));
  }
}
