import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { errno } from './errors';
import type { Layout } from './layout';

/** What PostgreSQL writes into postmaster.pid. Lines appear one after the other while it starts. */
export interface LockFile {
  pid: number;
  /** First lines as written: they tell one server from the next. */
  identity: string;
  socketDir: string | undefined;
  isReady: boolean;
}

const lockFileOf = (layout: Layout): string => path.join(layout.cluster, 'postmaster.pid');

/** Reads the lock file of the server on this cluster; undefined if there is none. */
export function readLockFile(layout: Layout): LockFile | undefined {
  try {
    return parse(fs.readFileSync(lockFileOf(layout), 'utf8'));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errno(error))) return undefined;
    throw error;
  }
}

function parse(text: string): LockFile {
  const lines = text.split('\n');
  return {
    pid: Math.abs(Number.parseInt(lines[0] ?? '', 10)) || 0,
    identity: lines.slice(0, 3).join('\n'),
    socketDir: lines[4]?.trim() || undefined,
    isReady: lines[7]?.trim() === 'ready',
  };
}

/** Whether the process that the lock file names is a living PostgreSQL server on this cluster. */
export function isServerAlive(layout: Layout, { pid }: LockFile): boolean {
  if (pid === 0 || !exists(pid)) return false;
  if (!fs.existsSync('/proc/self/stat')) return commandOf(pid).includes(layout.cluster);
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // A zombie still has its number, and PostgreSQL would take it for a living server.
    if (/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))) return false;
    // The server works inside its cluster: an unrelated process that got the number does not.
    return fs.readlinkSync(`/proc/${pid}/cwd`) === layout.cluster;
  } catch (error) {
    return errno(error) === 'EACCES';
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errno(error) === 'EPERM';
  }
}

/** Asks a server that nobody supervises to stop, the fast way. */
export function stopServer({ pid }: LockFile): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if (errno(error) !== 'ESRCH') throw error; // gone by itself
  }
}

/** State and command line where there is no /proc (macOS); nothing for a zombie. */
function commandOf(pid: number): string {
  try {
    const said = execFileSync('ps', ['-o', 'state=,command=', '-p', String(pid)], { encoding: 'utf8' });
    return said.trim().startsWith('Z') ? '' : said;
  } catch {
    return '';
  }
}

/**
 * Removes a lock file that names no living server. PostgreSQL does that itself for a number that is
 * free, but not for a zombie or for a number that another process got.
 */
export function removeStaleLock(layout: Layout, stale: LockFile): void {
  const file = lockFileOf(layout);
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    fs.renameSync(file, aside);
    // Another process may have removed it first and started: then this is a new file, and goes back.
    const isSame = parse(fs.readFileSync(aside, 'utf8')).identity === stale.identity;
    if (!isSame) fs.linkSync(aside, file);
    fs.rmSync(aside);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(errno(error))) throw error;
  }
}
