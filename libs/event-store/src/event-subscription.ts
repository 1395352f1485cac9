import type { Database, Transaction } from '#libs/database';
import type { NewEvent } from '#libs/domain';
import { createFaultLine, type Logger } from '#libs/telemetry';
import type { EventStore } from './event-store';

/** What one step of a reader of the log did: the new checkpoint, and the facts it decided. */
export interface StepResult {
  position: number;
  events: NewEvent[];
  /** Milliseconds since 1970. */
  recordedAt: number;
  /** Called after the commit: for wake-ups, which may be lost. */
  committed?(): Promise<void>;
}

export interface EventSubscriptionOptions {
  database: Database;
  store: EventStore;
  /** Name of the checkpoint; one reader of a name works at a time, over all processes. */
  name: string;
  /**
   * Reads on from `position` and writes its rows through `tx`; what it returns is appended, with the checkpoint,
   * in the same transaction. null: there was nothing to do.
   */
  step(tx: Transaction, position: number): Promise<StepResult | null>;
  /** Looks for work at least this often, in real milliseconds: a lost notification costs no more than this. */
  everyMs: number;
  logger: Logger;
}

/** An event subscription: follows the log and keeps a checkpoint. Lock order: checkpoint, rows, log. */
export interface EventSubscription {
  start(): Promise<void>;
  /** Resolves when the step under way has ended. */
  stop(): Promise<void>;
  /** Steps until there is nothing left to do, or another process is at it. */
  drain(): Promise<void>;
}

type Outcome = 'advanced' | 'idle' | 'elsewhere';

/** Longest pause after failed steps, in real milliseconds. */
const MOST_PAUSE_MS = 10_000;
/**
 * How often a process looks while another one follows the log, in real milliseconds. Nothing tells when that one dies,
 * so it is often; and events do not wake it, for who comes between two steps of another has to catch up with it first.
 */
const STANDBY_MS = 500;

export function createEventSubscription(options: EventSubscriptionOptions): EventSubscription {
  const { database, logger, name, everyMs } = options;
  let stopped = false;
  let woken = false;
  let wake: () => void = () => undefined;
  let stopListening: () => Promise<void> = async () => undefined;
  let loop: Promise<void> = Promise.resolve();
  /** Where the checkpoint stood at the last look; whether another process has moved it last. */
  let seen: number | null = null;
  let standsBy = false;

  const line = createFaultLine({
    logger,
    broken: `what follows the log (${name}) cannot go on: news is stored, but not assessed and told until it can; it is tried again without end`,
    mended: `what follows the log (${name}) goes on`,
    isTold: database.isRecovering,
  });

  const drain = async (): Promise<void> => {
    while (!stopped) {
      const { outcome, position } = await stepOnce(options);
      const isPassed = outcome === 'idle' && seen !== null && position !== seen;
      standsBy = outcome !== 'advanced' && (standsBy || isPassed || outcome === 'elsewhere');
      seen = position ?? seen;
      if (outcome !== 'advanced') return;
    }
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      wake = () => {
        if (!stopped && (!woken || standsBy)) return;
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(resolve, ms);
      wake();
    });

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stopped) {
      woken = false;
      try {
        await drain();
        failures = 0;
        line.worked();
      } catch (error) {
        failures += 1;
        line.failed(error, { subscription: name });
      }
      const calm = standsBy ? Math.min(everyMs, STANDBY_MS) : everyMs;
      await pause(failures > 0 ? Math.min(MOST_PAUSE_MS, 100 * 2 ** failures) : calm);
    }
  };

  return {
    drain,
    async start() {
      stopListening = await database.listen('events', () => {
        woken = true;
        wake();
      });
      loop = run();
    },
    async stop() {
      stopped = true;
      wake();
      await loop;
      await stopListening();
    },
  };
}

interface Look {
  outcome: Outcome;
  /** Where the checkpoint stands now; null: another process holds it. */
  position: number | null;
}

async function stepOnce({ database, store, name, step }: EventSubscriptionOptions): Promise<Look> {
  await database.query('insert into checkpoints (name, position) values ($1, 0) on conflict do nothing', [
    name,
  ]);
  let committed: StepResult['committed'];
  const look = await database.transaction(async (tx): Promise<Look> => {
    const [checkpoint] = await tx.query<{ position: number }>(
      'select position from checkpoints where name = $1 for update skip locked',
      [name],
    );
    if (!checkpoint) return { outcome: 'elsewhere', position: null };
    const result = await step(tx, checkpoint.position);
    if (!result) return { outcome: 'idle', position: checkpoint.position };
    await tx.query('update checkpoints set position = $2 where name = $1', [name, result.position]);
    await store.appendIn(tx, result.events, { recordedAt: result.recordedAt });
    committed = result.committed;
    return { outcome: 'advanced', position: result.position };
  });
  await committed?.();
  return look;
}

/** Position up to which a reader has worked; 0 when it never ran. */
export async function checkpointOf(database: Pick<Database, 'query'>, name: string): Promise<number> {
  const [row] = await database.query<{ position: number }>(
    'select position from checkpoints where name = $1',
    [name],
  );
  return row?.position ?? 0;
}
