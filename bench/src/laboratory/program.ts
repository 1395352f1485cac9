import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#libs/config';
import { atExit } from './at-exit';

export interface ProgramOptions {
  /** Path below dist/apps. */
  main?: string;
  args?: string[];
  env: Record<string, string>;
  /** Also appends what the program prints to this file, for who looks at it afterwards. */
  logFile?: string;
}

/** The built program as a process of its own. */
export interface RunningProgram {
  url: string;
  process: ChildProcess;
  /** All it printed so far. */
  output(): string;
  /** Resolves when the output matches. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Exit code, or the signal's name. */
  ended: Promise<number | NodeJS.Signals>;
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  api(path: string, init?: RequestInit): Promise<Response>;
}

/** The key the programs of the suites are started with. */
export const ADMIN_KEY = 'test-admin-key';

const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

/** Spawns a built program; it need not come up. */
export function spawnProgram({
  main = 'standalone/src/main.js',
  args = [],
  env,
  logFile,
}: ProgramOptions): RunningProgram {
  const base = Object.fromEntries(
    inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]!]])),
  );
  const child = spawn(process.execPath, [join(packageRoot(), 'dist/apps', main), ...args], {
    env: {
      ...base,
      PORT: '0',
      MW_FEEDS: 'none',
      MW_API_KEY: ADMIN_KEY,
      MW_EGRESS_ALLOW: '127.0.0.0/8',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const forget = atExit(() => child.kill('SIGKILL'));
  child.once('exit', forget);
  let output = '';
  const log = logFile === undefined ? undefined : createWriteStream(logFile, { flags: 'a' });
  const watchers = new Set<() => void>();
  const note = (chunk: Buffer): void => {
    output += chunk.toString();
    log?.write(chunk);
    for (const watcher of watchers) watcher();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const ended = new Promise<number | NodeJS.Signals>((done) =>
    child.on('close', (code, signal) => {
      log?.end();
      done(signal ?? code ?? 1);
    }),
  );
  const printed = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((found, lost) => {
      const look = (): void => {
        const match = pattern.exec(output);
        if (!match) return;
        watchers.delete(look);
        found(match);
      };
      watchers.add(look);
      look();
      void ended.then((code) =>
        lost(new Error(`the program ended (${code}) before it printed ${pattern}:\n${output}`)),
      );
    });
  const program: RunningProgram = {
    url: '',
    process: child,
    output: () => output,
    printed,
    ended,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
    api: (path, init = {}) =>
      fetch(program.url + path, {
        ...init,
        headers: {
          authorization: `Bearer ${ADMIN_KEY}`,
          'content-type': 'application/json',
          ...init.headers,
        },
      }),
  };
  return program;
}

/** Spawns the program and waits until it listens. */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const program = spawnProgram(options);
  const [, url] = await program.printed(/(http:\/\/127\.0\.0\.1:\d+)/);
  program.url = url!;
  return program;
}

/** Asks until the answer satisfies; the caller's own time limit catches a hang. */
export async function until<T>(ask: () => Promise<T>, satisfied: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    await new Promise((done) => setTimeout(done, 20));
  }
}
