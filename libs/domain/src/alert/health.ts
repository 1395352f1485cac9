import { DAY } from '../kernel/index';
import { PATIENCE_MS, waitFor } from './backoff';

/**
 * Consecutive failures that open the breaker (`paused`) once they have lasted for `PATIENCE_MS`: by then a short
 * restart is over, and a receiver that asked to be called again soon has had its time.
 */
export const PAUSED_AFTER_FAILURES = 5;
/** An endpoint is disabled after so long without success (contract.md) ... */
export const DISABLED_AFTER_MS = 3 * DAY;
/** ... seen in at least so many failures: our own standstill is not the receiver's fault. */
export const DISABLED_AFTER_FAILURES = 10;
/** The owner is warned a day ahead (users of other senders ask for it). */
export const DISABLED_SOON_AFTER_MS = DISABLED_AFTER_MS - DAY;

/** A row of failures without a success between them. */
export interface Failing {
  count: number;
  sinceMs: number;
  lastMs: number;
}

export type DisabledReason = 'gone' | 'no-success' | 'by-hand';

/** How an endpoint fares. `paused`: breaker open; from `retryAtMs` on it is half-open, for the head only. */
export type EndpointHealth =
  | { state: 'unverified'; failing: null }
  | { state: 'active'; failing: Failing | null }
  | { state: 'paused'; failing: Failing; retryAtMs: number }
  | { state: 'disabled'; failing: Failing | null; reason: DisabledReason };

export type HealthNotice = 'paused' | 'recovered' | 'disabled-soon' | 'disabled';

export interface HealthChange {
  endpoint: EndpointHealth;
  notices: HealthNotice[];
}

export interface Failure {
  nowMs: number;
  retryAtMs: number;
  /** The receiver answered 410. */
  gone?: boolean;
}

/**
 * After a 2xx. It verifies an unverified endpoint and closes the breaker; a disabled endpoint stays so (an
 * attempt may have been under way): only a person enables it.
 */
export function afterSuccess(endpoint: EndpointHealth): HealthChange {
  if (endpoint.state === 'disabled') return { endpoint, notices: [] };
  const notices: HealthNotice[] = endpoint.state === 'paused' ? ['recovered'] : [];
  return { endpoint: { state: 'active', failing: null }, notices };
}

/** After anything else. Counters are reset by a success alone, so that enabling in a loop gains nothing. */
export function afterFailure(endpoint: EndpointHealth, { nowMs, retryAtMs, gone }: Failure): HealthChange {
  if (endpoint.state === 'disabled') return { endpoint, notices: [] };
  const before = endpoint.failing;
  // A row of failures that began in the future was dated by a clock that has been set back: it begins now.
  const sinceMs = Math.min(before?.sinceMs ?? nowMs, nowMs);
  const failing = { count: (before?.count ?? 0) + 1, sinceMs, lastMs: nowMs };
  if (gone) return { endpoint: { state: 'disabled', failing, reason: 'gone' }, notices: ['disabled'] };
  if (endpoint.state === 'unverified') return { endpoint, notices: [] };
  const lasted = nowMs - failing.sinceMs;
  if (lasted >= DISABLED_AFTER_MS && failing.count >= DISABLED_AFTER_FAILURES)
    return { endpoint: { state: 'disabled', failing, reason: 'no-success' }, notices: ['disabled'] };
  const notices: HealthNotice[] = [];
  const lastedBefore = before ? before.lastMs - before.sinceMs : 0;
  if (lasted >= DISABLED_SOON_AFTER_MS && lastedBefore < DISABLED_SOON_AFTER_MS)
    notices.push('disabled-soon');
  const isDown = failing.count >= PAUSED_AFTER_FAILURES && lasted >= PATIENCE_MS;
  if (endpoint.state === 'active' && !isDown) return { endpoint: { state: 'active', failing }, notices };
  if (endpoint.state === 'active') notices.push('paused');
  return { endpoint: { state: 'paused', failing, retryAtMs }, notices };
}

/**
 * A person enables a paused or disabled endpoint: it gets one try at once and three more days, but it keeps
 * the breaker open until that try succeeds when it had failed that often before.
 */
export function enable(endpoint: EndpointHealth, nowMs: number): EndpointHealth {
  const { failing } = endpoint;
  if (endpoint.state === 'unverified' || endpoint.state === 'active') return endpoint;
  if (!failing || failing.count < PAUSED_AFTER_FAILURES) return { state: 'active', failing: null };
  return { state: 'paused', failing: { ...failing, sinceMs: nowMs, lastMs: nowMs }, retryAtMs: nowMs };
}

/** A person disables an endpoint; its queue is kept. */
export const disable = (endpoint: EndpointHealth): EndpointHealth => ({
  state: 'disabled',
  failing: endpoint.failing,
  reason: 'by-hand',
});

/** What is to be sent: the head of the queue, a redelivery outside the order, or a test the owner asked for. */
export type AttemptKind = 'head' | 'redelivery' | 'test';

/** Whether an endpoint may be called now. Nothing but the test goes to an endpoint that never answered. */
export function mayAttempt(endpoint: EndpointHealth, kind: AttemptKind, nowMs: number): boolean {
  if (kind === 'test') return true;
  switch (endpoint.state) {
    case 'unverified':
    case 'disabled':
      return false;
    case 'paused':
      return kind === 'head' && retryWait(endpoint, nowMs) === 0;
    case 'active':
      return true;
    default:
      return unknownState(endpoint);
  }
}

/**
 * Real milliseconds until a paused endpoint is half-open. It is at once when its last failure lies in the future:
 * the clock was set back, and nothing is known of the wait.
 */
export const retryWait = (
  { failing, retryAtMs }: EndpointHealth & { state: 'paused' },
  nowMs: number,
): number => (failing.lastMs > nowMs ? 0 : waitFor(retryAtMs, nowMs));

function unknownState(endpoint: never): never {
  throw new Error(`unknown endpoint state ${JSON.stringify(endpoint)}`);
}
