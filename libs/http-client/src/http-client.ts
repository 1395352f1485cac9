/** A request to the outside world. Times are real milliseconds, sizes are bytes. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Wall clock for all of it: name look-up, connect, redirects, headers and body. */
  timeoutMs: number;
  /** A longer body is refused (`too-large`), or cut when `truncate` is set. */
  maxBytes: number;
  truncate?: boolean;
  /** Ends the request when this program has no more use for the answer (`client-closed`). */
  signal?: AbortSignal;
  /** How many redirects are followed; each hop passes the address guard again. 0: none, the 3xx is the answer. */
  maxRedirects: number;
}

export interface HttpAnswer {
  status: number;
  /** Names in lower case; repeated headers joined by ", ". */
  headers: Record<string, string>;
  /** Decoded from gzip, deflate or br (never past `maxBytes`). */
  body: Buffer;
  truncated: boolean;
  /** Where the answer came from, after redirects. */
  url: string;
  /** Permanent redirects (301, 308) only led here. */
  movedPermanently: boolean;
  ms: number;
}

export type HttpFailure =
  | 'bad-url'
  | 'refused-address'
  | 'name-not-found'
  | 'connect-failed'
  | 'tls-failed'
  | 'timeout'
  | 'too-large'
  | 'too-many-redirects'
  | 'broken-answer'
  /** This program is stopping: nothing is said about the other side. */
  | 'client-closed';

/** Why there is no answer, in words an operator understands; never carries userinfo or query of the URL. */
export class HttpError extends Error {
  constructor(
    readonly code: HttpFailure,
    message: string,
  ) {
    super(message);
    this.name = 'HttpError';
  }
}

/** The only door to the internet. */
export interface HttpClient {
  /** @throws HttpError when there is no complete answer within the limits */
  request(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}
