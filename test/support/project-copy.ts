import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A started command and all that came of it. */
export interface Started {
  process: ChildProcess;
  output(): string;
  /** Resolves when the output matches. */
  printed(pattern: RegExp): Promise<void>;
  /** Exit code, or the signal it died of. */
  ended: Promise<number | NodeJS.Signals>;
}

/**
 * A folder in which `npm start` and `node scripts/run.mjs` work as in the project, without touching its build: the
 * real script and package.json, and the real `dist` behind a link.
 */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'mw-project-'));
  readonly dataDir = join(this.folder, 'data');
  private readonly started: Started[] = [];

  constructor() {
    mkdirSync(join(this.folder, 'scripts'));
    for (const file of ['scripts/run.mjs', 'package.json']) copyFileSync(file, join(this.folder, file));
    symlinkSync(resolve('dist'), join(this.folder, 'dist'));
  }

  /** Makes it a checkout whose packages are installed, with this script in the place of the build. */
  withBuild(script: string): this {
    for (const file of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'])
      copyFileSync(file, join(this.folder, file));
    const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
    mkdirSync(join(this.folder, 'node_modules/@nestjs/cli/bin'), { recursive: true });
    writeFileSync(join(this.folder, 'node_modules/.mediation-watch'), lock);
    writeFileSync(join(this.folder, 'node_modules/@nestjs/cli/bin/nest.js'), script);
    rmSync(join(this.folder, 'dist'));
    return this;
  }

  /** Makes it a fresh checkout, with this script in the place of npm's. */
  withNpm(script: string): { env: Record<string, string> } {
    this.withBuild('');
    rmSync(join(this.folder, 'node_modules'), { recursive: true });
    const file = join(this.folder, 'npm.js');
    writeFileSync(file, script);
    return { env: { npm_execpath: file } };
  }

  /** Starts a command in a process group of its own, as a shell does on a terminal. */
  start(command: string[], env: Record<string, string> = {}): Started {
    const [file = '', ...args] = command;
    const { PATH, HOME, TMPDIR } = process.env;
    const child = spawn(file, args, {
      cwd: this.folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ PATH, HOME, TMPDIR, PORT: '0', MW_FEEDS: 'none', MW_API_KEY: 'test-admin-key' },
        ...{ LOG_LEVEL: 'warn', MW_EGRESS_ALLOW: '127.0.0.0/8', ...env },
      },
    });
    const started = follow(child);
    this.started.push(started);
    return started;
  }

  /** Ends what a failed test left running, and removes the folder. */
  async remove(): Promise<void> {
    for (const { process: child, ended } of this.started) {
      try {
        process.kill(-child.pid!, 'SIGKILL');
      } catch {
        // The whole group has ended.
      }
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function follow(child: ChildProcess): Started {
  let text = '';
  const watchers = new Set<() => void>();
  const note = (chunk: Buffer): void => {
    text += chunk.toString();
    for (const watcher of watchers) watcher();
  };
  child.stdout?.on('data', note);
  child.stderr?.on('data', note);
  const ended = new Promise<number | NodeJS.Signals>((done) =>
    child.on('close', (code, signal) => done(signal ?? code ?? 1)),
  );
  const printed = (pattern: RegExp): Promise<void> =>
    new Promise((found, lost) => {
      const look = (): void => (pattern.test(text) ? found() : undefined);
      watchers.add(look);
      look();
      void ended.then((code) => lost(new Error(`ended (${code}) before it printed ${pattern}:\n${text}`)));
    });
  return { process: child, output: () => text, printed, ended };
}
