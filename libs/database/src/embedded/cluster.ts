import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries';
import { EmbeddedError, errno, property } from './errors';
import { type Layout } from './layout';
import { canRun, pathSeenBy, privateFolder, runAs, type Runner } from './runner';

export const superuser = 'mw';

/** True if the folder holds a cluster that this version can run; false if there is none yet. */
export function hasCluster(layout: Layout, { version }: Binaries): boolean {
  const ours = version.split('.')[0];
  try {
    const theirs = fs.readFileSync(path.join(layout.cluster, 'PG_VERSION'), 'utf8').trim();
    if (theirs === ours) return true;
    throw new EmbeddedError(
      'wrong-version',
      `The database in ${layout.cluster} was made by PostgreSQL ${theirs}, this release brings ${ours}: start it with the release that made it and take it over with "cli export" and "cli restore", or set MW_DATA_DIR to a new folder.`,
    );
  } catch (error) {
    if (errno(error) !== 'ENOENT') throw error;
  }
  if (fs.existsSync(layout.cluster) && fs.readdirSync(layout.cluster).length > 0) {
    throw new EmbeddedError(
      'unsuitable-folder',
      `${layout.cluster} exists but is not a PostgreSQL data folder: move it away, or set MW_DATA_DIR to another folder.`,
    );
  }
  return false;
}

/**
 * Makes the cluster. It is made beside its place and renamed into it, so that a cluster is whole or
 * absent, and of two processes that start at once exactly one makes it.
 */
export async function createCluster(layout: Layout, runner: Runner, { native }: Binaries): Promise<void> {
  const fresh = path.join(layout.home, `init-${randomBytes(6).toString('hex')}`);
  const initdb = [path.join(native, 'bin', 'initdb'), '-D', pathSeenBy(runner, fresh), ...initdbOptions];
  try {
    privateFolder(layout.home, runner);
    privateFolder(fresh, runner);
    await runAs(await initdbRunner(runner), { argv: initdb, cwd: fresh });
    fs.renameSync(fresh, layout.cluster);
    syncFolder(layout.home);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(errno(error))) throw initdbFailed(layout, error);
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

/** initdb, unlike the server, insists that its user has a name; inside a user namespace it is nobody. */
async function initdbRunner(runner: Runner): Promise<Runner> {
  return runner.kind === 'self' && !(await canRun(runner, ['id', '-un'])) ? { kind: 'mapped' } : runner;
}

// The built-in provider sorts alike on every system and knows all of Unicode's letters; libc's part is C,
// the one locale that exists everywhere. Connections come over the socket only, whose folder is private.
const initdbOptions = [
  `--username=${superuser}`,
  '--auth-local=trust',
  '--auth-host=reject',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

/** Makes the rename itself survive a power cut. */
function syncFolder(dir: string): void {
  const fd = fs.openSync(dir, 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

function initdbFailed(layout: Layout, cause: unknown): EmbeddedError {
  const said = property(cause, 'stderr') || String(cause);
  if (said.includes('No space left on device')) {
    const message = `The disk of ${layout.dataDir} ran full while the database was made: free some space, or set MW_DATA_DIR to a folder on another disk.`;
    return new EmbeddedError('disk-full', message, { cause });
  }
  const line = said.split('\n').find((text) => /error|fatal|cannot/i.test(text)) ?? said.trim();
  const message = `The database could not be made in ${layout.dataDir} (${line.trim()}): set MW_DATA_DIR to a folder on a local disk, or set DATABASE_URL.`;
  return new EmbeddedError('unsuitable-folder', message, { cause });
}
