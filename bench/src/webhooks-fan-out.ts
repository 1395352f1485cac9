import { Pool } from 'undici';
import { row, within, type BenchOptions, type Row } from './harness';
import { ask, clientOf, type Asker, type Running } from './program';
import { startCounting, type CountingReceiver } from './receivers';
import { itemsOf, momentOf, storyOf } from './story';

const ENDPOINTS = 1_000;
const SMOKE_ENDPOINTS = 40;
const STEPS = 8;
const SMOKE_STEPS = 2;
const REGISTER_LIMIT_MS = 120_000;
const STEP_LIMIT_MS = 60_000;
/** Registrations and plain requests at a time. */
const AT_A_TIME = 16;
const PLAIN_AT_A_TIME = 128;

/**
 * One change to many endpoints: from the push of the items that decide to the last receipt, beside as many plain
 * requests of the same size to the same receiver.
 */
export async function fanOut({ url }: Running, { smoke }: BenchOptions): Promise<Row[]> {
  const count = smoke ? SMOKE_ENDPOINTS : ENDPOINTS;
  const story = storyOf(smoke ? SMOKE_STEPS : STEPS);
  const receiver = await startCounting();
  try {
    await register(clientOf(url), receiver, count);
    const [last, half, peer]: [number[], number[], number[]] = [[], [], []];
    for (const [step, article] of story.entries()) {
      const received = receiver.nextAlerts(count);
      const begin = performance.now();
      await ask(url, '/v1/items', { items: itemsOf(article, momentOf(step)) });
      const times = await within(
        STEP_LIMIT_MS,
        `the alerts of step ${step + 1} at ${count} endpoints`,
        received,
      );
      const sorted = times.map((at) => at - begin).sort((a, b) => a - b);
      last.push(sorted.at(-1)!);
      half.push(sorted[sorted.length >> 1]!);
      peer.push(await plainRequests(receiver.url, count));
    }
    const name = `one change to ${count} endpoints`;
    return [
      row({
        name: `${name}, last receipt`,
        unit: 'ms',
        values: last,
        peer: { name: `${count} plain POSTs, ${PLAIN_AT_A_TIME} at a time`, values: peer },
        aim: { text: '<= 1000 ms', met: (value) => value <= 1_000 },
      }),
      row({ name: `${name}, half of them`, unit: 'ms', values: half }),
    ];
  } finally {
    receiver.close();
  }
}

/** Registers endpoints at a receiver and waits until each has answered its test. */
export async function register(api: Asker, receiver: CountingReceiver, count: number): Promise<void> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += AT_A_TIME) {
    const batch = Array.from({ length: Math.min(AT_A_TIME, count - i) }, (_, n) =>
      api<{ id: string }>('/v1/subscriptions', { url: `${receiver.url}/${i + n}` }),
    );
    ids.push(...(await Promise.all(batch)).map(({ id }) => id));
  }
  await within(REGISTER_LIMIT_MS, `the tests of ${count} endpoints`, receiver.tested(count));
  const areActive = async (): Promise<void> => {
    for (const id of ids)
      while ((await api<{ state: string }>(`/v1/subscriptions/${id}`)).state !== 'active')
        await new Promise((done) => setTimeout(done, 20));
  };
  await within(REGISTER_LIMIT_MS, `${count} endpoints to be active`, areActive());
}

/** A body of the size of an alert that is none. */
const PLAIN = JSON.stringify({ plain: ' '.repeat(3_000), type: 'mediation-watch.endpoint.test' });

async function plainRequests(url: string, count: number): Promise<number> {
  const pool = new Pool(url, { connections: PLAIN_AT_A_TIME });
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const { body } = await pool.request({ method: 'POST', path: `/plain-${i}`, body: PLAIN });
      await body.dump();
    }),
  );
  const ms = performance.now() - begin;
  await pool.close();
  return ms;
}
