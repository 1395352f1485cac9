import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { row, type BenchOptions, type Row } from './harness';
import { scatteredItems } from './items';
import { makeTemporaryFolder } from './laboratory/temporary-folder';
import { ask, end, printedUrl, spawnStandalone, startStandalone } from './program';

/** Most of it goes into making the log. */
export const limitMs = 600_000;

const ROUNDS = 7;
const SMOKE_ROUNDS = 1;
/** Each item is observed and assessed. */
const EVENTS_OF_ITEM = 2;
/** Items handed in at once. */
const BATCH = 500;
const LOOK_EVERY_MS = 200;
const BARE = `require('node:http').createServer((q, r) => r.end('{}')).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port) })`;

/** From spawning the process to its first HTTP answer. */
async function timed(spawnIt: () => ReturnType<typeof spawn>, path: string): Promise<number> {
  const begin = performance.now();
  const child = spawnIt();
  const url = await printedUrl(child);
  await (await fetch(url + path)).arrayBuffer();
  const ms = performance.now() - begin;
  await end(child);
  return ms;
}

/** A log of at least so many events: items without order, folded, and all that was told of them. */
async function fillLog(folder: string, events: number): Promise<void> {
  const { url, stop } = await startStandalone(folder);
  try {
    const position = async (): Promise<number> =>
      (await ask<{ position: number }>(url, '/v1/posture')).position;
    const items = [...scatteredItems(events / EVENTS_OF_ITEM, Date.now())];
    let last = 0;
    for (let from = 0; from < items.length; from += BATCH)
      ({ position: last } = await ask<{ position: number }>(url, '/v1/items', {
        items: items.slice(from, from + BATCH),
      }));
    while ((await position()) < last) await setTimeout(LOOK_EVERY_MS);
  } finally {
    await stop();
  }
}

/** Starts of the built program on what the folder holds, until the posture is answered, beside a bare Node server. */
async function warmRow(folder: string, name: string, smoke: boolean): Promise<Row> {
  const bare = (): ReturnType<typeof spawn> =>
    spawn(process.execPath, ['-e', BARE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [warm, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round < (smoke ? SMOKE_ROUNDS : ROUNDS); round += 1) {
    warm.push(await timed(() => spawnStandalone(folder), '/v1/posture'));
    peer.push(await timed(bare, '/'));
  }
  return row({
    name,
    unit: 'ms',
    values: warm,
    peer: { name: 'bare Node http server', values: peer },
    aim: { text: '<= 2000 ms', met: (value) => value <= 2_000 },
  });
}

/** The very first start, a start on an empty log, and one on a long log. */
export async function run({ smoke }: BenchOptions): Promise<Row[]> {
  const { path: folder, remove } = makeTemporaryFolder('mw-bench');
  const events = smoke ? 1_000 : 100_000;
  try {
    const first = await timed(() => spawnStandalone(folder), '/health/live');
    const empty = await warmRow(folder, 'start on an empty log to first posture', smoke);
    await fillLog(folder, events);
    const long = await warmRow(folder, `start on a log of ${events} events to first posture`, smoke);
    return [empty, long, row({ name: 'first start (initdb, migrations)', unit: 'ms', values: [first] })];
  } finally {
    remove();
  }
}
