import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SECOND } from '#libs/domain';
import type { EventSubscription } from '#libs/event-store';
import { createAssessAndFold } from '#libs/pipeline';
import { InjectDeps } from './worker.token';
import type { WorkerDeps } from './worker-deps';

/** How often a due time is looked for when no event wakes the fold. */
const LOOK_MS = 5 * SECOND;
const SHORTEST_LOOK_REAL_MS = 100;

/** Keeps the one consumer running that assesses items, folds them and decides. */
@Injectable()
export class FoldingService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly consumer: EventSubscription;

  constructor(@InjectDeps() { clock, ...deps }: WorkerDeps) {
    const every = Math.max(SHORTEST_LOOK_REAL_MS, clock.realMs(LOOK_MS));
    this.consumer = createAssessAndFold({ clock, ...deps }, every);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.consumer.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.consumer.stop();
  }
}
