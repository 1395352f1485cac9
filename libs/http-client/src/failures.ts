import { HttpError, type HttpFailure } from './http-client';
import { refused } from './target';

const byCode: Record<string, HttpFailure> = {
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_FAIL: 'name-not-found',
  EAI_NODATA: 'name-not-found',
  EREFUSEDADDRESS: 'refused-address',
  ECONNREFUSED: 'connect-failed',
  EHOSTUNREACH: 'connect-failed',
  ENETUNREACH: 'connect-failed',
  EADDRNOTAVAIL: 'connect-failed',
  EACCES: 'connect-failed',
  EPERM: 'connect-failed',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  HPE_HEADER_OVERFLOW: 'too-large',
  UND_ERR_DESTROYED: 'client-closed',
  UND_ERR_CLOSED: 'client-closed',
};
const tlsCode =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

const said: Record<HttpFailure, string> = {
  'bad-url': 'cannot be requested',
  'refused-address': 'may not be dialled',
  'name-not-found': 'is a name that does not resolve; check its spelling and the name server',
  'connect-failed': 'does not accept connections',
  'tls-failed': 'has a certificate or TLS set-up that cannot be trusted',
  timeout: 'does not answer in time',
  'too-large': 'sends more than is accepted',
  'too-many-redirects': 'redirects without end',
  'client-closed': 'was not heard to the end: the program is stopping',
  'broken-answer': 'broke the connection or sent what is no HTTP answer',
};

/**
 * Turns whatever went wrong into an `HttpError`. Messages name host and port only: paths and queries of
 * webhooks are secrets, so no message of a lower layer is passed on, only its code.
 */
export function toHttpError(error: unknown, url: URL): HttpError {
  if (error instanceof HttpError) return error;
  const code = codeOf(error);
  const failure =
    (code && (byCode[code] ?? (tlsCode.test(code) ? 'tls-failed' : undefined))) || 'broken-answer';
  if (failure === 'refused-address') return refused(url);
  return new HttpError(failure, `${url.host} ${said[failure]}${code ? ` (${code})` : ''}`);
}

export const timedOut = (url: URL, timeoutMs: number): HttpError =>
  new HttpError('timeout', `${url.host} did not answer completely within ${timeoutMs} ms`);

export const givenUp = (url: URL): HttpError =>
  new HttpError('client-closed', `${url.host} ${said['client-closed']}`);

export const tooLarge = (url: URL, maxBytes: number): HttpError =>
  new HttpError('too-large', `${url.host} sent more than ${maxBytes} bytes`);

/**
 * The code of an error, of its cause, or of the first of several (one per address that was tried). Looked
 * up by shape: errors of the system and of undici come from more than one realm under test.
 */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, errors, cause } = error as { code?: unknown; errors?: unknown; cause?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : codeOf(cause);
}
