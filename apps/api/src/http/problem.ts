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
  'scope-missing': 'The key lacks the scope that this needs; use a key that has it.',
  'not-found': 'There is nothing at this address; see /openapi.json.',
  'too-large': 'The body is larger than 1 MiB; send fewer items at a time.',
  'unsupported-media-type': 'Send application/json (OPML import: text/xml).',
  'not-implemented': 'This version does not do that yet; the changelog says what it does.',
  'internal-error': 'A fault of the service; its log has the details.',
} as const;

export type ProblemCode = OperationErrorCode | keyof typeof HTTP_ERRORS;

/** HTTP status of every code; one that is not named is 400. */
const STATUS: Partial<Record<ProblemCode, number>> = {
  'not-yet': 503,
  'key-missing': 401,
  'key-unknown': 401,
  'scope-missing': 403,
  'not-found': 404,
  'too-large': 413,
  'unsupported-media-type': 415,
  'not-implemented': 501,
  'internal-error': 500,
  'feed-not-found': 404,
  'item-not-found': 404,
  'subscription-not-found': 404,
  'delivery-not-found': 404,
  'key-not-found': 404,
  'feed-exists': 409,
  'key-exists': 409,
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

/** Refuses a request. */
export class ProblemException extends HttpException {
  constructor(
    readonly code: ProblemCode,
    detail = '',
    readonly errors?: Problem['errors'],
  ) {
    super(code, statusOf(code));
    this.message = detail;
  }
}

/** @param detail what happened in this case, without the remedy */
export function problem(code: ProblemCode, detail: string, errors?: Problem['errors']): Problem {
  return {
    type: `urn:mediation-watch:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status: statusOf(code),
    code,
    detail: [detail, remedyOf(code)].filter(Boolean).join('. '),
    ...(errors ? { errors } : {}),
  };
}
