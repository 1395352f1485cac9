import { join } from 'node:path';
import { spawnProgram, type RunningProgram } from '../laboratory/program';

export interface MemberOptions {
  name: string;
  /** Path below dist/apps. */
  main: string;
  folder: string;
  env(): Record<string, string>;
  /** `MW_CLOCK` for a start now. @param offset by how much it goes wrong, in simulated milliseconds */
  clock(offset: number): string;
  /** Whether something the start needs is, or was a moment ago, taken away. */
  isOutage(): boolean;
  /** Told when the process ended although nobody ended it. */
  onEndedByItself(said: string): void;
}

/** One process of the product under a service manager: whenever it ends it is started again. */
export interface Member {
  readonly name: string;
  /** The process, if one lives; it may be starting. */
  readonly program: RunningProgram | undefined;
  /** How long its last start took, in real milliseconds: its clock is at most so far behind what it was set to. */
  readonly bootMs: number;
  /** Resolves when it is up. */
  up(): Promise<void>;
  start(offset?: number): void;
  /** Ends it with a signal and leaves it ended. @returns exit code or signal */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  signal(name: NodeJS.Signals): void;
}

/** What every program prints when it is up: the address of an API, or the worker's word. */
const UP = /(http:\/\/127\.0\.0\.1:\d+)|the worker runs/;
/** Pause of the service manager before it starts a process that ended, in real milliseconds. */
const RESTART_MS = 500;

export function createMember(options: MemberOptions): Member {
  const { name, main, folder, env, clock, isOutage, onEndedByItself } = options;
  let program: RunningProgram | undefined;
  let wanted = false;
  let isUp = false;
  let waiting: (() => void)[] = [];
  let bootMs = 0;

  const start = (offset = 0): void => {
    wanted = true;
    isUp = false;
    const spawnedAt = Date.now();
    const started = spawnProgram({
      main,
      env: { ...env(), MW_CLOCK: clock(offset) },
      logFile: join(folder, `${name}.log`),
    });
    program = started;
    started.printed(UP).then(
      ([, url]) => {
        if (program !== started) return;
        started.url = url ?? '';
        isUp = true;
        bootMs = Date.now() - spawnedAt;
        for (const done of waiting.splice(0)) done();
      },
      () => undefined,
    );
    void started.ended.then((code) => {
      if (program !== started || !wanted) return;
      // What it cannot start without was away, and it said so: that is in order.
      if (isUp || code !== 1 || !isOutage())
        onEndedByItself(`${name} ended with ${code}: ${lastWords(started.output())}`);
      program = undefined;
      setTimeout(() => wanted && program === undefined && start(offset), RESTART_MS);
    });
  };

  return {
    name,
    get program() {
      return program;
    },
    get bootMs() {
      return bootMs;
    },
    start,
    up: () => (isUp && program ? Promise.resolve() : new Promise((done) => waiting.push(done))),
    async end(signal) {
      wanted = false;
      const ending = program;
      program = undefined;
      waiting = [];
      return ending ? ending.stop(signal) : 0;
    },
    signal: (sent) => void program?.process.kill(sent),
  };
}

/** The line that says why a process ended, else its last one. */
function lastWords(output: string): string {
  const lines = output.trimEnd().split('\n');
  return (lines.findLast((line) => /^(\w*Error|mediation-watch): /.test(line)) ?? lines.at(-1) ?? '').slice(
    0,
    300,
  );
}
