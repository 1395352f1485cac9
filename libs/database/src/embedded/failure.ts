import fs from 'node:fs';
import { EmbeddedError } from './errors';
import type { Layout } from './layout';

/**
 * Why a server that we started has ended. If it found another one on its cluster, it lost a race, which
 * is none of the user's business; anything else is thrown. `logStart` is where its words begin in the log.
 */
export function throwUnlessOutrun(layout: Layout, logStart: number): void {
  const said = fs.readFileSync(layout.log).subarray(logStart).toString('utf8');
  if (/lock file ".*" already exists|pre-existing shared memory block/.test(said)) return;
  if (said.includes('No space left on device')) {
    const message = `The disk of ${layout.dataDir} is full: free some space and start again.`;
    throw new EmbeddedError('disk-full', message);
  }
  const message = `The embedded database in ${layout.dataDir} does not start (${reasonIn(said)}): see ${layout.log}, or set DATABASE_URL.`;
  throw new EmbeddedError('start-failed', message);
}

/** The last fatal line, else what was said outside of the log's form (by the loader, or very early). */
function reasonIn(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const fatal = lines.findLast((line) => /(FATAL|PANIC): /.test(line))?.replace(/^.*?(?=FATAL|PANIC)/, '');
  const plain = lines.filter((line) => !/^\d{4}-\d\d-\d\d /.test(line));
  return fatal ?? (plain.join(' ').slice(0, 300) || 'it gave no reason');
}
