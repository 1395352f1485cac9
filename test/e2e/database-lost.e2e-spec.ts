// The case "database connection lost": whatever befalls the database under work, it costs the transactions in hand.
// Under traffic every connection there is is in some state: idle, in a query, in a transaction, listening, the queue's.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as lasting } from 'node:timers/promises';
import { startPrivatePostgres, type PrivatePostgres } from '../../bench/src/laboratory/private-postgres';
import { claimTestRedis, type TestRedis } from '../support/test-redis';
import { faults } from '../support/database-faults';
import { endure, expectEndured, type Rig } from '../support/outage-rig';
import { spawnProgram, startProgram, until } from '../support/program';

jest.setTimeout(120_000);

describe('one process on the embedded database', () => {
  let rig: Rig;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mw-lost-'));
    const dataDir = join(folder, 'data');
    const api = await startProgram({ env: { MW_DATA_DIR: dataDir } });
    rig = { api, programs: [api], dataDir, database: 'mediation_watch' };
  });
  afterAll(async () => {
    await rig.api.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const cases: [string, () => Promise<void>][] = [
    ['its sessions are terminated', () => faults.terminate(rig.dataDir, rig.database)],
    ['it is stopped immediately', () => faults.stopImmediately(rig.dataDir)],
    ['its postmaster is killed', () => faults.killPostmaster(rig.dataDir)],
    ['server and supervisor are killed', () => faults.killEverything(rig.dataDir)],
    ['it stands still for 15 s', () => faults.freeze(rig.dataDir, 15_000)],
    ['it refuses for 10 s', () => faults.refuse(rig.dataDir, rig.database, 10_000)],
  ];
  it.each(cases)('goes on when %s', async (name, fault) => {
    expectEndured(await endure(rig, name.replace(/\W+/g, '-'), fault), rig);
  });

  it('goes on when the process itself stands still for longer than the database bears a transaction', async () => {
    const { pid } = rig.api.process;
    const standStill = async (): Promise<void> => {
      process.kill(pid!, 'SIGSTOP');
      await lasting(12_000);
      process.kill(pid!, 'SIGCONT');
    };
    expectEndured(await endure(rig, 'stood-still', standStill), rig);
  });
});

describe('an API and a worker on a server', () => {
  let server: PrivatePostgres;
  let redis: TestRedis | undefined;
  let rig: Rig;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mw-lost-'));
    const dataDir = join(folder, 'server');
    server = await startPrivatePostgres(dataDir);
    redis = process.env.TEST_REDIS_URL ? await claimTestRedis(process.env.TEST_REDIS_URL) : undefined;
    const env = {
      DATABASE_URL: server.url('mediation_watch'),
      MW_DATA_DIR: join(folder, 'keys'),
      MW_SECRET_KEY: 'the same for both',
      ...(redis && { REDIS_URL: redis.url }),
    };
    const api = await startProgram({ main: 'api/src/main.js', env });
    const worker = spawnProgram({ main: 'worker/src/main.js', env });
    await worker.printed(/the worker runs/);
    rig = { api, programs: [api, worker], dataDir, database: 'mediation_watch' };
  });
  afterAll(async () => {
    await Promise.all(rig.programs.map((program) => program.stop()));
    await server.close();
    await redis?.release();
    rmSync(folder, { recursive: true, force: true });
  });

  const away = async (mode: 'refuse' | 'stall' | 'lose', ms: number): Promise<void> => {
    server.proxy.set(mode);
    await lasting(ms);
    server.proxy.set('pass');
  };
  const cases: [string, () => Promise<void>][] = [
    ['its sessions are terminated', () => faults.terminate(rig.dataDir, rig.database)],
    ['every connection is cut', async () => server.proxy.cut()],
    ['it is stopped immediately', () => faults.stopImmediately(rig.dataDir)],
    ['it stands still for 15 s', () => faults.freeze(rig.dataDir, 15_000)],
    ['it refuses for 2 s', () => away('refuse', 2_000)],
    ['it refuses for 10 s', () => away('refuse', 10_000)],
    ['the network swallows everything for 6 s', () => away('stall', 6_000)],
    [
      'the network forgets every connection, and the API says meanwhile that it is not ready',
      async () => {
        const from = rig.programs.map((program) => program.output().length);
        server.proxy.set('lose');
        const isUnready = (): Promise<boolean> =>
          rig.api.api('/health/ready').then(
            ({ status }) => status === 503,
            () => false,
          );
        await until(isUnready, Boolean);
        await until(
          async () => rig.programs.map((program, i) => program.output().slice(from[i])),
          (said) => said.every((lines) => lines.includes('the database does not answer')),
        );
        // Its own limits end the server's side of what was lost, half a minute later.
        server.proxy.cut();
        server.proxy.set('pass');
      },
    ],
  ];
  it.each(cases)('goes on when %s', async (name, fault) => {
    expectEndured(await endure(rig, name.replace(/\W+/g, '-'), fault), rig);
  });
});
