import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DAY, HOUR, toInstant } from '#libs/domain';
import { InjectDeps, InjectRetention } from './worker.token';
import type { WorkerDeps } from './worker-deps';

/** Removes old delivery attempts. The log and the outbox are never touched. */
@Injectable()
export class RetentionService {
  constructor(
    @InjectDeps() private readonly deps: WorkerDeps,
    @InjectRetention() private readonly days: number,
  ) {}

  @Interval(HOUR)
  async clean(): Promise<void> {
    const { database, clock, logger } = this.deps;
    try {
      await database.query('delete from delivery_attempts where at < $1', [
        toInstant(clock.now() - this.days * DAY),
      ]);
    } catch (error) {
      logger.error({ error: String(error) }, 'old delivery attempts could not be removed');
    }
  }
}
