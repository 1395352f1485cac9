/** Something took longer than it may. */
export class TimeLimitReached extends Error {
  override readonly name = 'TimeLimitReached';
}

/**
 * Waits for `work`, but no longer than `ms` real milliseconds. What runs on after that is nobody's any more: its
 * result and its error are dropped.
 * @throws TimeLimitReached when the time is over
 */
export function withTimeLimit<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitReached(`no answer within ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
