import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { row, type BenchOptions, type Row } from './harness';
import { end, printedUrl, spawnStandalone } from './program';

export const limitMs = 180_000;

const ROUNDS = 7;
const SMOKE_ROUNDS = 1;
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

/** Start of the built program on an existing data folder, beside a bare Node server; and the very first start. */
export async function run({ smoke }: BenchOptions): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mw-bench-'));
  const bare = (): ReturnType<typeof spawn> =>
    spawn(process.execPath, ['-e', BARE], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const first = await timed(() => spawnStandalone(folder), '/health/live');
    const [warm, peer]: [number[], number[]] = [[], []];
    for (let round = 0; round < (smoke ? SMOKE_ROUNDS : ROUNDS); round += 1) {
      warm.push(await timed(() => spawnStandalone(folder), '/v1/posture'));
      peer.push(await timed(bare, '/'));
    }
    return [
      row({
        name: 'warm start to first answer',
        unit: 'ms',
        values: warm,
        peer: { name: 'bare Node http server', values: peer },
        aim: { text: '<= 2000 ms', met: (value) => value <= 2_000 },
      }),
      row({ name: 'first start (initdb, migrations)', unit: 'ms', values: [first] }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
