import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './at-exit';

/** A folder that goes with this process at the latest. */
export interface TemporaryFolder {
  path: string;
  remove(): void;
  /** It stays, for who looks at what is in it. */
  keep(): void;
}

/** Makes an empty folder. @param name begins its name */
export function makeTemporaryFolder(name: string): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  // A server that has just lost its program writes on for a moment.
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  const forget = atExit(remove);
  return {
    path,
    keep: forget,
    remove() {
      remove();
      forget();
    },
  };
}
