import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SECOND, toInstant } from '#libs/domain';
import { DELIVERIES, wakeDeliveries } from '#libs/operations';
import { deliverDue } from '#libs/pipeline';
import { endpointsWithWork } from '#libs/projections';
import { createFaultLine, type FaultLine } from '#libs/telemetry';
import { InjectDeps } from './worker.token';
import type { WorkerDeps } from './worker-deps';

const SWEEP = 'delivery-sweep';
/** The outbox is the truth: whatever wake-up was lost, this finds what is due. Real milliseconds. */
const SWEEP_MS = 5 * SECOND;
/** Endpoints served at a time by one process; a slow one holds up one of these for 15 s at most. */
const CONCURRENCY = 32;

/** Sends what the outbox holds: woken by the queue, and by a sweep for what the queue lost. */
@Injectable()
export class DeliveryService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sweeping: FaultLine;

  constructor(
    @InjectDeps() private readonly deps: WorkerDeps,
    private readonly schedule: SchedulerRegistry,
  ) {
    this.sweeping = createFaultLine({
      logger: deps.logger,
      broken: 'due deliveries could not be looked for; tried again at each sweep',
      mended: 'due deliveries are looked for again',
      isTold: deps.database.isRecovering,
    });
  }

  onApplicationBootstrap(): void {
    this.deps.jobs.work<{ endpointId: string }>(DELIVERIES, ({ endpointId }) => this.deliver(endpointId), {
      concurrency: CONCURRENCY,
    });
    this.schedule.addInterval(
      SWEEP,
      setInterval(() => void this.sweep(), SWEEP_MS),
    );
    void this.sweep();
  }

  onModuleDestroy(): void {
    this.schedule.deleteInterval(SWEEP);
  }

  private async deliver(endpointId: string): Promise<void> {
    const wait = await deliverDue(this.deps, endpointId);
    // Longer waits are the sweep's.
    if (wait !== null && wait < SWEEP_MS) await wakeDeliveries(this.deps.jobs, [endpointId], wait);
  }

  private async sweep(): Promise<void> {
    const { database, realNow, wake } = this.deps;
    try {
      await wake(await endpointsWithWork(database, toInstant(realNow())));
      this.sweeping.worked();
    } catch (error) {
      this.sweeping.failed(error);
    }
  }
}
