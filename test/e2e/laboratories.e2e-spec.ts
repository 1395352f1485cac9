// A laboratory that is ended in the middle leaves nothing behind: no program, no server, no folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '../support/program';

jest.setTimeout(120_000);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mw-ended-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The process id in the `postmaster.pid` of a server that runs below the folder, once one does. */
async function postmaster(): Promise<number> {
  const find = async (): Promise<number> => {
    try {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      const file = files.find((name) => name.endsWith('data/postmaster.pid'))!;
      return Number(readFileSync(join(folder, file), 'utf8').split('\n')[0]);
    } catch {
      // Folders of a first start come and go.
      return NaN;
    }
  };
  return until(find, (pid) => pid > 0);
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it.each([
  { command: ['load/main.js', '--smoke'], signal: 'SIGTERM', code: 143 },
  { command: ['main.js', 'start', '--smoke'], signal: 'SIGINT', code: 130 },
] as const)('$command ends with $signal and takes all with it', async ({ command, signal, code }) => {
  const [main, ...args] = command;
  const laboratory = spawn(process.execPath, [resolve('dist/bench/src', main), ...args], {
    env: { ...process.env, TMPDIR: folder },
    stdio: 'ignore',
  });
  const ended = once(laboratory, 'exit');
  const server = await postmaster();
  laboratory.kill(signal);
  expect((await ended)[0]).toBe(code);
  await until(
    async () => lives(server),
    (alive) => !alive,
  );
  expect(readdirSync(folder)).toEqual([]);
});
