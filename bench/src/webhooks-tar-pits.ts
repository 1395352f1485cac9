import { row, within, type BenchOptions, type Row } from './harness';
import { ask, clientOf, type Running } from './program';
import { startCounting, type CountingReceiver } from './receivers';
import { itemsOf, momentOf, storyOf } from './story';
import { register } from './webhooks-fan-out';
import { withProgram } from './with-program';

/** Tar pits answer their test and nothing from then on; some share a host. */
const HOSTS = 40;
const PER_HOST = 5;
const SMOKE_HOSTS = 4;
const STEPS = 8;
const SMOKE_STEPS = 2;
const ROUNDS = 3;
const STEP_LIMIT_MS = 120_000;
/** Between two changes, so that the tar pits' first requests hang while the next change comes. */
const BETWEEN_MS = 2_000;

/**
 * The healthy endpoint beside 200 that never answer, and the same change in a program where it is alone: the two
 * programs take turns. Each round begins with endpoints that nobody knows as bad.
 */
export async function tarPits({ smoke }: BenchOptions): Promise<Row[]> {
  const [hosts, steps, rounds] = smoke ? [SMOKE_HOSTS, SMOKE_STEPS, 1] : [HOSTS, STEPS, ROUNDS];
  const [beside, alone]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1)
    await withProgram((crowded) =>
      withProgram(async (quiet) => {
        const worst = await oneRound({ crowded, quiet }, { hosts, steps });
        beside.push(worst.beside);
        alone.push(worst.alone);
      }),
    );
  return [
    row({
      name: `a healthy endpoint beside ${hosts * PER_HOST} tar pits, p99`,
      unit: 'ms',
      values: beside,
      peer: { name: 'the same endpoint alone, p99', values: alone },
      aim: { text: 'ratio <= 2', met: (_, ratio) => ratio !== null && ratio <= 2 },
    }),
  ];
}

interface Pair {
  crowded: Running;
  quiet: Running;
}

async function oneRound(
  { crowded, quiet }: Pair,
  { hosts, steps }: { hosts: number; steps: number },
): Promise<{ beside: number; alone: number }> {
  const healthy = [await startCounting(), await startCounting()] as const;
  const pits = await Promise.all(Array.from({ length: hosts }, () => startCounting({ hangs: true })));
  try {
    for (const pit of pits) await register(clientOf(crowded.url), pit, PER_HOST);
    await register(clientOf(crowded.url), healthy[0], 1);
    await register(clientOf(quiet.url), healthy[1], 1);
    const [beside, alone]: [number[], number[]] = [[], []];
    for (const [step, article] of storyOf(steps).entries()) {
      const items = itemsOf(article, momentOf(step));
      const hit = pits[0]!.nextAlerts(1);
      beside.push(await timed(crowded, healthy[0], items));
      // The premise: the tar pits are called, too.
      if (step === 0) await within(STEP_LIMIT_MS, 'a request to a tar pit', hit);
      alone.push(await timed(quiet, healthy[1], items));
      await new Promise((done) => setTimeout(done, BETWEEN_MS));
    }
    return { beside: Math.max(...beside), alone: Math.max(...alone) };
  } finally {
    for (const each of [...healthy, ...pits]) each.close();
  }
}

async function timed(
  { url }: Running,
  receiver: CountingReceiver,
  items: ReturnType<typeof itemsOf>,
): Promise<number> {
  const received = receiver.nextAlerts(1);
  const begin = performance.now();
  await ask(url, '/v1/items', { items });
  const [at] = await within(STEP_LIMIT_MS, 'an alert at the healthy endpoint', received);
  return at! - begin;
}
