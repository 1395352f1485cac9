import type { Clock } from '#libs/clock';
import type { Database, Transaction } from '#libs/database';
import {
  MINUTE,
  POSTURE_STREAM,
  toInstant,
  toMs,
  type NewEvent,
  type RecordedEvent,
  type Trigger,
} from '#libs/domain';
import { createEventSubscription, type EventSubscription, type StepResult } from '#libs/event-store';
import { readPostureState, type DecisionRecord } from '#libs/projections';
import type { Logger } from '#libs/telemetry';
import { assessItems, causeOfAll, ofOneCause, type AssessResult } from './assess-items';
import { decidePosture, type DecideDeps } from './decide-posture';
import { KeptFold } from './keep-fold';
import { raise, type AlertDeps } from './raise-alerts';
import { seekOpinions, type SeekDeps } from './seek-opinions';

export interface FoldDeps extends Omit<DecideDeps, 'kept'>, SeekDeps, Omit<AlertDeps, 'clock'> {
  database: Database;
  clock: Clock;
  logger: Logger;
  /** Called after a commit with the endpoints that have something to send. */
  wake(endpointIds: string[]): Promise<void>;
  /** Laboratory: where crash tests end the process. */
  failPoint(name: string): void;
}

/** Name of the checkpoint. A posture answer's position is where it stands. */
export const POSTURE_CHECKPOINT = 'posture';

/** Events of one transaction, of a backlog that is in the order of time: few enough that it lasts a moment. */
const BATCH = 500;

/** Most events of one transaction: it lasts a few seconds, and news that comes meanwhile waits for its end. */
const MOST = 10_000;

/** The bootstrap ends after this time from the first event, whatever the feeds do (product.md rule 4). */
const LONGEST_BOOTSTRAP = 10 * MINUTE;

/**
 * The one consumer that assesses items, folds them and decides. Assessments, decisions, read model, checkpoint
 * and outbox commit in one transaction, so an answer's position P means: every item event up to P is assessed
 * and folded.
 * @param everyMs real milliseconds between two looks for a due time
 */
export function createAssessAndFold(deps: FoldDeps, everyMs: number): EventSubscription {
  const { database, store, logger, policy } = deps;
  const kept = new KeptFold(policy);
  return createEventSubscription({
    database,
    store,
    name: POSTURE_CHECKPOINT,
    everyMs,
    logger,
    step: (tx, position) => step({ ...deps, kept }, tx, position),
  });
}

type StepDeps = FoldDeps & Pick<DecideDeps, 'kept'>;

async function step(deps: StepDeps, tx: Transaction, position: number): Promise<StepResult | null> {
  // Before anything is read or written: answers take their time, and what arrives meanwhile waits for the next step.
  const sought = await seekOpinions(tx, deps, { position, limit: BATCH });
  // First the polls, then the log: who was polled by now has all its items in what is read next.
  const log = await readLogState(tx);
  const { next, newest, isBehind } = await readNext(tx, deps, { position, upTo: sought.upTo });
  // The log never runs backwards, so nothing can be decided before its newest event, whatever this clock says.
  const horizonMs = Math.max(
    deps.clock.now(),
    ...[newest, log.last].map((at) => (at === null ? 0 : toMs(at))),
  );
  const why = reasonToFold(log, { isBehind, horizonMs });
  if (newest === null && !why.isDue && !why.baselineIsDue) return null;
  // Imported history tells no change, so a change that is due is told before history is read.
  const events = why.isDue && causeOfAll(next) === 'import' ? [] : next;

  const assessed = await assessItems(tx, events, { ...deps, weigh: sought.weigh });
  const inputPosition = events.at(-1)?.position ?? position;
  const horizon = toInstant(horizonMs);
  const mustFold = assessed.touched.length > 0 || why.isDue || why.baselineIsDue;
  const trigger = triggerOf(assessed);
  const { bootstrapping } = why;
  const moment = { trigger, horizon, inputPosition, bootstrapping, version: log.version };
  const decided = mustFold ? await decidePosture(tx, deps, moment) : null;
  const decisions = decided?.decisions ?? [];
  const woken = await raise(tx, deps, { decisions, decidedAt: horizon, position: inputPosition });
  return {
    position: inputPosition,
    events: [...sought.events, ...assessed.events, ...decisions],
    recordedAt: horizonMs,
    async committed() {
      if (decided) deps.kept.confirm(inputPosition, decided.written);
      for (const decision of decisions) report(deps.logger, decision);
      if (woken.length === 0) return;
      deps.failPoint('after-decision');
      await deps.wake(woken);
    },
  };
}

