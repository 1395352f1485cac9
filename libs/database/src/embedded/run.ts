import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Layout } from './layout';
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
const litterAge = 10 * 60_000;

/** Makes the folders for a new run. */
export function createRun(layout: Layout, runner: Runner): Run {
  const id = randomBytes(6).toString('hex');
  const dir = path.join(layout.runs, id);
  const isShort = Buffer.byteLength(path.join(dir, '.s.PGSQL.5432')) <= longestSocketPath;
  const run = runAt(layout, isShort ? dir : path.join(shortFolder(), shortPrefix + id));
  if (!run) throw new Error(`not a run folder: ${dir}`);
  privateFolder(layout.runs, runner);
  for (const folder of new Set([run.dir, run.socketDir])) {
    fs.mkdirSync(folder, { mode: 0o700 }); // must not exist: nobody else prepared it
    privateFolder(folder, runner);
  }
  return run;
}

/** The run whose socket lies there; undefined if that is not a socket folder of ours. */
export function runAt(layout: Layout, socketDir: string): Run | undefined {
  const id = /^(?:mw-)?([0-9a-f]{12})$/.exec(path.basename(socketDir))?.[1];
  if (!id) return undefined;
  const dir = path.join(layout.runs, id);
  return { id, dir, socketDir, lease: path.join(dir, 'lease'), ended: path.join(dir, 'ended') };
}

/** Every run that left a folder, living or not. */
export function allRuns(layout: Layout): Run[] {
  const names = fs.existsSync(layout.runs) ? fs.readdirSync(layout.runs) : [];
  return names.flatMap((name) => runAt(layout, path.join(layout.runs, name)) ?? []);
}

/** Removes what killed processes left behind; only old things, since young ones may be in the making. */
export function removeLitter(layout: Layout, isAlive: (run: Run) => boolean): void {
  const isOld = (file: string): boolean => {
    const found = fs.statSync(file, { throwIfNoEntry: false });
    return found !== undefined && Date.now() - found.mtimeMs > litterAge;
  };
  const dead = allRuns(layout).filter((run) => isOld(run.dir) && !isAlive(run));
  const copies = fs
    .readdirSync(layout.dataDir)
    .filter((name) => /^postgres-.*\.new-[0-9a-f]{12}$/.test(name));
  const clusters = fs.readdirSync(layout.runs).filter((name) => /^init-[0-9a-f]{12}$/.test(name));
  const litter = [
    ...dead.flatMap((run) => [path.join(shortFolder(), shortPrefix + run.id), run.dir]),
    ...copies.map((name) => path.join(layout.dataDir, name)).filter(isOld),
    ...clusters.map((name) => path.join(layout.runs, name)).filter(isOld),
  ];
  for (const file of litter) fs.rmSync(file, { recursive: true, force: true });
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
