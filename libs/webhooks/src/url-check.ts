import { isIP } from 'node:net';
import { createAddressGuard, type AddressGuard } from '#libs/http-client';

export type UrlRefusal =
  'too-long' | 'not-absolute' | 'bad-scheme' | 'has-userinfo' | 'has-fragment' | 'refused-address';

export type UrlCheck = { ok: true; url: string } | { ok: false; code: UrlRefusal; message: string };

export const MAX_URL_LENGTH = 2_048;

/**
 * Whether a URL may be registered as an endpoint; the answer holds it as it will be called. Only what can be
 * seen without asking anybody is checked: names are resolved, and refused, when they are dialled.
 * @param allowCidrs networks that may be reached although they are not public
 */
export function checkEndpointUrl(text: string, allowCidrs: readonly string[]): UrlCheck {
  if (text.length > MAX_URL_LENGTH)
    return refuse('too-long', `An endpoint URL has at most ${MAX_URL_LENGTH} characters.`);
  if (!URL.canParse(text)) return refuse('not-absolute', 'An endpoint URL is absolute: https://host/path.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse('bad-scheme', 'An endpoint URL begins with https:// or http://.');
  if (url.username !== '' || url.password !== '')
    return refuse('has-userinfo', 'An endpoint URL holds no user name or password.');
  // `href` tells an empty fragment ("...#") too; `hash` would not.
  if (url.href.includes('#')) return refuse('has-fragment', 'An endpoint URL has no fragment ("#...").');
  if (!mayDial(url.hostname, createAddressGuard(allowCidrs)))
    return refuse(
      'refused-address',
      'The endpoint is at a private, loopback or otherwise not public address; MW_EGRESS_ALLOW can name networks that may be called all the same.',
    );
  return { ok: true, url: url.href };
}

/** The URL parser has already turned `0x7f.1`, `2130706433` and the like into plain addresses. */
function mayDial(hostname: string, guard: AddressGuard): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return guard(host);
  if (host === 'localhost' || host.endsWith('.localhost')) return guard('127.0.0.1') || guard('::1');
  return host !== '';
}

const refuse = (code: UrlRefusal, message: string): UrlCheck => ({ ok: false, code, message });
