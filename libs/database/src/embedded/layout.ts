import fs from 'node:fs';
import path from 'node:path';
import { EmbeddedError, errno } from './errors';

/** What lies where in a data folder. */
export interface Layout {
  dataDir: string;
  /** Belongs to the server's user: the cluster, and a folder for each life of a server. */
  home: string;
  /** PostgreSQL's own folder. */
  cluster: string;
  log: string;
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** Makes the data folder if it is missing and says where things lie; a clear error if it cannot be used. */
export function prepareLayout(dir: string): Layout {
  const absolute = path.resolve(dir);
  try {
    if (makeFolder(absolute) && isRoot()) openForServer(absolute);
    fs.accessSync(absolute, fs.constants.W_OK | fs.constants.X_OK);
  } catch (cause) {
    const message = `The data folder ${absolute} cannot be written (${errno(cause)}): make it writable for this user, or set MW_DATA_DIR to another folder.`;
    throw new EmbeddedError('not-writable', message, { cause });
  }
  const dataDir = fs.realpathSync(absolute);
  return {
    dataDir,
    home: path.join(dataDir, 'postgres'),
    cluster: path.join(dataDir, 'postgres', 'data'),
    log: path.join(dataDir, 'server.log'),
  };
}

/**
 * Makes the folder with those above it; false if it was there. Node's own way never returns where the system
 * answers ENOENT below a folder that exists, as in /proc.
 */
function makeFolder(dir: string): boolean {
  if (fs.existsSync(dir)) return false;
  makeFolder(path.dirname(dir));
  try {
    fs.mkdirSync(dir, { mode: 0o700 });
    return true;
  } catch (error) {
    if (errno(error) === 'EEXIST') return false; // another process was quicker
    throw error;
  }
}

/** Root's server runs as somebody else: the owner of the place (sudo, a mounted volume), else nobody. */
function openForServer(dir: string): void {
  fs.chmodSync(dir, 0o711);
  const { uid, gid } = fs.statSync(path.dirname(dir));
  try {
    fs.chownSync(dir, uid, gid);
  } catch {
    // A sandbox where root cannot give anything away: the folder stays root's.
  }
}

const freeForFirstStart = 200e6;
const freeForLaterStart = 40e6;

/** Refuses to start on a disk where PostgreSQL would soon stop for want of space. */
export function checkDisk(layout: Layout, isFirstStart: boolean, freeBytes = freeSpace): void {
  const needed = isFirstStart ? freeForFirstStart : freeForLaterStart;
  const free = freeBytes(layout.dataDir);
  if (free >= needed) return;
  const [have, want] = [free, needed].map((n) => `${Math.floor(n / 1e6)} MB`);
  throw new EmbeddedError(
    'disk-full',
    `The disk of ${layout.dataDir} is nearly full (${have} free, ${want} needed): free some space, or set MW_DATA_DIR to a folder on another disk.`,
  );
}

export function freeSpace(dir: string): number {
  const { bavail, bsize } = fs.statfsSync(dir);
  return bavail * bsize;
}
