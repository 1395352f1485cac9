import type { SchedulerRegistry } from '@nestjs/schedule';
import type { Database } from '#libs/database';
import { createFaultLine, type Logger } from '#libs/telemetry';

/** Work that a service does again and again. */
export interface Repetition {
  /** Unique among the intervals of the schedule. */
  name: string;
  /** Real milliseconds. */
  everyMs: number;
  work(): Promise<unknown>;
  /** What a failure means, in words for the log. */
  failed: string;
}

export interface Repeated {
  /** Does the work out of turn, or joins a turn that is under way; never rejects. */
  now(): Promise<void>;
  /** Takes no further turn, and resolves when the last one has ended. */
  stop(): Promise<void>;
}

interface RepeatDeps {
  schedule: SchedulerRegistry;
  logger: Logger;
  /** While it is away, it says so itself. */
  database: Pick<Database, 'isRecovering'>;
}

/** Does some work at intervals, never twice at once. The first failure in a row is logged; the next turn tries again. */
export function repeat(
  { schedule, logger, database }: RepeatDeps,
  { name, everyMs, work, failed }: Repetition,
): Repeated {
  const line = createFaultLine({
    logger,
    broken: `${failed}; tried again at each turn`,
    mended: `${name} works again`,
    isTold: database.isRecovering,
  });
  let turn: Promise<void> | null = null;
  const now = (): Promise<void> =>
    (turn ??= work()
      .then(
        () => line.worked(),
        (error: unknown) => line.failed(error),
      )
      .finally(() => (turn = null)));
  schedule.addInterval(
    name,
    setInterval(() => void now(), everyMs),
  );
  return {
    now,
    async stop() {
      schedule.deleteInterval(name);
      await turn;
    },
  };
}
