import { row, within, type BenchOptions, type Row } from '../harness';
import { withSystem, type Servers, type System } from './system';

const KILLS = 7;
const SMOKE_KILLS = 2;
const ITEMS = 1_500;
const AT_ONCE = 500;
const LIMIT_MS = 60_000;
const AIM_MS = 5_000;

/** From the SIGKILL of the worker that follows the log, in the middle of a step, to the next step of the other. */
export const handOver = (servers: Servers, { smoke }: BenchOptions): Promise<Row[]> =>
  withSystem(servers, 2, async (system) => {
    const times: number[] = [];
    for (let kill = 0; kill < (smoke ? SMOKE_KILLS : KILLS); kill += 1) {
      times.push(await oneKill(system, kill));
      await within(LIMIT_MS, 'the rest of the items', system.folded());
      await system.addWorker(`worker-${kill + 3}`);
    }
    return [
      row({
        name: 'SIGKILL of the active worker to the next step of the other',
        unit: 'ms',
        values: times,
        aim: { text: `<= ${AIM_MS} ms`, met: (value) => value <= AIM_MS },
      }),
    ];
  });

async function oneKill(system: System, kill: number): Promise<number> {
  const pushing = pushAll(system, kill);
  const { name, position } = await within(LIMIT_MS, 'a step', activeIn(system));
  const died = await system.killWorker(name);
  await within(LIMIT_MS, 'a step of the other worker', movedFrom(system, position));
  const ms = performance.now() - died;
  await pushing;
  return ms;
}

async function pushAll({ ask }: System, kill: number): Promise<void> {
  for (let n = 0; n < ITEMS; n += AT_ONCE)
    await ask('/v1/items', {
      items: Array.from({ length: AT_ONCE }, (_, i) => ({
        id: `${kill}-${n + i}`,
        title: `The ferry number ${n + i} of line ${kill} leaves on time`,
        summary: 'The harbour master said so. '.repeat(60),
      })),
    });
}

/** The worker whose transaction has locked the checkpoint, and where it began. */
async function activeIn({ database }: System): Promise<{ name: string; position: number }> {
  for (;;) {
    const [found] = await database.query<{ name: string; position: number }>(
      `select application_name as name, position from checkpoints
       join pg_stat_activity on backend_xid = checkpoints.xmax where checkpoints.name = 'posture'`,
    );
    if (found) return found;
  }
}

async function movedFrom({ database }: System, before: number): Promise<void> {
  for (;;) {
    const [now] = await database.query<{ position: number }>(
      `select position from checkpoints where name = 'posture'`,
    );
    if (now!.position > before) return;
    await new Promise((later) => setTimeout(later, 5));
  }
}
