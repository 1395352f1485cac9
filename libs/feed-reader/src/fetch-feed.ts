import { HOUR, MINUTE, SECOND, sha256Hex } from '#libs/domain';
import { HttpError, type HttpAnswer, type HttpClient } from '#libs/http-client';
import { FeedError, type FeedReading } from './feed-reading';
import { ParsePool } from './parse-apart';
import { parseFeed, type ParseOptions } from './parse-feed';
import { parseDate } from './parse-date';

export interface FetchRequest {
  url: string;
  /** Validators of the last document that was read and recorded, byte for byte as the server gave them. */
  etag?: string;
  lastModified?: string;
  /** SHA-256 of that document: servers that repeat validators, or know none, are seen through. */
  bodyHash?: string;
  /** Ends the request when this program stops. */
  signal?: AbortSignal;
}

interface Validators {
  etag?: string;
  lastModified?: string;
}

/** How fetching a feed ended. Nothing that a feed or server does is thrown. */
export type FetchOutcome =
  | ({ kind: 'unchanged' } & Validators)
  | ({
      kind: 'read';
      reading: FeedReading;
      bodyHash: string;
      finalUrl: string;
      movedPermanently: boolean;
    } & Validators)
  | {
      kind: 'failed';
      /** A code of `HttpError` or `FeedError`, or `http-<status>`, `rate-limited`, `challenge`, `gone`. */
      code: string;
      message: string;
      retryAfterMs?: number;
      /** The server says the feed is gone for good (410). */
      gone: boolean;
      status?: number;
    };

const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT = 20 * SECOND;
const MAX_REDIRECTS = 5;
const RETRY_AFTER = { least: MINUTE, most: 24 * HOUR };
const accept =
  'application/atom+xml, application/rss+xml, application/feed+json;q=0.9, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1';

/**
 * Fetches and reads a feed, asking only for what changed. Entries without any text are left out: they say
 * nothing, and would be taken for revisions once the text is there.
 * @param now ms since 1970, to count a Retry-After that is a date; the machine's clock when absent
 */
export async function fetchFeed(
  client: HttpClient,
  request: FetchRequest,
  now = Date.now,
): Promise<FetchOutcome> {
  let answer: HttpAnswer;
  try {
    answer = await client.request({
      method: 'GET',
      url: request.url,
      headers: { accept, ...conditions(request) },
      timeoutMs: TIMEOUT,
      maxBytes: MAX_BYTES,
      maxRedirects: MAX_REDIRECTS,
      signal: request.signal,
    });
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { kind: 'failed', code: error.code, message: error.message, gone: false };
  }
  const { etag, 'last-modified': lastModified } = answer.headers;
  const validators = { ...(etag && { etag }), ...(lastModified && { lastModified }) };
  if (answer.status === 304) return { kind: 'unchanged', ...validators };
  if (answer.status !== 200) return refusal(answer, now());
  const bodyHash = sha256Hex(answer.body);
  if (bodyHash === request.bodyHash) return { kind: 'unchanged', ...validators };
  return read(answer, { bodyHash, ...validators });
}

/** From this size on a document is read in a thread; below it, the way there costs more than the reading. */
const READ_APART_FROM = 64 * 1024;
const pool = new ParsePool();

const parse = (bytes: Uint8Array, options: ParseOptions): Promise<FeedReading> =>
  bytes.length < READ_APART_FROM ? parseFeed(bytes, options) : pool.parse(bytes, options);

async function read(answer: HttpAnswer, found: Validators & { bodyHash: string }): Promise<FetchOutcome> {
  const { url: finalUrl, movedPermanently, status } = answer;
  try {
    const whole = await parse(answer.body, {
      contentType: answer.headers['content-type'],
      url: finalUrl,
    });
    const items = whole.items.filter(({ title, summary, content }) => title + summary + content !== '');
    const problems =
      items.length < whole.items.length ? [...whole.problems, 'entry-without-text'] : whole.problems;
    return { kind: 'read', reading: { ...whole, items, problems }, ...found, finalUrl, movedPermanently };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    if (isChallenge(answer)) return challenge(answer);
    return { kind: 'failed', code: error.code, message: error.message, gone: false, status };
  }
}

function conditions({ etag, lastModified }: FetchRequest): Record<string, string> {
  return {
    ...(etag && { 'if-none-match': etag }),
    ...(lastModified && { 'if-modified-since': lastModified }),
  };
}

function refusal(answer: HttpAnswer, nowMs: number): FetchOutcome {
  const { status } = answer;
  if (isChallenge(answer)) return challenge(answer);
  const retryAfterMs = retryAfter(answer.headers['retry-after'], nowMs);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const failed = { kind: 'failed', gone: status === 410, status, ...wait } as const;
  if (status === 410)
    return {
      ...failed,
      code: 'gone',
      message: 'The server says this feed is gone for good; look for a new URL.',
    };
  if (status === 429)
    return {
      ...failed,
      code: 'rate-limited',
      message: 'The server says we ask too often; it is asked less often now.',
    };
  return { ...failed, code: `http-${status}`, message: `The server answered ${status}${hint(status)}.` };
}

function hint(status: number): string {
  if (status === 401 || status === 403)
    return ': it does not let us read this feed; check the URL in a browser';
  if (status === 404) return ': there is nothing at this URL; look for the new one on the site';
  if (status >= 500) return ': it is failing and is asked again later';
  return status >= 300 && status < 400 ? ' without a place to go on to' : '';
}

/** A page that wants a browser to prove itself, in place of the feed. */
function isChallenge({ headers, status, body }: HttpAnswer): boolean {
  if (headers['cf-mitigated']) return true;
  const guarded = status === 403 || status === 503 || status === 200;
  return (
    guarded &&
    /<title>\s*Just a moment|cdn-cgi\/challenge-platform|_cf_chl_opt/i.test(
      body.toString('latin1', 0, 65_536),
    )
  );
}

const challenge = ({ status, headers: { 'retry-after': header } }: HttpAnswer): FetchOutcome => ({
  kind: 'failed',
  code: 'challenge',
  message: 'The server wants to see a browser (a bot check); ask the publisher to let feed readers through.',
  gone: false,
  status,
  retryAfterMs: /^\d+$/.test(header ?? '') ? clamp(Number(header) * SECOND) : 15 * MINUTE,
});

/** Seconds or a date, as ms from now within bounds; undefined when absent or garbage. */
function retryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return clamp(Number(header) * SECOND);
  const date = parseDate(header);
  return date ? clamp(Date.parse(date.at) - nowMs) : undefined;
}

const clamp = (ms: number): number => Math.min(Math.max(ms, RETRY_AFTER.least), RETRY_AFTER.most);
