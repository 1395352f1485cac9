import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type { Runtime } from '#libs/runtime';
import { DeliveryService } from './delivery.service';
import { FoldingService } from './folding.service';
import { FreshnessService } from './freshness.service';
import { HeartbeatService } from './heartbeat.service';
import { PollingService } from './polling.service';
import { RetentionService } from './retention.service';
import { workerDeps } from './worker-deps';
import { RETENTION_DAYS, WORKER_DEPS } from './worker.token';

/** Everything that runs by itself: polling, assessing and folding, sending. */
@Module({})
export class WorkerModule {
  static over(runtime: Runtime): DynamicModule {
    return {
      module: WorkerModule,
      imports: [ScheduleModule.forRoot()],
      providers: [
        { provide: WORKER_DEPS, useValue: workerDeps(runtime) },
        { provide: RETENTION_DAYS, useValue: runtime.settings.MW_RETENTION_DAYS },
        PollingService,
        FoldingService,
        DeliveryService,
        HeartbeatService,
        FreshnessService,
        RetentionService,
      ],
    };
  }
}
