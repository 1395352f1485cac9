import type { ItemText, Opinion } from '#libs/domain';
import { HttpError, type HttpClient } from '#libs/http-client';
import { parseCompletion } from './parse-completion';
import { requestBody } from './prompt';

/** An OpenAI-compatible endpoint and how it is asked. */
export interface ModelOptions {
  http: HttpClient;
  /** Base address, e.g. `https://api.example/v1`; `/chat/completions` is added. */
  url: string;
  key?: string;
  model: string;
  /** Real milliseconds for one answer. */
  timeoutMs: number;
  /** Draws a mark that no text can foresee. */
  nonce(): string;
}

/** What came of one request. `failed`: the endpoint did not do its part and should be left alone for a while. */
export interface Asked {
  opinion: Opinion;
  failed: boolean;
  /** Seconds or a date, as the server wrote it. */
  retryAfter?: string;
}

const MOST_BYTES = 256 * 1024;

/** Refusals of one item's text: what they say of the endpoint is nothing. */
const OF_THE_ITEM = new Set([400, 413, 422]);

/**
 * Asks the model about one item. Never throws, and carries nothing on of what
 * a failing server says, nor where it is: a body may repeat the key, an address may hold one. Redirects are not
 * followed, or the key would go where nobody sent it.
 */
export async function askModel(options: ModelOptions, text: ItemText): Promise<Asked> {
  const { http, url, key, model, timeoutMs, nonce } = options;
  try {
    const answer = await http.request({
      method: 'POST',
      url: endpointOf(url),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key ? { authorization: `Bearer ${key}` } : {}),
      },
      body: requestBody(model, text, nonce()),
      timeoutMs,
      maxBytes: MOST_BYTES,
      maxRedirects: 0,
    });
    if (answer.status !== 200)
      return {
        ...failure(`http-${answer.status}`, answer.headers['retry-after']),
        failed: !OF_THE_ITEM.has(answer.status),
      };
    const secrets = [url, ...(key ? [key] : [])];
    return { opinion: parseCompletion(answer.body.toString('utf8'), text, secrets), failed: false };
  } catch (error) {
    // Whatever it is, asking is a courtesy: no fault of it may keep an item from being assessed.
    return failure(error instanceof HttpError ? error.code : 'not-asked');
  }
}

function failure(dropped: string, retryAfter?: string): Asked {
  return {
    opinion: { tokens: null, dropped },
    failed: true,
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** The query stays: some servers want their version there. */
function endpointOf(base: string): string {
  const url = new URL(base);
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith('/chat/completions') ? path : `${path}/chat/completions`;
  return url.href;
}
