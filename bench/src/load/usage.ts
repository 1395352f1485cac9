import { readdirSync, readFileSync } from 'node:fs';

/** What a part of the system has used. */
export interface Usage {
  /** Processor time since its processes began, in milliseconds. */
  cpuMs: number;
  /** Memory it holds now, in MB; pages that several processes share are counted once. */
  memoryMb: number;
}

/** Clock ticks of a second in /proc: 100 on every Linux that Node runs on (`getconf CLK_TCK`). */
const TICKS = 100;

interface Process {
  pid: number;
  parent: number;
  cpuMs: number;
}

/** Whether this system tells what processes use. */
export const canTellUsage = (): boolean => processes().length > 0;

/**
 * What processes and all their descendants use, by the name of the part they belong to. A descendant that is listed
 * itself belongs to its own part.
 */
export function usageOf(parts: ReadonlyMap<string, readonly number[]>): Map<string, Usage> {
  const all = processes();
  const roots = new Map([...parts].flatMap(([part, pids]) => pids.map((pid) => [pid, part] as const)));
  const byPid = new Map(all.map((each) => [each.pid, each]));
  const partOf = ({ pid, parent }: Process): string | undefined => {
    const own = roots.get(pid);
    const above = byPid.get(parent);
    return own ?? (above && partOf(above));
  };
  const used = new Map([...parts.keys()].map((part): [string, Usage] => [part, { cpuMs: 0, memoryMb: 0 }]));
  for (const each of all) {
    const sum = used.get(partOf(each) ?? '');
    if (!sum) continue;
    sum.cpuMs += each.cpuMs;
    sum.memoryMb += memoryOf(each.pid);
  }
  return used;
}

/** Every process; none on a system without /proc. */
function processes(): Process[] {
  const pids = readOr(() => readdirSync('/proc'), []).filter((name) => /^\d+$/.test(name));
  return pids.flatMap((name) => {
    const stat = readOr(() => readFileSync(`/proc/${name}/stat`, 'utf8'), '');
    // The name of the program stands in brackets and may hold anything. Time of children that have ended counts, too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    return Number.isFinite(ticks) && fields.length > 14
      ? [{ pid: Number(name), parent: Number(fields[1]), cpuMs: (ticks * 1_000) / TICKS }]
      : [];
  });
}

/** The proportional share of memory (PSS) of a process, in MB; 0 when it has ended. */
function memoryOf(pid: number): number {
  const rollup = readOr(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) / 1_024;
}

function readOr<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
