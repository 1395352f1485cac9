import type { Clock } from '#libs/clock';
import type { Database, Transaction } from '#libs/database';
import {
  MONITOR_BLINDED,
  MONITOR_RECOVERED,
  MONITOR_STREAM,
  monitorEvent,
  toInstant,
  watchMonitor,
  type AlertEvent,
  type Freshness,
  type MonitorEvent,
  type MonitorWatch,
} from '#libs/domain';
import { checkpointOf, createEventSubscription, type EventStore, type StepResult } from '#libs/event-store';
import { readFreshness, readMonitorWatch, writeMonitorWatch } from '#libs/projections';
import type { Logger } from '#libs/telemetry';
import { POSTURE_CHECKPOINT } from './assess-and-fold';
import { raiseEvents, type AlertDeps } from './raise-alerts';

export interface WatchDeps extends Omit<AlertDeps, 'clock'> {
  database: Database;
  store: EventStore;
  clock: Clock;
  logger: Logger;
  /** Called after a commit with the endpoints that have something to send. */
  wake(endpointIds: string[]): Promise<void>;
}

/** Name of the checkpoint whose row says who decides: one process at a time. */
const MONITOR_CHECKPOINT = 'monitor';

/**
 * Looks once whether the monitor still sees, and tells when it has been blind, or has seen again, for long
 * enough. Several processes may look; one of them decides.
 */
export function watchFreshness(deps: WatchDeps): Promise<void> {
  const { database, store, logger } = deps;
  return createEventSubscription({
    database,
    store,
    name: MONITOR_CHECKPOINT,
    // Nothing of the log is followed: the caller says when to look.
    everyMs: Infinity,
    logger,
    step: (tx, position) => look(deps, tx, position),
  }).drain();
}

async function look(deps: WatchDeps, tx: Transaction, position: number): Promise<StepResult | null> {
  const { store, clock, logger } = deps;
  const nowMs = clock.now();
  const freshness = await readFreshness(tx, nowMs);
  const told = await store.readStreams([MONITOR_STREAM], [MONITOR_BLINDED, MONITOR_RECOVERED], tx);
  const before = await readMonitorWatch(tx);
  const toldBlind = told.at(-1)?.type === MONITOR_BLINDED;
  const { watch, tell } = watchMonitor(before, { freshness, nowMs, toldBlind });
  await writeMonitorWatch(tx, watch);
  if (watch.blind !== (before?.blind ?? false)) report(logger, watch.blind, freshness);
  if (!tell) return null;
  const event = monitorEvent(tell, toInstant(watch.sinceMs), freshness);
  const folded = await checkpointOf(tx, POSTURE_CHECKPOINT);
  const alert = toAlert(event, watch, { recordedAt: toInstant(nowMs), position: folded });
  const woken = await raiseEvents(tx, deps, [{ event: alert, evidence: [], counterEvidence: null }]);
  return {
    position,
    events: [event],
    recordedAt: nowMs,
    async committed() {
      logger.warn({ ...event.body }, event.type);
      if (woken.length > 0) await deps.wake(woken);
    },
  };
}

/** For the operator, at once; endpoints are told when it lasts. */
function report(logger: Logger, blind: boolean, { feedsOk, feedsTotal }: Freshness): void {
  const counts = { feedsOk, feedsTotal };
  if (!blind) return logger.info(counts, 'the monitor sees');
  const why =
    feedsTotal === 0
      ? 'no feed is registered'
      : `${feedsOk} of ${feedsTotal} feeds answer; check the network and \`feeds list\``;
  logger.warn(counts, `the monitor is blind: ${why}`);
}

function toAlert(
  { id, type, occurredAt, body }: MonitorEvent,
  { blind, seen }: MonitorWatch,
  place: Pick<AlertEvent, 'recordedAt' | 'position'>,
): AlertEvent {
  return {
    eventId: id,
    type,
    occurredAt,
    ...place,
    body: {
      from: blind ? (seen ?? 'watching') : 'blind',
      to: body.status,
      reason: reasonOf(body, blind),
      freshness: body,
    },
  };
}

const reasonOf = ({ feedsOk, feedsTotal }: Freshness, blind: boolean): string =>
  blind
    ? `Only ${feedsOk} of ${feedsTotal} feeds answer: the posture may have changed without us seeing it.`
    : `${feedsOk} of ${feedsTotal} feeds answer: the posture can be trusted again.`;
