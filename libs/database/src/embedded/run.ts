import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Layout } from './layout';
import { isOld, removeOld } from './litter';
import { privateFolder, type Runner } from './runner';

/**
 * The folder of one life of a server. A fresh one for every start: no socket or lock of an earlier life
 * can be in the way, and a server that lost the race for the cluster cannot be taken for the winner.
 */
export interface Run {
  id: string;
  dir: string;
  socketDir: string;
  /** The FIFO whose writers are the holders. */
  lease: string;
  /** Appears, with the exit code, when the server has ended. */
  ended: string;
}

/** Longest socket path that every kernel takes (104 bytes on macOS, 108 on Linux, both with a NUL). */
const longestSocketPath = 100;
const shortPrefix = 'mw-';

/** Makes the folders for a new run. */
export function createRun(layout: Layout, runner: Runner): Run {
  const id = randomBytes(6).toString('hex');
  const dir = path.join(layout.home, id);
  const isShort = Buffer.byteLength(path.join(dir, '.s.PGSQL.5432')) <= longestSocketPath;
  const run = runOf(layout, id, isShort ? dir : path.join(shortFolder(), shortPrefix + id));
  privateFolder(layout.home, runner);
  for (const folder of new Set([run.dir, run.socketDir])) {
    fs.mkdirSync(folder, { mode: 0o700 }); // must not exist: nobody else prepared it
    privateFolder(folder, runner);
  }
  return run;
}

/** The run whose server says that its socket lies there; undefined if that is not a folder of ours. */
export function runAt(layout: Layout, socketDir: string): Run | undefined {
  const name = path.basename(socketDir);
  const id = /^(?:mw-)?([0-9a-f]{12})$/.exec(name)?.[1];
  // The server may know its own folder by another path (`pathSeenBy`); the name tells which it is.
  return id ? runOf(layout, id, name === id ? path.join(layout.home, id) : socketDir) : undefined;
}

function runOf(layout: Layout, id: string, socketDir: string): Run {
  const dir = path.join(layout.home, id);
  return { id, dir, socketDir, lease: path.join(dir, 'lease'), ended: path.join(dir, 'ended') };
}

/** Every run that left a folder, living or not. */
export function allRuns(layout: Layout): Run[] {
  const names = fs.existsSync(layout.home) ? fs.readdirSync(layout.home) : [];
  return names.flatMap((name) => runAt(layout, path.join(layout.home, name)) ?? []);
}

/** Removes what killed processes left behind in the server's folder. */
export function removeLitter(layout: Layout, isAlive: (run: Run) => boolean): void {
  removeOld(layout.home, /^init-/);
  for (const run of allRuns(layout)) {
    if (isAlive(run) || !isOld(run.dir)) continue;
    for (const dir of [path.join(shortFolder(), shortPrefix + run.id), run.dir]) {
      fs.rmSync(dir, { recursive: true, force: true });
    }
  }
}

/** A folder with a short name, for sockets of data folders with a long one. */
function shortFolder(): string {
  try {
    fs.accessSync('/tmp', fs.constants.W_OK);
    return '/tmp';
  } catch {
    return os.tmpdir();
  }
}
