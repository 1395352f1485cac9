import { HttpException } from '@nestjs/common';
import { OPERATION_ERRORS, type OperationErrorCode } from '#libs/operations';

/** Refusals that only HTTP knows: what to do about them. */
export const HTTP_ERRORS = {
  'invalid-request':
    'The request does not have the documented shape; correct what is named and send it again.',
  'time-out-of-range': 'The time lies before the first event or in the future; ask for one in between.',
  'not-yet': 'The position is not assessed yet; ask again in a moment.',
  'key-missing': 'Send a key in the header Authorization: Bearer; `cli keys create` makes one.',
  'key-unknown': 'The key is unknown or revoked; use another one.',
  'too-many-wrong-keys':
    'This address sent too many keys that are unknown or revoked; wait as long as Retry-After says, then send a valid one.',
  'scope-missing': 'The key lacks the scope that this needs; use a key that has it.',
  'not-found': 'There is nothing at this address; see /openapi.json.',
  'request-timeout': 'The request did not arrive in time; send it in one go.',
  'too-large': 'The body is larger than 1 MiB; send fewer items at a time.',
  'headers-too-large': 'Address and headers together are larger than 16 KiB; send shorter ones.',
  'unsupported-media-type': 'Send application/json (OPML import: text/xml).',
  'expectation-failed': 'Of the header Expect only 100-continue is known; leave it out.',
  'database-away':
    'The database does not answer, or takes no writes, at the moment; send the request again in a few seconds. What was sent may have been stored, and is not stored twice.',
  'not-implemented': 'This version does not do that yet; the changelog says what it does.',
  'internal-error': 'A fault of the service; its log has the details.',
} as const;

export type ProblemCode = OperationErrorCode | keyof typeof HTTP_ERRORS;

/** HTTP status of every code; one that is not named is 400. */
const STATUS: Partial<Record<ProblemCode, number>> = {
  'not-yet': 503,
  'key-missing': 401,
  'key-unknown': 401,
  'too-many-wrong-keys': 429,
  'scope-missing': 403,
  'not-found': 404,
  'request-timeout': 408,
  'too-large': 413,
  'headers-too-large': 431,
  'unsupported-media-type': 415,
  'expectation-failed': 417,
  'database-away': 503,
  'not-implemented': 501,
  'internal-error': 500,
  'feed-not-found': 404,
  'item-not-found': 404,
  'subscription-not-found': 404,
  'delivery-not-found': 404,
  'key-not-found': 404,
  'feed-exists': 409,
  'key-exists': 409,
  'last-admin-key': 409,
  'format-not-supported': 501,
  'catch-up-not-supported': 501,
};

export const statusOf = (code: ProblemCode): number => STATUS[code] ?? 400;

/** What to do about a problem. */
export const remedyOf = (code: ProblemCode): string => ({ ...OPERATION_ERRORS, ...HTTP_ERRORS })[code];

/** The body of an answer that refuses (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  errors?: { path: string; message: string }[];
}

/** Content type of every refusal. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

interface ProblemOptions {
  errors?: Problem['errors'];
  /** When the caller may try again, in seconds. */
  retryAfterSeconds?: number;
}

/** Refuses a request. */
export class ProblemException extends HttpException {
  readonly errors: Problem['errors'];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ProblemCode,
    detail = '',
    { errors, retryAfterSeconds }: ProblemOptions = {},
  ) {
    super(code, statusOf(code));
    this.message = detail;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Longest detail before the remedy, in UTF-16 units: what the caller sent is not sent back at length. */
const LONGEST_DETAIL = 1_000;
const LONGEST_MESSAGE = 300;
const MOST_ERRORS = 20;

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

/** @param detail what happened in this case, without the remedy */
export function problem(code: ProblemCode, detail: string, errors?: Problem['errors']): Problem {
  return {
    type: `urn:mediation-watch:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status: statusOf(code),
    code,
    detail: [cut(detail, LONGEST_DETAIL), remedyOf(code)].filter(Boolean).join('. '),
    ...(errors
      ? {
          errors: errors.slice(0, MOST_ERRORS).map(({ path, message }) => ({
            path: cut(path, LONGEST_MESSAGE),
            message: cut(message, LONGEST_MESSAGE),
          })),
        }
      : {}),
  };
}
