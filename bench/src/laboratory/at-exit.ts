import { constants } from 'node:os';

const undone = new Set<() => void>();
let isWatching = false;

/**
 * Undoes something when this process ends, the newest first. What is undone must not wait for anything.
 * @returns takes it back, once it was undone in order
 */
export function atExit(undo: () => void): () => void {
  if (!isWatching) process.once('exit', () => [...undone].reverse().forEach((each) => each()));
  isWatching = true;
  undone.add(undo);
  return () => void undone.delete(undo);
}

/** A signal ends this process as it would by itself, but what is to be undone is undone. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
}
