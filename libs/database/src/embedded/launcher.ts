import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '#libs/telemetry';
import { findBinaries, prepareBinaries, type Binaries } from './binaries';
import { createCluster, hasCluster } from './cluster';
import { connectionOf, tryDatabase, type Connection } from './database';
import { EmbeddedError } from './errors';
import { checkDisk, prepareLayout, type Layout } from './layout';
import { throwUnlessOutrun } from './failure';
import { keepServer, type Hold } from './keeper';
import { createLease, isLeaseRead, joinLease, leaveLease } from './lease';
import { isServerAlive, readLockFile, removeStaleLock, stopServer, type LockFile } from './lock-file';
import { allRuns, createRun, removeLitter, runAt, type Run } from './run';
import { chooseRunner } from './runner';
import { startSupervisor } from './supervisor';

export interface EmbeddedOptions {
  /** Holds the database and everything the server needs; made if missing. */
  dataDir: string;
  logger: Logger;
}

/** A hold on the running server. It is kept running: a server that has ended is started again. */
export interface EmbeddedServer {
  /** Where it is now; it moves when it is started again. */
  connection: Connection;
  /** True if the server was running already. */
  joined: boolean;
  /**
   * Leaves the server; when the last holder leaves, it stops, and this resolves once it is down. A holder
   * that dies leaves too. End your pools first; may be called twice.
   */
  stop(): Promise<void>;
}

/** What tests put in the place of the real thing. */
export interface Substitutes {
  native?: string;
  freeBytes?: (dir: string) => number;
}

/** A server that answers, and how this process came to hold it. */
interface Found extends Hold {
  joined: boolean;
}

interface Context {
  layout: Layout;
  logger: Logger;
  binaries: Binaries;
  substitutes: Substitutes;
  deadline: number;
}

const startLimit = 120_000;
const stopLimit = 60_000;
const tick = 10;

/** Joins the server on this data folder, or starts it, and keeps it running. */
export async function launch(
  options: EmbeddedOptions,
  substitutes: Substitutes = {},
): Promise<EmbeddedServer> {
  const binaries = findBinaries(substitutes.native);
  const layout = prepareLayout(options.dataDir);
  const deadline = Date.now() + startLimit;
  const context: Context = { layout, logger: options.logger, binaries, substitutes, deadline };
  return serverFor(context, await joinOrStart(context));
}

async function joinOrStart(context: Context): Promise<Found> {
  const { layout } = context;
  try {
    return await find(context);
  } catch (cause) {
    if (cause instanceof EmbeddedError) throw cause;
    await chooseRunner(layout); // says so if the data are another user's
    const message = `The embedded database in ${layout.dataDir} does not start (${String(cause)}): see ${layout.log}, or set DATABASE_URL.`;
    throw new EmbeddedError('start-failed', message, { cause });
  }
}

/** Any step may find that another process was quicker; then everything is looked at afresh. */
async function find(context: Context): Promise<Found> {
  const { layout, deadline } = context;
  while (Date.now() < deadline) {
    const found =
      (await join(context)) ?? (allRuns(layout).some(isLeaseRead) ? undefined : await start(context));
    if (found) return found;
    await pause(tick);
  }
  throw timeout(layout, 'another process is starting or stopping it');
}

async function join(context: Context): Promise<Found | undefined> {
  const lock = readLockFile(context.layout);
  const run = lock?.socketDir && runAt(context.layout, lock.socketDir);
  const holder = run ? await joinLease(run) : undefined;
  if (!run || holder === undefined) return undefined;
  return hold(context, { run, holder, joined: true });
}

