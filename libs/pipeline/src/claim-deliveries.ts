import { randomUUID } from 'node:crypto';
import {
  CORRECTION_PAUSE_MS,
  correctionWait,
  dueWait,
  mayAttempt,
  retryWait,
  toInstant,
  toMs,
  type DeliveryLane,
} from '#libs/domain';
import {
  holdDeliveries,
  leaseDueEndpoints,
  numberDeliveries,
  readHeads,
  releaseLeases,
  type Head,
  type LeasedEndpoint,
  type Numbering,
} from '#libs/projections';
import { placeInOrder } from '#libs/webhooks';
import type { AttemptTarget, DeliverDeps } from './delivery-attempt';
import { testMessage } from './verify-endpoint';

/** One attempt that this process alone may make until its lease ends. */
export interface Claim extends AttemptTarget {
  owner: string;
  /** The head of the endpoint's queue; null: a test. */
  head: Head | null;
}

export interface Claims {
  claims: Claim[];
  /** Real milliseconds after which endpoints that were looked at are due. */
  waits: number[];
}

/** What is to be done at an endpoint. */
type Plan =
  | { do: 'send'; claim: Claim; numbering: Numbering | null }
  /** Nothing now; it is due after so many milliseconds, or for nothing (null). `hold`: and not before. */
  | { do: 'wait'; ms: number | null; hold?: string };

/**
 * Claims the attempts that are due now, within the free slots of each lane. Whatever is claimed has its number and
 * its bytes before this resolves, so every attempt sends the same, whoever makes it.
 * @param only looks at this endpoint alone
 */
export function claimDue(
  deps: DeliverDeps,
  free: Record<DeliveryLane, number>,
  only?: string,
): Promise<Claims> {
  const nowMs = deps.realNow();
  const owner = randomUUID();
  return deps.database.transaction(async (tx) => {
    const endpoints = await leaseDueEndpoints(tx, { owner, nowMs, free, only });
    if (endpoints.length === 0) return { claims: [], waits: [] };
    // In a statement of its own, after the leases: what others settled before is seen.
    const heads = new Map(
      (
        await readHeads(
          tx,
          endpoints.map(({ endpointId }) => endpointId),
        )
      ).map((head) => [head.endpointId, head]),
    );
    const plans = endpoints.map((endpoint) => ({
      endpoint,
      plan: planFor(deps, { endpoint, head: heads.get(endpoint.endpointId) ?? null, owner, nowMs }),
    }));
    const sends = plans.flatMap(({ plan }) => (plan.do === 'send' ? [plan] : []));
    const waits = plans.flatMap(({ plan, endpoint }) => (plan.do === 'wait' ? [{ ...plan, endpoint }] : []));
    const numberings = sends.flatMap(({ numbering }) => numbering ?? []);
    const holds = waits.flatMap(({ hold, ms }) =>
      hold === undefined ? [] : [{ deliveryId: hold, until: toInstant(nowMs + ms!) }],
    );
    if (numberings.length > 0) await numberDeliveries(tx, numberings);
    if (holds.length > 0) await holdDeliveries(tx, holds);
    if (waits.length > 0)
      await releaseLeases(
        tx,
        [owner],
        waits.map(({ endpoint }) => endpoint.endpointId),
      );
    return { claims: sends.map(({ claim }) => claim), waits: waits.flatMap(({ ms }) => ms ?? []) };
  });
}

interface Standing {
  endpoint: LeasedEndpoint;
  head: Head | null;
  owner: string;
  nowMs: number;
}

function planFor(deps: DeliverDeps, { endpoint, head, owner, nowMs }: Standing): Plan {
  const { health } = endpoint;
  if (health.state === 'unverified')
    return { do: 'send', claim: { ...testMessage(deps, endpoint), owner, head: null }, numbering: null };
  if (!head) return { do: 'wait', ms: null };
  const holdMs = deps.clock.realMs(CORRECTION_PAUSE_MS);
  const due = dueWait({ ...head, dueMs: toMs(head.dueAt) }, health, { nowMs, holdMs });
  if (due > 0) return { do: 'wait', ms: due };
  // An open breaker is waited for; a disabled endpoint is a person's to enable.
  if (!mayAttempt(health, 'head', nowMs))
    return { do: 'wait', ms: health.state === 'paused' ? retryWait(health, nowMs) : null };
  const held = heldFor(head, { nowMs, pauseMs: holdMs });
  if (held > 0) return { do: 'wait', ms: held, hold: head.deliveryId };
  return { do: 'send', ...numbered(endpoint, head, owner) };
}

/**
 * A correction that follows another one too soon is held back. The endpoint is locked meanwhile: whoever puts
 * something behind the correction either is seen here or finds it held, and lets it go.
 */
function heldFor(
  { type, sequence, lastCorrectionAt, othersWait }: Head,
  now: { nowMs: number; pauseMs: number },
): number {
  if (type !== 'posture.corrected' || sequence !== null) return 0;
  return correctionWait(
    { lastMs: lastCorrectionAt === null ? null : toMs(lastCorrectionAt), othersWait },
    now,
  );
}

/** The first attempt gives a delivery the next number of its endpoint; superseded ones never get one. */
function numbered(
  endpoint: LeasedEndpoint,
  head: Head,
  owner: string,
): { claim: Claim; numbering: Numbering | null } {
  const claimOf = (delivery: Head): Claim => ({ endpoint, delivery, head: delivery, kind: 'head', owner });
  if (head.sequence !== null) return { claim: claimOf(head), numbering: null };
  const { endpointId, nextSequence: sequence } = endpoint;
  const body = placeInOrder(head.body, { sequence, previousSequence: sequence - 1 });
  const numbering = { endpointId, deliveryId: head.deliveryId, sequence, body };
  return { claim: claimOf({ ...head, sequence, body }), numbering };
}
