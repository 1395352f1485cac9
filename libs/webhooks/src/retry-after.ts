export interface RetryAfterContext {
  /** The `date` header of the same answer: by it the receiver's clock need not agree with ours. */
  date?: string;
  /** Real time, when the receiver sent no date. */
  nowMs: number;
}

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The wait a `Retry-After` header asks for (RFC 9110 section 10.2.3: seconds or a date), in milliseconds, 0
 * when it lies in the past; undefined when it says nothing usable. Bounds are the decider's business.
 */
export function retryAfterMs(header: string | undefined, context: RetryAfterContext): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,15}$/.test(text)) return Number(text) * 1_000;
  const until = httpDate(text);
  if (until === undefined) return undefined;
  return Math.max(0, until - (httpDate(context.date) ?? context.nowMs));
}

function httpDate(text: string | undefined): number | undefined {
  if (text === undefined || !HTTP_DATE.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
