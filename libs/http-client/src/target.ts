import { isIP } from 'node:net';
import type { AddressGuard } from './address-guard';
import { HttpError } from './http-client';

const LONGEST_URL = 2_048;

/**
 * Checks an address before anything is dialled: http or https, no user name or password, and, when the
 * host is an IP literal in whatever spelling, one that the guard lets through.
 * @throws HttpError `bad-url` or `refused-address`
 */
export function checkTarget(address: string | URL, guard: AddressGuard): URL {
  const text = String(address);
  if (text.length > LONGEST_URL)
    throw new HttpError('bad-url', `the URL is longer than ${LONGEST_URL} characters`);
  if (!URL.canParse(text)) throw new HttpError('bad-url', 'this is no absolute URL');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new HttpError('bad-url', `only http and https are fetched, not ${url.protocol.slice(0, 20)}`);
  if (url.username !== '' || url.password !== '')
    throw new HttpError('bad-url', `${url.host}: a URL with a user name or password is not fetched`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !guard(host)) throw refused(url);
  return url;
}

/** The failure for a host that must not be dialled. */
export const refused = (url: URL): HttpError =>
  new HttpError(
    'refused-address',
    `${url.host} is not on the public internet; MW_EGRESS_ALLOW can name networks that may be reached all the same`,
  );
