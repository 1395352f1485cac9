import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDeps } from './worker.token';
import type { WorkerDeps } from './worker-deps';

/** Without a sign of life for 5 minutes the monitor calls itself blind; real milliseconds. */
const EVERY_MS = 30_000;

/** Says that a worker lives, and clears away what its dead predecessors left. */
@Injectable()
export class HeartbeatService implements OnApplicationBootstrap {
  private readonly workerId = randomUUID();

  constructor(@InjectDeps() private readonly deps: WorkerDeps) {}

  onApplicationBootstrap(): Promise<void> {
    return this.beat();
  }

  @Interval(EVERY_MS)
  async beat(): Promise<void> {
    const { database, logger } = this.deps;
    try {
      await database.query(
        `insert into worker_heartbeats (worker_id, at) values ($1, clock_timestamp())
         on conflict (worker_id) do update set at = clock_timestamp()`,
        [this.workerId],
      );
      await database.query(`delete from worker_heartbeats where at < clock_timestamp() - interval '1 day'`);
    } catch (error) {
      logger.error({ error: String(error) }, 'the heartbeat could not be written');
    }
  }
}
