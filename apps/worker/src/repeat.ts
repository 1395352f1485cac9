import type { SchedulerRegistry } from '@nestjs/schedule';
import type { Logger } from '#libs/telemetry';

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

/** Does some work at intervals, never twice at once. A failure is logged, and the next turn tries again. */
export function repeat(
  { schedule, logger }: { schedule: SchedulerRegistry; logger: Logger },
  { name, everyMs, work, failed }: Repetition,
): Repeated {
  let turn: Promise<void> | null = null;
  const now = (): Promise<void> =>
    (turn ??= work()
      .then(
        () => undefined,
        (error: unknown) => logger.error({ error: String(error) }, `${failed}; tried again at the next turn`),
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
