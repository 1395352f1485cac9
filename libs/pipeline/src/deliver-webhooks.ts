import {
  freeRequestSlots,
  SECOND,
  SLOW_AFTER_MS,
  SWEEP_MS,
  type Flight,
  type DeliveryLane,
} from '#libs/domain';
import { LEASE_MS, releaseLeases } from '#libs/projections';
import { createFaultLine, type FaultLine } from '#libs/telemetry';
import { ATTEMPT_TIMEOUT_MS } from '#libs/webhooks';
import { claimDue, type Claim } from './claim-deliveries';
import { attempt, type DeliverDeps } from './delivery-attempt';
import { settleAll, type Settlement } from './settle-deliveries';

/**
 * How long stopping waits for requests that are under way, in real milliseconds: until each has its answer or its
 * timeout. Who cut one off would have its alert sent a second time.
 */
const STOP_GRACE_MS = ATTEMPT_TIMEOUT_MS + SECOND;
/** Pause before results are noted again that the database did not take. */
const SETTLE_AGAIN_MS = 500;
/** With more requests than this under way, free slots are claimed together. */
const CLAIM_TOGETHER_FROM = 64;
/** Wake-ups this close together are one. */
const WAKE_STEP_MS = 50;

interface Request {
  claim: Claim;
  since: number;
}

/**
 * Sends what the outbox holds: claims what is due in batches, has many requests under way at a time, and notes their
 * results in batches. Each endpoint has one request at a time over all processes (a lease on the database's clock),
 * in the order of its queue. Nothing is thrown for faults of receivers or of the database.
 */
export class DeliverySender {
  private readonly requests = new Set<Request>();
  /** By the moment at which they wake, in units of `WAKE_STEP_MS`: many endpoints share one. */
  private readonly timers = new Map<number, NodeJS.Timeout>();
  private results: (Settlement & { since: number })[] = [];
  private isLooking = false;
  private mustLookAgain = false;
  private isSettling = false;
  private isStopped = false;
  private onIdle: (() => void)[] = [];

  private readonly looking: FaultLine;

  constructor(private readonly deps: DeliverDeps) {
    const { logger, database } = deps;
    this.looking = createFaultLine({
      logger,
      broken: 'due deliveries could not be looked for; alerts wait, and each sweep tries again',
      mended: 'due deliveries are looked for again',
      isTold: database.isRecovering,
    });
  }

  /** Looks for what is due; returns at once. */
  wake(): void {
    if (this.isStopped) return;
    this.mustLookAgain = true;
    if (!this.isLooking) void this.look();
  }

  /** Resolves when nothing is due, under way or to be noted. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.onIdle.push(resolve);
      this.reportIdle();
    });
  }

  /** Claims nothing more, waits for what is under way, notes it, and gives back what is still open then. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    if (this.requests.size > 0)
      this.deps.logger.info(
        { requests: this.requests.size },
        'stopping as soon as these endpoints have answered or taken too long',
      );
    let giveUp: NodeJS.Timeout | undefined;
    await Promise.race([this.idle(), new Promise((late) => (giveUp = setTimeout(late, STOP_GRACE_MS)))]);
    clearTimeout(giveUp);
    const left = [...this.requests].map(({ claim }) => claim);
    this.requests.clear();
    if (left.length === 0) return;
    // What they answer later has no say any more; whoever starts next sends the same bytes again.
    await releaseLeases(
      this.deps.database,
      left.map(({ owner }) => owner),
      left.map(({ endpoint }) => endpoint.endpointId),
    ).catch((error: unknown) =>
      this.deps.logger.debug({ error: String(error) }, 'leases were not given back; they end by themselves'),
    );
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    try {
      while (this.mustLookAgain && !this.isStopped) {
        this.mustLookAgain = false;
        await this.claim(freeRequestSlots(this.flights()));
      }
      this.looking.worked();
    } catch (error) {
      this.mustLookAgain = false;
      this.looking.failed(error);
    } finally {
      this.isLooking = false;
      this.reportIdle();
    }
  }

  private async claim(free: Record<DeliveryLane, number>): Promise<void> {
    const lanes = Object.entries(free) as [DeliveryLane, number][];
    if (lanes.every(([, slots]) => slots === 0)) return this.wakeIn(SLOW_AFTER_MS);
    const { claims, waits } = await claimDue(this.deps, free);
    for (const claim of claims) void this.send(claim);
    for (const wait of waits) this.wakeIn(wait);
    // A full lane may have more that is due: its slots come free when answers come, or when requests are slow.
    const taken = (lane: DeliveryLane): number =>
      claims.filter(({ endpoint }) => endpoint.lane === lane).length;
    if (lanes.some(([lane, slots]) => taken(lane) === slots)) this.wakeIn(SLOW_AFTER_MS);
  }

  private async send(claim: Claim): Promise<void> {
    const { deps } = this;
    const request = { claim, since: performance.now() };
    this.requests.add(request);
    deps.failPoint('before-delivery');
    const result = await attempt(deps, claim);
    deps.failPoint('after-delivery');
    // Given back by `stop` meanwhile.
    if (!this.requests.delete(request)) return;
    // The client is closed for good: whatever would be claimed now could not be sent.
    if (result.error?.code === 'client-closed') this.isStopped = true;
    this.results.push({ claim, result, since: request.since });
    if (!this.isSettling) await this.settle();
  }

  /** Notes what has come in; what comes meanwhile is noted together in the next transaction. */
  private async settle(): Promise<void> {
    this.isSettling = true;
    while (this.results.length > 0) {
      const batch = this.results.splice(0);
      try {
        for (const wait of await settleAll(this.deps, batch)) this.wakeIn(wait);
      } catch (error) {
        this.keep(batch, error);
        await new Promise((later) => setTimeout(later, SETTLE_AGAIN_MS));
      }
      // While many are under way, a few free slots are not worth a claim of their own.
      if (this.requests.size > CLAIM_TOGETHER_FROM) this.wakeIn(WAKE_STEP_MS);
      else this.wake();
    }
    this.isSettling = false;
    this.reportIdle();
  }

  /** Results are kept for as long as their leases last; without them the same bytes are sent again. */
  private keep(batch: (Settlement & { since: number })[], error: unknown): void {
    const kept = this.isStopped ? [] : batch.filter(({ since }) => performance.now() - since < LEASE_MS);
    this.results.unshift(...kept);
    this.deps.logger.error(
      { error: String(error), attempts: batch.length, kept: kept.length },
      'delivery attempts could not be noted; those kept are noted again soon, the others are sent again',
    );
  }

  private flights(): Flight[] {
    const now = performance.now();
    return [...this.requests].map(({ claim, since }) => ({ lane: claim.endpoint.lane, ageMs: now - since }));
  }

  /** Longer waits are the sweep's. */
  private wakeIn(ms: number): void {
    if (this.isStopped || ms >= SWEEP_MS) return;
    const now = performance.now();
    const step = Math.ceil((now + ms) / WAKE_STEP_MS);
    if (this.timers.has(step)) return;
    const timer = setTimeout(
      () => {
        this.timers.delete(step);
        this.wake();
      },
      step * WAKE_STEP_MS - now,
    );
    this.timers.set(step, timer);
  }

  private reportIdle(): void {
    const isBusy = this.isLooking || this.isSettling || this.requests.size + this.results.length > 0;
    if (isBusy || (this.mustLookAgain && !this.isStopped)) return;
    for (const resolve of this.onIdle.splice(0)) resolve();
  }
}