/** What a step takes from the log. */
interface NextEvents {
  /** Events of one cause. */
  next: RecordedEvent[];
  /** When the newest event that was read was recorded; null: there was none. */
  newest: string | null;
  /** There is more that can be read at once. */
  isBehind: boolean;
}

/**
 * Reads as many events as the last step heard signals, new ones and those that lay after a late one. So a backlog whose
 * dates are in no order is folded in ever larger steps, and all of them together hear no more signals than the
 * log has events, instead of going back over history for every few of them.
 * @param upTo position after which nothing may be assessed yet
 */
async function readNext(
  tx: Transaction,
  { store, kept }: StepDeps,
  { position, upTo }: { position: number; upTo: number },
): Promise<NextEvents> {
  const enough = Math.min(kept.heardLast, MOST);
  const read: RecordedEvent[] = [];
  for (;;) {
    const page = await store.read({ after: read.at(-1)?.position ?? position, limit: BATCH }, tx);
    read.push(...page);
    const next = ofOneCause(read.filter((event) => event.position <= upTo));
    const isCut = next.length < read.length;
    const isBehind = isCut || page.length === BATCH;
    if (isCut || page.length < BATCH || read.length >= enough)
      return { next, newest: read.at(-1)?.recordedAt ?? null, isBehind };
  }
}

interface ReasonToFold {
  /** Nothing was ever decided, and not every feed was polled once, or not all of it is folded. */
  bootstrapping: boolean;
  baselineIsDue: boolean;
  /** Time alone moves the posture now. */
  isDue: boolean;
}

/** What decides about bootstrap and due time, before the log is read on. */
interface LogState {
  decided: boolean;
  /** A feed was never polled. */
  unpolled: boolean;
  /** When the first and the newest event were recorded. */
  first: string | null;
  last: string | null;
  nextDue: string | null;
  /** Version of the read model of the posture; 0: there is none. */
  version: number;
}

async function readLogState(tx: Transaction): Promise<LogState> {
  const [row] = await tx.query<Omit<LogState, 'nextDue' | 'version'>>(
    `select decided,
            not decided and exists (
              select 1 from feed_polls join feeds using (feed_id)
              where not removed and last_success_at is null and failures = 0) as unpolled,
            (select recorded_at from events order by position limit 1) as first,
            (select recorded_at from events order by position desc limit 1) as last
     from (select exists (select 1 from events where stream = $1) as decided) told`,
    [POSTURE_STREAM],
  );
  const state = await readPostureState(tx);
  return { ...row!, nextDue: state?.nextDue ?? null, version: state?.version ?? 0 };
}

function reasonToFold(
  { decided, unpolled, first, nextDue }: LogState,
  { isBehind, horizonMs }: { isBehind: boolean; horizonMs: number },
): ReasonToFold {
  const isTooLong = first !== null && horizonMs - toMs(first) >= LONGEST_BOOTSTRAP;
  const bootstrapping = !decided && (isBehind || (unpolled && !isTooLong));
  return {
    bootstrapping,
    baselineIsDue: !decided && !bootstrapping,
    isDue: nextDue !== null && toMs(nextDue) <= horizonMs,
  };
}

function triggerOf({ cause, touched }: AssessResult): Trigger {
  if (touched.length === 0) return { cause: 'due' };
  return cause === 'news' ? { cause, arrived: touched } : { cause };
}

function report(logger: Logger, { type, body }: NewEvent<string, DecisionRecord>): void {
  const { from, to, effectiveAt, cause, confidence, origins, reason } = body;
  logger.info(
    { from, to, effectiveAt, cause, confidence, origins, quote: body.quotes[0]?.quote, reason },
    type,
  );
}
