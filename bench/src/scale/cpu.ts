import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** What a worker may have of the machine. */
export interface Limit {
  /** In words, for the name of a figure. */
  name: string;
  /** Cores; below 1 it takes a quota of the kernel. */
  cores: number;
}

/** Puts limits on processes, as far as this machine can. */
export interface Limiter {
  /** Whether processes can be pinned to a core. */
  canPin: boolean;
  /** Whether a process can be given a part of a core. */
  canShare: boolean;
  /** Pins a process with all its threads to a core and gives it its part of it, from now on. */
  apply(pid: number, core: number, limit: Limit): void;
  /** Takes away what was made for processes that have ended. */
  close(): void;
}

/** Short, so that a process that holds a lock does not stand still for long. Microseconds. */
const PERIOD_US = 10_000;

/** Folder of the kernel's groups for CPU time, of either version, where this user may make one. */
function groupsFolder(): { folder: string; quota(cores: number): [string, string][] } | null {
  const us = (cores: number): number => Math.round(cores * PERIOD_US);
  const v1 = '/sys/fs/cgroup/cpu';
  if (existsSync(join(v1, 'cpu.cfs_quota_us')) || existsSync(join(v1, 'cgroup.procs')))
    return {
      folder: v1,
      quota: (cores) => [
        ['cpu.cfs_period_us', String(PERIOD_US)],
        ['cpu.cfs_quota_us', cores < 1 ? String(us(cores)) : '-1'],
      ],
    };
  const v2 = '/sys/fs/cgroup';
  const control = join(v2, 'cgroup.subtree_control');
  if (existsSync(control) && /\bcpu\b/.test(readFileSync(control, 'utf8')))
    return {
      folder: v2,
      quota: (cores) => [['cpu.max', `${cores < 1 ? us(cores) : 'max'} ${PERIOD_US}`]],
    };
  return null;
}

const GROUP = 'mediation-watch-bench-';

export function openLimiter(): Limiter {
  const groups = groupsFolder();
  if (groups) removeLeftovers(groups.folder);
  const made = new Map<number, string>();
  const group = (pid: number): string => {
    const known = made.get(pid);
    if (known) return known;
    const folder = join(groups!.folder, `${GROUP}${pid}`);
    mkdirSync(folder);
    made.set(pid, folder);
    writeFileSync(join(folder, 'cgroup.procs'), String(pid));
    return folder;
  };
  const close = (): void => {
    if (groups) removeLeftovers(groups.folder);
    made.clear();
  };
  return {
    canPin: pin(
      process.pid,
      cpus()
        .map((_, core) => core)
        .join(','),
    ),
    canShare: groups !== null && canMakeGroup(groups.folder),
    apply(pid, core, { cores }) {
      if (!pin(pid, String(core % cpus().length))) throw new Error(`process ${pid} could not be pinned`);
      if (cores >= 1 && !made.has(pid)) return;
      for (const [file, value] of groups!.quota(cores)) writeFileSync(join(group(pid), file), value);
    },
    close,
  };
}

const pin = (pid: number, list: string): boolean =>
  spawnSync('taskset', ['-a', '-c', '-p', list, String(pid)], { stdio: 'ignore' }).status === 0;

function canMakeGroup(folder: string): boolean {
  const trial = join(folder, `${GROUP}${process.pid}`);
  try {
    mkdirSync(trial);
    rmdirSync(trial);
    return true;
  } catch {
    return false;
  }
}

/** A run that was killed could not take its groups away; those of another run under way hold processes and stay. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.startsWith(GROUP)))
    try {
      rmdirSync(join(folder, name));
    } catch {
      continue;
    }
}

/** Ticks of `/proc/<pid>/stat` in a second: fixed in the kernel's interface to programs. */
const TICKS = 100;

/** Seconds of CPU that a process has used, with its children that have ended. NaN where there is no /proc. */
function cpuSeconds(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0) / TICKS;
  } catch {
    return NaN;
  }
}

/** The same of a process and of all its living children: a server that forks for each connection. */
export function cpuSecondsOfTree(pid: number): number {
  const children = existsSync('/proc')
    ? readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    : [];
  return [pid, ...children.map(Number)].reduce((sum, each) => sum + (cpuSeconds(each) || 0), 0);
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
