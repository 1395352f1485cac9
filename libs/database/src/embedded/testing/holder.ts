import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findBinaries } from '../binaries';

/** Long enough for any machine; only a hang ever meets it. */
const hang = 60_000;

/** Waits for a condition. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + hang; Date.now() < end; await pause(10)) if (await condition()) return;
  throw new Error(`did not happen: ${what}`);
}

/** Living processes that work in this folder: the server's and its supervisor's. */
export function processesIn(dir: string): { pid: number; name: string }[] {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      if (!fs.readlinkSync(`/proc/${pid}/cwd`).startsWith(dir)) return [];
      return [{ pid: Number(pid), name: fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim() }];
    } catch {
      return []; // gone meanwhile, or a zombie: it works nowhere
    }
  });
}

export interface Answer {
  joined: boolean;
  connection: { host: string };
}

/** A child process that holds the embedded database. */
export class Holder {
  static readonly all: Holder[] = [];
  readonly acknowledged: number[] = [];
  private readonly child: ChildProcess;
  private readonly waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (e: Error) => void }
  >();
  private count = 0;

  /** As that user, or as a root that can become nobody else (`sandboxed`). */
  constructor(private readonly as?: number | 'sandboxed') {
    // The child becomes that user only when it has loaded its code: another user may be unable to read it here.
    const who = typeof as === 'number' ? [String(as)] : [];
    const node =
      as === 'sandboxed' ? { execPath: 'unshare', execArgv: ['-r', process.execPath] } : { execArgv: [] };
    this.child = fork(path.join(__dirname, 'child.cjs'), who, { ...node, cwd: '/' });
    this.child.on('message', (message: Message) => this.hear(message));
    this.child.on('exit', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the child process ended'));
    });
    Holder.all.push(this);
  }

  private hear({ id, result, error, acknowledged }: Message): void {
    if (acknowledged !== undefined) this.acknowledged.push(acknowledged);
    if (id === undefined) return;
    const waiter = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiter?.reject(Object.assign(new Error(error.message), { code: error.code }));
    else waiter?.resolve(result);
  }

  private ask<T>(task: string, options: object = {}): Promise<T> {
    const id = (this.count += 1);
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.child.send({ id, task, ...options });
    });
  }

  start(dataDir: string, native?: string): Promise<Answer> {
    const readable = typeof this.as === 'number' ? Folders.binariesForAll() : undefined;
    return this.ask('start', { dataDir, native: native ?? readable });
  }

  query<Row>(sql: string): Promise<Row[]> {
    return this.ask('query', { sql });
  }

  write(): Promise<void> {
    return this.ask('write');
  }

  visit(dataDir: string, times: number): Promise<number> {
    return this.ask('visit', { dataDir, times });
  }

  stop(): Promise<void> {
    return this.ask('stop');
  }

  /** As `kill -9`; resolves when the process is gone. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }
}

interface Message {
  id?: number;
  result?: unknown;
  error?: { code: string; message: string };
  acknowledged?: number;
}

/** Data folders for a suite, and their end: no process and no file stays. */
export class Folders {
  private static copied: string | undefined;
  private readonly made: string[] = [];
  private template: Promise<string> | undefined;

  /** A fresh folder; with `uid`, that user's. */
  make(uid?: number): string {
    const dir = fs.realpathSync(fs.mkdtempSync(path.join(temporaryFolder(), 'mw-embedded-')));
    if (uid !== undefined) fs.chownSync(dir, uid, uid);
    this.made.push(dir);
    return dir;
  }

  /** A copy of the binaries that every user can run, wherever the project lies; made once in a process. */
  static binariesForAll(): string {
    if (Folders.copied) return path.join(Folders.copied, 'native');
    const { native } = findBinaries();
    const dir = fs.mkdtempSync(path.join(temporaryFolder(), 'mw-binaries-'));
    Folders.copied = dir;
    execFileSync('cp', ['-R', native, path.join(native, '../package.json'), dir]);
    execFileSync('chmod', ['-R', 'a+rX', dir]);
    return path.join(dir, 'native');
  }

  /** A folder whose database was made before: a copy is quicker than making one. */
  async withDatabase(): Promise<string> {
    const template = await (this.template ??= this.makeTemplate());
    const dir = this.make();
    execFileSync('cp', ['-a', `${template}/.`, dir]);
    return dir;
  }

  private async makeTemplate(): Promise<string> {
    const dataDir = this.make();
    const holder = new Holder();
    await holder.start(dataDir);
    await holder.stop();
    return dataDir;
  }

  async remove(): Promise<void> {
    await Promise.all(Holder.all.map((holder) => holder.kill()));
    for (const dir of this.made) {
      // What a test that failed left running would outlive the suite.
      await until('no process is left', () => processesIn(dir).length === 0).catch(() => killIn(dir, /./));
      fs.rmSync(dir, { recursive: true, force: true });
    }
    if (Folders.copied) fs.rmSync(Folders.copied, { recursive: true, force: true });
    Folders.copied = undefined;
  }
}

/** The temporary folder; for root, whose tests also act as other users, one that these can reach. */
function temporaryFolder(): string {
  const isClosed = (dir: string): boolean =>
    (fs.statSync(dir).mode & 0o001) === 0 || (dir !== path.dirname(dir) && isClosed(path.dirname(dir)));
  return process.getuid?.() === 0 && isClosed(os.tmpdir()) ? '/tmp' : os.tmpdir();
}

/** As `kill -9` for the processes of that name that work in this folder; one may end by itself meanwhile. */
export function killIn(dir: string, name: RegExp): void {
  for (const found of processesIn(dir).filter((each) => name.test(each.name)))
    try {
      process.kill(found.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
}

/** The server's first process. */
export function serverPid(dataDir: string): number {
  return Number.parseInt(fs.readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8'), 10);
}
