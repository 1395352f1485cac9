import type { HttpAnswer, HttpClient } from '#libs/http-client';
import { CLOUDEVENTS_TYPE } from './envelope';
import { retryAfterMs } from './retry-after';
import { signatureHeaders } from './sign';
import { cut } from './text';

export interface AttemptRequest {
  url: string;
  /** The stored bytes. */
  body: string;
  /** The told event's id: the same on every attempt and redelivery. */
  id: string;
  /** `whsec_...`; during a rotation the new one, then the old one. */
  secrets: readonly string[];
  /** Real time, also under a simulated clock: receivers refuse what is 5 minutes off theirs. */
  timestampMs: number;
  /** A redelivery, outside the order. */
  replay?: boolean;
}

export interface AttemptError {
  /** A failure of `HttpClient`, or `unexpected`. */
  code: string;
  message: string;
}

/** What one attempt came to, fit to be stored and shown. */
export interface AttemptResult {
  /** `success`: a 2xx. */
  outcome: 'success' | 'failure';
  /** Absent when no complete answer came; then `error` says why. */
  status?: number;
  error?: AttemptError;
  latencyMs: number;
  /** The first 4 KiB of the answer as printable text. */
  answer: string;
  retryAfterMs?: number;
}

/** Wall clock for all of an attempt, body included: a trickling receiver is cut off too. */
export const ATTEMPT_TIMEOUT_MS = 15_000;
export const MAX_ANSWER_BYTES = 4 * 1024;
const MAX_MESSAGE_LENGTH = 500;

/**
 * One POST of a stored body, freshly signed. Whatever the receiver does is a result; only our own faults
 * (a malformed id or secret) are thrown.
 */
export async function attemptDelivery(client: HttpClient, request: AttemptRequest): Promise<AttemptResult> {
  const { url, body, replay } = request;
  const headers: Record<string, string> = {
    'content-type': CLOUDEVENTS_TYPE,
    ...signed(request),
    ...(replay ? { 'mediation-watch-replay': 'true' } : {}),
  };
  const started = performance.now();
  try {
    const answer = await client.request({
      method: 'POST',
      url,
      headers,
      body,
      timeoutMs: ATTEMPT_TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
      truncate: true,
      maxRedirects: 0,
    });
    return answered(answer, request);
  } catch (error) {
    const latencyMs = Math.round(performance.now() - started);
    return { outcome: 'failure', error: describe(error, request), latencyMs, answer: '' };
  }
}

function signed({ id, body, secrets, timestampMs }: AttemptRequest): Record<string, string> {
  return { ...signatureHeaders({ id, body, secrets, timestampSeconds: Math.floor(timestampMs / 1_000) }) };
}

function answered(answer: HttpAnswer, request: AttemptRequest): AttemptResult {
  const { status, headers, body, ms } = answer;
  const result: AttemptResult = {
    outcome: status >= 200 && status <= 299 ? 'success' : 'failure',
    status,
    latencyMs: Math.round(ms),
    answer: redact(printable(body), request),
  };
  const retry = retryAfterMs(headers['retry-after'], { date: headers['date'], nowMs: request.timestampMs });
  return retry === undefined ? result : { ...result, retryAfterMs: retry };
}

/** Text that a terminal, a page and a database column can hold: no control characters but line breaks. */
function printable(body: Buffer): string {
  const text = new TextDecoder('utf-8').decode(body.subarray(0, MAX_ANSWER_BYTES), { stream: true });
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
}

function describe(error: unknown, request: AttemptRequest): AttemptError {
  const { code, message } =
    error instanceof Error ? { code: codeOf(error), message: error.message } : unknown;
  return { code, message: cut(redact(message, request), MAX_MESSAGE_LENGTH) };
}

const unknown: AttemptError = { code: 'unexpected', message: 'The request failed for an unknown reason.' };

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : unknown.code;

/** Receivers echo what they got, and the path and query of a chat service's URL are its password. */
function redact(text: string, { url, secrets }: AttemptRequest): string {
  const parts = [...secrets, ...(URL.canParse(url) ? secretParts(new URL(url)) : [])];
  const hidden = parts
    .filter((part) => part.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length);
  return hidden.reduce((rest, part) => rest.replaceAll(part, '[redacted]'), text);
}

const secretParts = ({ pathname, search, searchParams, username, password }: URL): string[] => [
  pathname,
  search.slice(1),
  ...searchParams.values(),
  username,
  password,
];

/** Shorter parts guard nothing, and blotting them out would make every answer unreadable. */
const SHORTEST_SECRET = 8;
