import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedError, errno, property } from './errors';
import type { Run } from './run';
import { runAs, type Runner } from './runner';

/*
 * The lease is a FIFO: every holder keeps it open for writing, the supervisor reads. When the last
 * holder closes it, or dies in whatever way, the kernel gives the supervisor an end of file, and the
 * supervisor stops the server. Who joins writes a token and is a holder once the supervisor has
 * acknowledged it, which it never does after it has seen the end of file.
 */

const { O_RDONLY, O_WRONLY, O_RDWR, O_NONBLOCK } = fs.constants;
const acknowledgeLimit = 5_000;
const tick = 5;

/** Makes the lease: an end for the supervisor to read and an end for the first holder to keep. */
export async function createLease(run: Run, runner: Runner): Promise<{ reader: number; holder: number }> {
  await runAs(runner, { argv: ['mkfifo', '-m', '600', path.basename(run.lease)], cwd: run.dir }).catch(
    (cause) => {
      const message = `The file system of ${run.dir} cannot hold a FIFO (${property(cause, 'stderr')}): set MW_DATA_DIR to a folder on a local disk, or set DATABASE_URL.`;
      throw new EmbeddedError('unsuitable-folder', message, { cause });
    },
  );
  // Read-and-write never waits for the other side; with it open, neither do the two real ends.
  const both = fs.openSync(run.lease, O_RDWR);
  try {
    const reader = fs.openSync(run.lease, O_RDONLY);
    return { reader, holder: fs.openSync(run.lease, O_WRONLY) };
  } finally {
    fs.closeSync(both);
  }
}

/** Whether a supervisor reads this lease. */
export function isLeaseRead(run: Run): boolean {
  const fd = openForWriting(run);
  if (fd !== undefined) fs.closeSync(fd);
  return fd !== undefined;
}

/** Joins the holders; undefined if the supervisor is gone or on its way out. */
export async function joinLease(run: Run): Promise<number | undefined> {
  const holder = openForWriting(run);
  if (holder === undefined) return undefined;
  const token = randomBytes(8).toString('hex');
  const until = Date.now() + acknowledgeLimit;
  while (Date.now() < until && fs.existsSync(run.lease)) {
    // Said again until heard: a holder that is just leaving may have read it (see `othersHold`).
    if (!say(holder, token)) break;
    await pause(tick);
    if (fs.existsSync(path.join(run.dir, `ack-${token}`))) return holder;
  }
  fs.closeSync(holder);
  return undefined;
}

/** Leaves the holders; if that was the last one, waits until the server is down (at most `limit` ms). */
export async function leaveLease(
  run: Run,
  holder: number,
  limit: number,
): Promise<'down' | 'held' | 'unknown'> {
  const begun = Date.now();
  fs.closeSync(holder);
  while (Date.now() - begun < limit) {
    if (!fs.existsSync(run.dir)) return 'down';
    // Once the lease is removed nobody can join any more: the supervisor is stopping the server.
    if (fs.existsSync(run.lease)) {
      if (othersHold(run)) return 'held';
      // Looking for the supervisor is, for a moment, holding: only when there is reason to.
      const isLate = Date.now() - begun > 1_000;
      if (isLate && !isLeaseRead(run) && fs.existsSync(run.lease)) return 'unknown';
    }
    await pause(tick);
  }
  return 'unknown';
}

/**
 * A read that does not wait ends at once when nobody holds the FIFO for writing, and says "try again"
 * when somebody does. It may catch a joiner's token; the joiner says it again.
 */
function othersHold(run: Run): boolean {
  let probe: number | undefined;
  try {
    probe = fs.openSync(run.lease, O_RDONLY | O_NONBLOCK);
    return fs.readSync(probe, Buffer.alloc(4096)) > 0;
  } catch (error) {
    if (errno(error) === 'EAGAIN') return true;
    if (errno(error) === 'ENOENT') return false;
    throw error;
  } finally {
    if (probe !== undefined) fs.closeSync(probe);
  }
}

function openForWriting(run: Run): number | undefined {
  try {
    return fs.openSync(run.lease, O_WRONLY | O_NONBLOCK);
  } catch (error) {
    // ENXIO: nobody reads; ENOENT: removed.
    if (['ENXIO', 'ENOENT', 'ENOTDIR'].includes(errno(error))) return undefined;
    throw error;
  }
}

function say(holder: number, token: string): boolean {
  try {
    fs.writeSync(holder, `${token}\n`);
    return true;
  } catch (error) {
    return errno(error) === 'EAGAIN'; // full: the supervisor has enough to read; otherwise it is gone
  }
}