async function start(context: Context): Promise<Found | undefined> {
  const { layout, substitutes } = context;
  const isNew = !hasCluster(layout, context.binaries);
  checkDisk(layout, isNew, substitutes.freeBytes);
  const runner = await chooseRunner(layout);
  const binaries = await prepareBinaries(context.binaries, layout, runner);
  if (isNew) await createCluster(layout, runner, binaries);
  const lock = readLockFile(layout);
  if (lock && !clearTheWay(context, lock)) return undefined;
  const run = createRun(layout, runner);
  const { reader, holder } = await createLease(run, runner);
  const logStart = startSupervisor(layout, run, { runner, binaries, reader });
  const found = await hold(context, { run, holder, joined: false });
  if (found) removeLitter(layout, isLeaseRead);
  else throwUnlessOutrun(layout, logStart);
  return found;
}

/** Deals with the lock file of a server that nobody supervises; false if there is something to wait for. */
function clearTheWay({ layout, logger }: Context, lock: LockFile): boolean {
  if (allRuns(layout).some(isLeaseRead)) return false;
  if (!isServerAlive(layout, lock)) {
    removeStaleLock(layout, lock);
    return true;
  }
  const run = lock.socketDir ? runAt(layout, lock.socketDir) : undefined;
  if (lock.socketDir && !run) {
    const message = `PostgreSQL (process ${lock.pid}) was started by hand on ${layout.cluster}: stop it, or set DATABASE_URL to use it.`;
    throw new EmbeddedError('in-use', message);
  }
  // Either its supervisor was killed, or it has just removed the lease and is stopping the server.
  if (run && !isStopping(run)) {
    logger.warn({ pid: lock.pid }, 'the embedded database lost its supervisor: it is started again');
    stopServer(lock);
  }
  return false;
}

/** Removing the lease marks the folder's time; a supervisor that stops the server needs about a second. */
function isStopping(run: Run): boolean {
  const changed = fs.statSync(run.dir, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return !fs.existsSync(run.lease) && Date.now() - changed < 3_000;
}

/** Waits until the database answers; undefined (and the lease given back) if the server ended instead. */
async function hold({ layout, logger, deadline }: Context, found: Found): Promise<Found | undefined> {
  const { run, holder, joined } = found;
  let obstacle: string | undefined = 'it has not said that it is ready';
  while (Date.now() < deadline) {
    if (fs.existsSync(run.ended) || !fs.existsSync(run.dir)) {
      fs.closeSync(holder);
      return undefined;
    }
    const lock = readLockFile(layout);
    const isOurs = lock?.socketDir !== undefined && runAt(layout, lock.socketDir)?.id === run.id;
    if (isOurs && lock.isReady) obstacle = await tryDatabase(run);
    if (obstacle === undefined) {
      const done = joined ? 'joined the embedded database' : 'started the embedded database';
      logger.info({ socket: run.socketDir, joined }, done);
      return found;
    }
    await pause(tick);
  }
  fs.closeSync(holder);
  logger.error({ obstacle }, 'the embedded database does not answer');
  throw timeout(layout, obstacle ?? '');
}

function serverFor(context: Context, found: Found): EmbeddedServer {
  const { logger } = context;
  const again = (): Promise<Found> => joinOrStart({ ...context, deadline: Date.now() + startLimit });
  const keeper = keepServer(found, again, logger);
  let stopping: Promise<void> | undefined;
  const leave = async (): Promise<void> => {
    await keeper.stop();
    const last = keeper.current();
    if (!last) return logger.warn('the embedded database had ended before');
    const outcome = await leaveLease(last.run, last.holder, stopLimit);
    if (outcome === 'unknown') logger.warn('the embedded database was not seen to stop');
    else logger.info({ outcome }, 'left the embedded database');
  };
  const { user, port, database } = connectionOf(found.run);
  return {
    // A server that was started again has another socket: whoever connects asks anew.
    connection: {
      get host() {
        return (keeper.current() ?? found).run.socketDir;
      },
      port,
      user,
      database,
    },
    joined: found.joined,
    stop: () => (stopping ??= leave()),
  };
}

function timeout(layout: Layout, obstacle: string): EmbeddedError {
  const message = `The embedded database in ${layout.dataDir} did not become ready within ${startLimit / 1000} s (${obstacle}): see ${layout.log} and start again.`;
  return new EmbeddedError('timeout', message);
}
