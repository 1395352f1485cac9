/** npm hands on the Ctrl-C that the terminal sent to every process: within this time (ms) it is the same one. */
const SAME_REQUEST_MS = 1_000;

/**
 * From now on Ctrl-C, SIGINT and SIGTERM do not end this process but abort the signal that is returned, so that
 * the program can stop in order. Whoever asks again, later than the copies of one Ctrl-C arrive, ends the process
 * at once with exit code 1; an embedded database then stops by itself.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  let askedAt: number | undefined;
  const hear = (): void => {
    askedAt ??= performance.now();
    stop.abort();
    if (performance.now() - askedAt < SAME_REQUEST_MS) return;
    console.error('mediation-watch: asked to stop a second time, so it ends without waiting for open work');
    process.exit(1);
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  return stop.signal;
}

/** Resolves once the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
