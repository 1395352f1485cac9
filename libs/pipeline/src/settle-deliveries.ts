import type { Transaction } from '#libs/database';
import {
  decideAttempt,
  deliveryLaneOf,
  toInstant,
  toMs,
  type AttemptDecision,
  type Delivery,
} from '#libs/domain';
import {
  insertAttempts,
  lockForSettling,
  releaseLeases,
  supersedeStale,
  writeDeliveries,
  writeOutcomes,
  type EndpointOutcome,
  type Head,
  type SettlingEndpoint,
} from '#libs/projections';
import type { AttemptResult } from '#libs/webhooks';
import type { Claim } from './claim-deliveries';
import { attemptRow, type DeliverDeps } from './delivery-attempt';
import { afterTest } from './verify-endpoint';

/** An attempt that was made, and what came of it. */
export interface Settlement {
  claim: Claim;
  result: AttemptResult;
}

/** What follows from an attempt; `decision` is null for a test. */
interface Outcome {
  settlement: Settlement;
  current: SettlingEndpoint;
  outcome: EndpointOutcome;
  decision: AttemptDecision | null;
}

/**
 * Notes attempts and what follows from them in one transaction, for the endpoints as they stand now: meanwhile one
 * may have been disabled, removed or given another address, and a sender that was slower than its lease has no say.
 * @returns real milliseconds until those that have to wait are due
 */
export async function settleAll(deps: DeliverDeps, settlements: Settlement[]): Promise<number[]> {
  // This program is stopping: whether the receiver got it is unknown, so it is sent again, with the same id.
  const [cut, made] = partition(settlements, ({ result }) => result.error?.code === 'client-closed');
  const outcomes = await deps.database.transaction(async (tx) => {
    if (cut.length > 0)
      await releaseLeases(
        tx,
        cut.map(({ claim }) => claim.owner),
        cut.map(({ claim }) => claim.endpoint.endpointId),
      );
    return made.length > 0 ? settleIn(tx, deps, made) : [];
  });
  for (const outcome of outcomes) report(deps, outcome);
  return outcomes.flatMap(({ outcome, decision }) => {
    const dueMs =
      decision?.delivery.progress.state === 'waiting' && outcome.health.state !== 'disabled'
        ? decision.delivery.progress.dueMs
        : outcome.verify && toMs(outcome.verify.due);
    return dueMs === null ? [] : [Math.max(1, dueMs - deps.realNow())];
  });
}

async function settleIn(tx: Transaction, deps: DeliverDeps, made: Settlement[]): Promise<Outcome[]> {
  const ids = made.map(({ claim }) => claim.endpoint.endpointId);
  const current = new Map((await lockForSettling(tx, ids)).map((row) => [row.endpointId, row]));
  await insertAttempts(
    tx,
    made.map(({ claim: { kind, endpoint, head }, result }) => ({
      ...attemptRow(deps, result, kind),
      endpointId: endpoint.endpointId,
      deliveryId: head?.deliveryId ?? null,
    })),
  );
  const outcomes = made.flatMap((settlement) => {
    const { endpoint, owner } = settlement.claim;
    const row = current.get(endpoint.endpointId);
    return row?.leaseOwner === owner ? [outcomeOf(deps, settlement, row)] : [];
  });
  await writeDeliveries(
    tx,
    outcomes.flatMap(({ decision, settlement }) =>
      decision ? [{ ...decision.delivery, deliveryId: settlement.claim.head!.deliveryId }] : [],
    ),
  );
  await writeOutcomes(
    tx,
    outcomes.map(({ outcome }) => outcome),
  );
  for (const { decision, current: row } of outcomes)
    if (decision?.notices.includes('recovered')) await supersedeStale(tx, row, toInstant(deps.realNow()));
  return outcomes;
}

function outcomeOf(deps: DeliverDeps, settlement: Settlement, current: SettlingEndpoint): Outcome {
  const { claim, result } = settlement;
  const { endpointId, health, lane } = current;
  if (!claim.head) {
    // What another address answered meanwhile proves nothing of the one in force.
    const isSame = current.urlSealed === claim.endpoint.urlSealed;
    const unchanged = { endpointId, health, lane, succeededAt: null, verify: null };
    const outcome = isSame ? afterTest(deps, current, result) : unchanged;
    return { settlement, current, outcome, decision: null };
  }
  const context = { nowMs: deps.realNow(), random: deps.random() };
  const input = { delivery: deliveryOf(claim.head), endpoint: health, answer: result };
  const decision = decideAttempt(input, context);
  // Another address has to prove itself by a test; what the old one answered says nothing of it.
  const isProven = health.state !== 'unverified';
  const after = isProven ? decision.endpoint : health;
  const isSuccess = result.outcome === 'success' && isProven;
  const outcome = {
    endpointId,
    health: after,
    lane: deliveryLaneOf(after, result.latencyMs),
    succeededAt: isSuccess ? toInstant(deps.clock.now()) : null,
    verify: null,
  };
  return { settlement, current, outcome, decision };
}

const deliveryOf = (row: Head): Delivery => ({
  progress: { state: 'waiting', dueMs: toMs(row.dueAt) },
  attempts: row.attempts,
  refusals: row.refusals,
  firstRefusedMs: row.firstRefusedAt === null ? null : toMs(row.firstRefusedAt),
});

function report({ logger }: DeliverDeps, { settlement, outcome, decision }: Outcome): void {
  const { claim, result } = settlement;
  const place = { endpoint: claim.endpoint.endpointId, host: claim.endpoint.host };
  for (const notice of decision?.notices ?? [])
    logger.warn({ ...place, notice }, 'an endpoint needs attention');
  const failed = { ...place, status: result.status, error: result.error?.message };
  if (!claim.head || !decision) {
    if (result.outcome === 'failure') logger.warn(failed, 'an endpoint did not answer its test');
    else if (outcome.health.state === 'active') logger.info(place, 'endpoint verified');
    return;
  }
  const { type, sequence } = claim.head;
  const { state } = decision.delivery.progress;
  if (result.outcome === 'success')
    logger.info({ ...place, type, sequence, ms: Math.round(result.latencyMs) }, 'delivered');
  else logger.warn({ ...failed, sequence, state }, 'a delivery attempt failed');
}

function partition<T>(list: readonly T[], belongs: (each: T) => boolean): [T[], T[]] {
  return [list.filter(belongs), list.filter((each) => !belongs(each))];
}
