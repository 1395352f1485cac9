import fs from 'node:fs';
import path from 'node:path';

/** Younger things may be in the making in another process. */
const litterAge = 10 * 60_000;

/** True if the file exists and nothing was done to it for some minutes. */
export function isOld(file: string): boolean {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > litterAge;
}

/** Removes what a killed process left half done: the old entries of a folder with such a name. */
export function removeOld(dir: string, name: RegExp): void {
  const entries = fs.readdirSync(dir).filter((entry) => name.test(entry));
  for (const file of entries.map((entry) => path.join(dir, entry)).filter(isOld)) {
    fs.rmSync(file, { recursive: true, force: true });
  }
}
