import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SWEEP_MS } from '#libs/domain';
import { DELIVERIES } from '#libs/operations';
import { DeliverySender, reportOverdue } from '#libs/pipeline';
import { repeat, type Repeated } from './repeat';
import { InjectDeps } from './worker.token';
import type { WorkerDeps } from './worker-deps';

/** Sends what the outbox holds: woken by the queue, and by a sweep for what the queue lost. */
@Injectable()
export class DeliveryService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sender: DeliverySender;
  private readonly overdue = new Set<string>();
  private sweep: Repeated | null = null;

  constructor(
    @InjectDeps() private readonly deps: WorkerDeps,
    private readonly schedule: SchedulerRegistry,
  ) {
    this.sender = new DeliverySender(deps);
  }

  onApplicationBootstrap(): void {
    const { jobs, logger, database } = this.deps;
    // A job is a wake-up only; the tables say what is due, so it is done at once.
    jobs.work(DELIVERIES, async () => this.sender.wake(), { concurrency: 1 });
    this.sweep = repeat(
      { schedule: this.schedule, logger, database },
      {
        name: 'delivery-sweep',
        everyMs: SWEEP_MS,
        work: () => this.findDue(),
        failed: 'overdue endpoints could not be looked for',
      },
    );
    void this.sweep.now();
  }

  async onModuleDestroy(): Promise<void> {
    await this.sweep?.stop();
    await this.sender.stop();
  }

  /** The outbox is the truth: whatever wake-up was lost, this finds what is due. */
  private async findDue(): Promise<void> {
    this.sender.wake();
    await reportOverdue(this.deps, this.overdue);
  }
}
