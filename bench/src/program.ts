import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '#libs/config';
import { atExit } from './laboratory/at-exit';

export const KEY = 'bench-key';

/** The built program on its embedded database. */
export interface Running {
  url: string;
  stop(): Promise<void>;
}

/** Spawns `npm start`'s program without the check for stale builds. */
export function spawnStandalone(dataDir: string): ChildProcess {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [join(packageRoot(), 'dist/apps/standalone/src/main.js')], {
    env: {
      PATH,
      HOME,
      TMPDIR,
      PORT: '0',
      MW_DATA_DIR: dataDir,
      MW_FEEDS: 'none',
      MW_API_KEY: KEY,
      MW_EGRESS_ALLOW: '127.0.0.0/8',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A bench that fails or reaches its limit leaves no program behind.
  const forget = atExit(() => child.kill('SIGKILL'));
  child.once('exit', forget);
  return child;
}

/** A request of a client to the API: a GET, or a POST when there is a body. @returns the answer's JSON */
export type Asker = <T>(path: string, body?: object) => Promise<T>;

/** A request with the key of the program. */
export async function ask<T>(url: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${KEY}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The client of a program. */
export const clientOf =
  (url: string): Asker =>
  (path, body) =>
    ask(url, path, body);

/** Resolves once the program has printed where it listens. */
export async function startStandalone(dataDir: string): Promise<Running> {
  const child = spawnStandalone(dataDir);
  const url = await printedUrl(child);
  return { url, stop: () => end(child) };
}

export const printedUrl = (child: ChildProcess): Promise<string> =>
  new Promise((found, lost) => {
    let output = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
      if (url) found(url);
    });
    child.on('exit', (code) => lost(new Error(`the program ended with ${code}: ${output}`)));
  });

export async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.on('exit', done));
  child.kill('SIGTERM');
  await ended;
}
