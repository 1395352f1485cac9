import { cpus } from 'node:os';
import { format, median, row, type BenchOptions, type Row } from './harness';
import { cpuSecondsOfTree, openLimiter, type Limit, type Limiter } from './scale/cpu';
import { deliveries } from './scale/deliveries';
import { handOver } from './scale/hand-over';
import { parsing, reading } from './scale/polling';
import { withServers, withSystem, type Servers, type System } from './scale/system';
import type { Work } from './scale/work';

export const limitMs = 1_500_000;

const WORKS: Work[] = [parsing, reading, deliveries];

/** A worker that may have so little is the limit on any machine on which the rest may have the other cores' time. */
const SMALL: Limit = { name: '40 % of a core each', cores: 0.4 };
const WHOLE: Limit = { name: 'a core each', cores: 1 };
const AIM = 1.7;

/** The hand-over, and what two workers do beside one: the same work in two systems that take turns. */
export async function run(options: BenchOptions): Promise<Row[]> {
  const limiter = openLimiter();
  const limits = limiter.canPin ? [...(limiter.canShare ? [SMALL] : []), WHOLE] : [];
  if (!limiter.canPin)
    console.error('scale: without taskset no worker can be pinned; two beside one is skipped');
  else if (!limiter.canShare)
    console.error(
      'scale: this user may not make a group for CPU time; workers with a part of a core are skipped',
    );
  try {
    return await withServers(async (servers) => {
      const rows = await handOver(servers, options);
      for (const work of WORKS)
        if (limits.length > 0) rows.push(...(await compare({ servers, work, limits, limiter }, options)));
      return rows;
    });
  } finally {
    limiter.close();
  }
}

interface Comparison {
  servers: Servers;
  work: Work;
  limits: Limit[];
  limiter: Limiter;
}

/** A round of one system: how long it took, and who used how much CPU meanwhile, in seconds. */
interface Measured {
  seconds: number;
  /** Of each worker. */
  workers: number[];
  others: Record<'database' | 'API' | 'queue' | 'bench', number>;
}

const compare = ({ servers, work, limits, limiter }: Comparison, options: BenchOptions): Promise<Row[]> =>
  withSystem(servers, 1, (one) =>
    withSystem(servers, 2, async (two) => {
      const prepared = await Promise.all([one, two].map((system) => work.prepare(system, options)));
      try {
        const results = limits.map(() => ({ one: [] as Measured[], two: [] as Measured[] }));
        let n = 0;
        const { counted, warmUp } = work.rounds(options);
        for (let round = -warmUp; round < counted; round += 1)
          for (const [i, limit] of limits.entries()) {
            for (const { workers } of [one, two])
              workers.forEach(({ process: { pid } }, k) => limiter.apply(pid!, k + 1, limit));
            const measured = {
              one: await measure(servers, one, prepared[0]!.round(n)),
              two: await measure(servers, two, prepared[1]!.round(n)),
            };
            n += 1;
            if (round < 0) continue;
            results[i]!.one.push(measured.one);
            results[i]!.two.push(measured.two);
          }
        return results.map((result, i) => toRow(work, limits[i]!, result));
      } finally {
        for (const each of prepared) each.close();
      }
    }),
  );

async function measure(servers: Servers, system: System, work: () => Promise<void>): Promise<Measured> {
  const before = cpuUsed(servers, system);
  const begin = performance.now();
  await work();
  const seconds = (performance.now() - begin) / 1_000;
  const { workers, others } = cpuUsed(servers, system);
  const names = Object.keys(others) as (keyof Measured['others'])[];
  return {
    seconds,
    workers: workers.map((used, i) => used - before.workers[i]!),
    others: Object.fromEntries(
      names.map((name) => [name, others[name] - before.others[name]]),
    ) as Measured['others'],
  };
}

function cpuUsed(
  { postmaster, redis }: Servers,
  { api, workers }: System,
): Pick<Measured, 'workers' | 'others'> {
  const of = (pid: number | undefined): number => (pid ? cpuSecondsOfTree(pid) : 0);
  const { user, system } = process.cpuUsage();
  return {
    workers: workers.map(({ process: { pid } }) => of(pid)),
    others: {
      database: of(postmaster),
      API: of(api.process.pid),
      queue: of(redis?.pid()),
      bench: (user + system) / 1e6,
    },
  };
}

/** How many times as fast two workers were, and what the CPU went into. */
function toRow(work: Work, limit: Limit, { one, two }: { one: Measured[]; two: Measured[] }): Row {
  return row({
    name: `${work.name}: 2 workers beside 1, ${limit.name}`,
    unit: 'times',
    values: one.map(({ seconds }, i) => seconds / two[i]!.seconds),
    ...(limit === SMALL ? { aim: { text: `>= ${AIM}`, met: (value: number) => value >= AIM } } : {}),
    note: `1 worker: ${inWords(one, limit)}\n  2 workers: ${inWords(two, limit)}`,
  });
}

const sum = (values: number[]): number => values.reduce((total, each) => total + each, 0);

/** Medians over the rounds: time, CPU by process, and what sets the pace. */
function inWords(measured: Measured[], { cores }: Limit): string {
  const of = (pick: (each: Measured) => number): number => median(measured.map(pick));
  const busiest = of(({ workers, seconds }) => Math.max(...workers) / (seconds * cores));
  const idlest = of(({ workers, seconds }) => Math.min(...workers) / (seconds * cores));
  const machine = of(
    ({ workers, others, seconds }) => (sum(workers) + sum(Object.values(others))) / (seconds * cpus().length),
  );
  const names = Object.keys(measured[0]!.others) as (keyof Measured['others'])[];
  const used = names.map((name) => `${name} ${format(of(({ others }) => others[name]))}`).join(', ');
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  return (
    `${format(of(({ seconds }) => seconds))} s; CPU workers ${format(of(({ workers }) => sum(workers)))}, ${used} s; ` +
    `busiest worker at ${percent(busiest)} of its part, idlest at ${percent(idlest)}, machine at ${percent(machine)}: ` +
    `bounded by ${bound({ busiest, idlest, machine })}`
  );
}

function bound({ busiest, idlest, machine }: Record<'busiest' | 'idlest' | 'machine', number>): string {
  if (machine >= 0.9) return 'the cores of this machine';
  if (busiest < 0.85) return 'what the workers wait for';
  return idlest >= 0.75 ? 'the CPU of the workers' : 'the CPU of one worker, the one that follows the log';
}
