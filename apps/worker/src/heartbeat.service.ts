import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SECOND } from '#libs/domain';
import { repeat, type Repeated } from './repeat';
import { InjectDeps } from './worker.token';
import type { WorkerDeps } from './worker-deps';

/** Without a sign of life for 5 minutes the monitor calls itself blind; real milliseconds. */
const EVERY_MS = 30 * SECOND;

/** Says that a worker lives, and clears away what its dead predecessors left. */
@Injectable()
export class HeartbeatService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly workerId = randomUUID();
  private beating: Repeated | undefined;

  constructor(
    @InjectDeps() private readonly deps: WorkerDeps,
    private readonly schedule: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    this.beating = repeat(
      { schedule: this.schedule, logger: this.deps.logger, database: this.deps.database },
      {
        name: 'heartbeat',
        everyMs: EVERY_MS,
        work: () => this.beat(),
        failed: 'the heartbeat could not be written',
      },
    );
    return this.beating.now();
  }

  onModuleDestroy(): Promise<void> | undefined {
    return this.beating?.stop();
  }

  /** A beat in the future is cleared away like an old one: the database's clock was set back. */
  private async beat(): Promise<void> {
    const { database } = this.deps;
    await database.query(
      `insert into worker_heartbeats (worker_id, at) values ($1, clock_timestamp())
       on conflict (worker_id) do update set at = clock_timestamp()`,
      [this.workerId],
    );
    await database.query(
      `delete from worker_heartbeats
       where at < clock_timestamp() - interval '1 day' or at > clock_timestamp() + interval '1 minute'`,
    );
  }
}
