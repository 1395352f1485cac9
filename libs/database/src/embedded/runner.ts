import { execFile, type SpawnOptions } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedError } from './errors';
import type { Layout } from './layout';

/**
 * As whom the server's programs run. PostgreSQL refuses root, so for root it is an unprivileged user
 * (`user`), or, where that user cannot reach the folder, root itself under another number inside a
 * user namespace (`mapped`): PostgreSQL then sees an ordinary user, the kernel still the folder's owner.
 */
export type Runner = { kind: 'self' } | { kind: 'user'; uid: number; gid: number } | { kind: 'mapped' };

const run = promisify(execFile);
const nobody = 65534;

/** The command to spawn so that `argv` runs as the runner says, away from this process's environment. */
export function commandFor(runner: Runner, argv: string[]): { argv: string[]; options: SpawnOptions } {
  // A clean environment: PGPORT, LD_LIBRARY_PATH, LC_* and their like would change what the server does.
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };
  const options: SpawnOptions = { env, cwd: '/' };
  if (runner.kind === 'self') return { argv, options };
  if (runner.kind === 'user') return { argv, options: { ...options, uid: runner.uid, gid: runner.gid } };
  return { argv: ['unshare', '--user', `--map-user=${nobody}`, '--', ...argv], options };
}

/** Runs a command to its end as the runner; rejects with its stderr when it fails. */
export async function runAs(runner: Runner, command: string[]): Promise<void> {
  const { argv, options } = commandFor(runner, command);
  const [file = '', ...args] = argv;
  await run(file, args, { ...options, shell: false, encoding: 'utf8' });
}

/** True if the command succeeds as that runner. */
export async function canRun(runner: Runner, command: string[]): Promise<boolean> {
  return runAs(runner, command).then(
    () => true,
    () => false,
  );
}

/** Makes a folder that only the runner (and root) may enter. */
export function privateFolder(dir: string, runner: Runner): void {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (runner.kind === 'user') fs.chownSync(dir, runner.uid, runner.gid);
}

/** Chooses the runner for this data folder, from who we are and whose the data are. */
export async function chooseRunner(layout: Layout): Promise<Runner> {
  const uid = process.getuid?.() ?? -1;
  const existing = fs.statSync(layout.cluster, { throwIfNoEntry: false });
  if (uid !== 0) {
    if (existing && existing.uid !== uid) throw wrongOwner(layout, existing.uid);
    return { kind: 'self' };
  }
  for (const user of candidates(existing ?? ownerAbove(layout.cluster), existing !== undefined)) {
    if (await canRun(user, ['/bin/sh', '-c', 'id -un && cd "$1"', 'sh', layout.dataDir])) return user;
  }
  // Data that belong to root were made by a mapped server; only such a one can go on with them.
  const mapped: Runner = { kind: 'mapped' };
  if ((!existing || existing.uid === 0) && (await canRun(mapped, ['true']))) return mapped;
  throw unreachable(layout, existing?.uid || nobody);
}

/** Whom root's server may be: the owner of the data, or of the folder they will lie in, or nobody. */
function candidates(owner: Owner, isFixed: boolean): Runner[] {
  const users = isFixed ? [owner] : [owner, { uid: nobody, gid: nobody }];
  return users.filter(({ uid }) => uid !== 0).map(({ uid, gid }) => ({ kind: 'user', uid, gid }));
}

interface Owner {
  uid: number;
  gid: number;
}

/** Root working in somebody's folder (sudo, a mounted volume) leaves the data to that somebody. */
function ownerAbove(file: string): Owner {
  return fs.statSync(file, { throwIfNoEntry: false }) ?? ownerAbove(path.dirname(file));
}

function wrongOwner(layout: Layout, owner: number): EmbeddedError {
  const uid = process.getuid?.();
  return new EmbeddedError(
    'wrong-owner',
    `The database in ${layout.cluster} belongs to another user (uid ${owner}, this is uid ${uid}): start as that user, or as root, or give it over once with: chown -R ${uid} ${layout.dataDir}`,
  );
}

function unreachable(layout: Layout, uid: number): EmbeddedError {
  return new EmbeddedError(
    'unreachable',
    `PostgreSQL does not run as root, and the unprivileged user (uid ${uid}) cannot reach ${layout.dataDir}: set MW_DATA_DIR to a folder outside root's home such as /var/lib/mediation-watch, or start as an ordinary user, or set DATABASE_URL.`,
  );
}
