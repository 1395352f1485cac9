import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { DAY, HOUR, toInstant } from '#libs/domain';
import { repeat, type Repeated } from './repeat';
import { InjectDeps, InjectRetention } from './worker.token';
import type { WorkerDeps } from './worker-deps';

/** Removes old delivery attempts. The log and the outbox are never touched. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnModuleDestroy {
  private cleaning: Repeated | undefined;

  constructor(
    @InjectDeps() private readonly deps: WorkerDeps,
    @InjectRetention() private readonly days: number,
    private readonly schedule: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    const { database, clock, logger } = this.deps;
    this.cleaning = repeat(
      { schedule: this.schedule, logger, database },
      {
        name: 'retention',
        everyMs: HOUR,
        work: () =>
          database.query('delete from delivery_attempts where at < $1', [
            toInstant(clock.now() - this.days * DAY),
          ]),
        failed: 'old delivery attempts could not be removed',
      },
    );
  }

  onModuleDestroy(): Promise<void> | undefined {
    return this.cleaning?.stop();
  }
}
