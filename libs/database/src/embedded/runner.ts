import { execFile, type SpawnOptions } from 'node:child_process';
import fs from 'node:fs';
import { promisify } from 'node:util';
import { EmbeddedError } from './errors';
import type { Layout } from './layout';

/**
 * As whom the server's programs run. PostgreSQL refuses root, so for root it is an unprivileged user
 * (`user`), or, in sandboxes where root cannot become one, root itself under another number inside a
 * user namespace (`mapped`): PostgreSQL then sees an ordinary user, the kernel still the data's owner.
 */
export type Runner = { kind: 'self' } | { kind: 'user'; uid: number; gid: number } | { kind: 'mapped' };

const run = promisify(execFile);
const nobody = 65534;

/** A command and the folder it works in. */
export interface Command {
  argv: string[];
  cwd: string;
}

/** What to spawn so that the command runs as the runner says, away from this process's environment. */
export function commandFor(
  runner: Runner,
  { argv, cwd }: Command,
): { argv: string[]; options: SpawnOptions } {
  // A clean environment: PGPORT, LD_LIBRARY_PATH, LC_* and their like would change what the server does.
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };
  const options: SpawnOptions = { env, cwd };
  if (runner.kind === 'self') return { argv, options };
  if (runner.kind === 'user') return { argv, options: { ...options, uid: runner.uid, gid: runner.gid } };
  return { argv: ['unshare', '--user', `--map-user=${nobody}`, '--', ...argv], options };
}

/** Runs a command to its end as the runner; rejects with its stderr when it fails. */
export async function runAs(runner: Runner, command: Command): Promise<void> {
  const { argv, options } = commandFor(runner, command);
  const [file = '', ...args] = argv;
  await run(file, args, { ...options, shell: false, encoding: 'utf8' });
}

/** True if the command succeeds as that runner. */
export async function canRun(runner: Runner, argv: string[]): Promise<boolean> {
  return runAs(runner, { argv, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/**
 * The path of a program's working folder as that program may use it. Root's server need not be able to
 * reach the data folder by its path, which often lies in root's closed home: it is put into the folder
 * and never has to walk there.
 */
export function pathSeenBy(runner: Runner, cwd: string): string {
  return runner.kind === 'user' && fs.existsSync('/proc/self/cwd') ? '/proc/self/cwd' : cwd;
}

/** Makes a folder that only the runner (and root) may enter. */
export function privateFolder(dir: string, runner: Runner): void {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  // Not through a link that the server's user may have put there.
  if (runner.kind === 'user') fs.lchownSync(dir, runner.uid, runner.gid);
}

/** Chooses the runner for this data folder, from who we are and whose the data are. */
export async function chooseRunner(layout: Layout): Promise<Runner> {
  const uid = process.getuid?.() ?? -1;
  const home = fs.statSync(layout.home, { throwIfNoEntry: false });
  if (uid !== 0) {
    if (home && home.uid !== uid) throw wrongOwner(layout, home.uid);
    return { kind: 'self' };
  }
  // Once there are data only their owner can go on with them; root's own were made by a mapped server.
  const owner = fs.existsSync(layout.cluster) ? home : undefined;
  for (const user of owner ? [owner] : [fs.statSync(layout.dataDir), { uid: nobody, gid: nobody }]) {
    const runner: Runner = { kind: 'user', uid: user.uid, gid: user.gid };
    // initdb insists that its user has a name, the server does not.
    if (user.uid !== 0 && (await canRun(runner, owner ? ['true'] : ['id', '-un']))) return runner;
  }
  const mapped: Runner = { kind: 'mapped' };
  if (!owner?.uid && (await canRun(mapped, ['true']))) return mapped;
  const message = `PostgreSQL does not run as root, and this system does not let root become an unprivileged user: start as an ordinary user, or set DATABASE_URL.`;
  throw new EmbeddedError('root-refused', message);
}

function wrongOwner(layout: Layout, owner: number): EmbeddedError {
  const uid = process.getuid?.();
  return new EmbeddedError(
    'wrong-owner',
    `The database in ${layout.home} belongs to another user (uid ${owner}, this is uid ${uid}): start as that user, or as root, or give it over once with: chown -R ${uid} ${layout.dataDir}`,
  );
}
