import { HOUR } from '../kernel/index';
import { plannedPause, RETRY_AFTER_MIN_MS, waitFor } from './backoff';
import { afterFailure, afterSuccess, type EndpointHealth, type HealthNotice } from './health';

/** What came back from one delivery attempt; no `status`: no complete answer came. */
export interface Answer {
  status?: number;
  retryAfterMs?: number;
}

/** What an answer means for the delivery. */
export type Verdict = 'accepted' | 'gone' | 'refused' | 'failed';

/**
 * Answers by which a receiver says that it will never take this message, as contract.md lists them. Anything
 * else may heal by itself, so it is retried; 3xx too, because redirects are not followed.
 */
export const REFUSALS: readonly number[] = [400, 401, 403, 404, 405, 413, 415, 422];

/** A refused message is given up after so many refusals (contract.md) ... */
export const DEAD_AFTER_REFUSALS = 5;
/** ... that span at least this long, so that a bad deployment of the receiver does not cost it news. */
export const DEAD_AFTER_MS = HOUR;

/** How far a delivery has come. Every state but `waiting` has left the endpoint's queue for good. */
export type DeliveryState =
  | { state: 'waiting'; dueMs: number }
  | { state: 'delivered'; atMs: number }
  | { state: 'dead'; atMs: number; status: number }
  | { state: 'superseded'; atMs: number }
  | { state: 'skipped'; atMs: number };

/** One event for one endpoint. */
export interface Delivery {
  progress: DeliveryState;
  attempts: number;
  /** Answers from `REFUSALS` so far, and when the first came. */
  refusals: number;
  firstRefusedMs: number | null;
}

/** What the owner of an endpoint is warned of, by another channel. */
export type DeliveryNotice = HealthNotice | 'dead';

export interface AttemptDecision {
  delivery: Delivery;
  endpoint: EndpointHealth;
  notices: DeliveryNotice[];
}

export interface AttemptInput {
  delivery: Delivery;
  endpoint: EndpointHealth;
  answer: Answer;
}

/** @param random 0 <= random < 1, drawn by the caller: spreads the retries of many endpoints */
export interface AttemptContext {
  nowMs: number;
  random: number;
}

/** A delivery that has not been tried yet. */
export const newDelivery = (nowMs: number): Delivery => ({
  progress: { state: 'waiting', dueMs: nowMs },
  attempts: 0,
  refusals: 0,
  firstRefusedMs: null,
});

export function verdictOf({ status }: Answer): Verdict {
  if (status === undefined) return 'failed';
  if (status >= 200 && status <= 299) return 'accepted';
  if (status === 410) return 'gone';
  return REFUSALS.includes(status) ? 'refused' : 'failed';
}

/** What follows from one attempt at the head of a queue, for the delivery and for the endpoint's health. */
export function decideAttempt(input: AttemptInput, context: AttemptContext): AttemptDecision {
  const { nowMs } = context;
  const tried: Delivery = { ...input.delivery, attempts: input.delivery.attempts + 1 };
  const verdict = verdictOf(input.answer);
  switch (verdict) {
    case 'accepted': {
      const { endpoint, notices } = afterSuccess(input.endpoint);
      return { delivery: { ...tried, progress: { state: 'delivered', atMs: nowMs } }, endpoint, notices };
    }
    case 'gone': {
      const { endpoint, notices } = afterFailure(input.endpoint, { nowMs, retryAtMs: nowMs, gone: true });
      return { delivery: { ...tried, progress: { state: 'waiting', dueMs: nowMs } }, endpoint, notices };
    }
    case 'refused':
      return decideRefused({ ...input, delivery: tried }, context);
    case 'failed':
      return decideRetry(
        { ...input, delivery: tried },
        nowMs,
        pauseAfter({ ...input, delivery: tried }, context),
      );
    default:
      return unknownVerdict(verdict);
  }
}

function pauseAfter({ delivery, endpoint, answer }: AttemptInput, { nowMs, random }: AttemptContext): number {
  const failingMs = Math.max(0, nowMs - (endpoint.failing?.sinceMs ?? nowMs));
  return plannedPause({ attempts: delivery.attempts, failingMs, retryAfterMs: answer.retryAfterMs }, random);
}

/** The last try comes just when the refusal would be final: a poison message holds up the queue no longer. */
function decideRefused(input: AttemptInput, context: AttemptContext): AttemptDecision {
  const { delivery, endpoint, answer } = input;
  const { nowMs } = context;
  const refusals = delivery.refusals + 1;
  const firstRefusedMs = Math.min(delivery.firstRefusedMs ?? nowMs, nowMs);
  const refused: Delivery = { ...delivery, refusals, firstRefusedMs };
  const leftMs = firstRefusedMs + DEAD_AFTER_MS - nowMs;
  const pause = pauseAfter(input, context);
  if (refusals < DEAD_AFTER_REFUSALS) return decideRetry({ ...input, delivery: refused }, nowMs, pause);
  if (leftMs > 0) {
    const last = Math.max(leftMs, RETRY_AFTER_MIN_MS);
    return decideRetry({ ...input, delivery: refused }, nowMs, Math.min(pause, last));
  }
  const dead: Delivery = { ...refused, progress: { state: 'dead', atMs: nowMs, status: answer.status ?? 0 } };
  const after = afterFailure(endpoint, { nowMs, retryAtMs: nowMs });
  return { delivery: dead, endpoint: after.endpoint, notices: ['dead', ...after.notices] };
}

function decideRetry({ delivery, endpoint }: AttemptInput, nowMs: number, pauseMs: number): AttemptDecision {
  const dueMs = nowMs + pauseMs;
  const after = afterFailure(endpoint, { nowMs, retryAtMs: dueMs });
  return { delivery: { ...delivery, progress: { state: 'waiting', dueMs } }, ...after };
}

/**
 * Real milliseconds until a delivery that waits is due. A message that was never tried is due at once, but for a
 * correction that is held back; `failing` in the future means that the clock was set back, and nothing is known of
 * the wait.
 */
export function dueWait(
  { type, attempts, dueMs }: { type: string; attempts: number; dueMs: number },
  { failing }: EndpointHealth,
  { nowMs, holdMs }: { nowMs: number; holdMs: number },
): number {
  if (attempts > 0) return failing && failing.lastMs > nowMs ? 0 : waitFor(dueMs, nowMs);
  if (type !== 'posture.corrected' || dueMs - nowMs > holdMs) return 0;
  return Math.max(0, dueMs - nowMs);
}

function unknownVerdict(verdict: never): never {
  throw new Error(`unknown verdict ${String(verdict)}`);
}
