import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endOnSignals } from '../laboratory/at-exit';
import { hasRedis } from '../laboratory/private-redis';
import { makeTemporaryFolder } from '../laboratory/temporary-folder';
import { describeFault, makePlan, type Abilities, type Mode } from './plan';
import { playRound, type RoundReport } from './round';
import { canMount, makeTemplate } from './template';

const USAGE = 'usage: npm run faults -- [--rounds N] [--seed S] [--mode embedded|services] [--minutes M]';
const MODES: readonly Mode[] = ['embedded', 'services'];
/** Rounds played at a time: most of a round is waiting. */
const LANES = 2;

interface Order {
  rounds: number;
  /** The seed of the first round; the others count on from it. */
  seed: number;
  /** Without a mode rounds take turns. */
  modes: readonly Mode[];
  /** No round begins after this time, in real milliseconds since 1970. */
  until: number;
}

/** @throws Error with what is wrong */
function readOrder(args: string[]): Order {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string' },
      seed: { type: 'string' },
      mode: { type: 'string' },
      minutes: { type: 'string' },
    },
  });
  const number = (name: 'rounds' | 'seed' | 'minutes', otherwise: number): number => {
    const value = values[name] === undefined ? otherwise : Number(values[name]);
    if (!(value >= 0)) throw new Error(`--${name} must be a number`);
    return value;
  };
  const modes = MODES.filter((mode) => values.mode === undefined || mode === values.mode);
  if (modes.length === 0) throw new Error(`--mode must be ${MODES.join(' or ')}`);
  const minutes = number('minutes', Infinity);
  return {
    rounds: number('rounds', values.minutes === undefined ? 10 : Infinity),
    seed: number('seed', Math.floor(Date.now() / 1_000) % 1_000_000),
    modes,
    until: Date.now() + minutes * 60_000,
  };
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** One line a round; a failed one is followed by what was found and by how it is played again. */
function print(
  { plan, findings, ms, setupMs, settledMs, events, received }: RoundReport,
  folder: string,
): void {
  const { seed, mode, faults } = plan;
  const done = faults.map(describeFault).join(', ');
  const counts = `${events} events, ${received} receipts, ready in ${seconds(setupMs)}, settled in ${seconds(settledMs)}`;
  console.log(
    `${findings.length === 0 ? 'ok  ' : 'FAIL'} ${mode} seed ${seed} in ${seconds(ms)}: ${done || 'no fault'}; ${counts}`,
  );
  if (findings.length === 0) return;
  for (const { promise, message } of findings) console.log(`     ${promise}: ${message}`);
  console.log(`     kept in ${folder}`);
  console.log(`     again: npm run faults -- --mode ${mode} --seed ${seed} --rounds 1`);
}

async function run({ rounds, seed: first, modes, until }: Order): Promise<number> {
  const { path: base, remove, keep } = makeTemporaryFolder('mw-faults');
  const abilities: Abilities = { redis: hasRedis(), smallDisk: canMount(base) };
  if (!abilities.redis) console.log('no redis-server here: the queue is on PostgreSQL, Redis is not harmed');
  if (!abilities.smallDisk) console.log('no small disk can be mounted here: no disk is filled');
  console.log(`seeds from ${first}, modes ${modes.join(' and ')}`);
  const template = await makeTemplate(base);
  let next = 0;
  const counts = { passed: 0, failed: 0 };
  const lane = async (): Promise<void> => {
    while (next < rounds && Date.now() < until) {
      const index = next;
      next += 1;
      const mode = modes[index % modes.length]!;
      const plan = makePlan(first + Math.floor(index / modes.length), mode, abilities);
      const folder = join(base, `${mode}-${plan.seed}`);
      try {
        const report = await playRound({ plan, folder, template, redis: abilities.redis });
        counts[report.findings.length === 0 ? 'passed' : 'failed'] += 1;
        print(report, folder);
      } catch (error) {
        counts.failed += 1;
        console.log(`FAIL ${mode} seed ${plan.seed} could not be played: ${String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  rmSync(template, { recursive: true, force: true });
  // What failed is kept for who looks at it.
  if (counts.failed === 0) remove();
  else keep();
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}

async function main(): Promise<void> {
  endOnSignals();
  let order: Order;
  try {
    order = readOrder(process.argv.slice(2));
  } catch (error) {
    console.error(`mediation-watch: ${(error as Error).message}; ${USAGE}`);
    process.exit(2);
  }
  process.exit(await run(order));
}

void main();
