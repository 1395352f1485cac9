import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client, types } from 'pg';
import {
  postmasterOf,
  socketUrl,
  startPrivatePostgres,
  type PrivatePostgres,
} from '../laboratory/private-postgres';
import { startPrivateRedis, type PrivateRedis } from '../laboratory/private-redis';
import type { RunningProgram } from '../laboratory/program';
import type { LabClock } from './lab-clock';
import { createMember, type Member } from './member';
import { PROCESSES, type Fault, type Plan } from './plan';
import { copyFolder, mountSmallDisk, type SmallDisk } from './template';

export interface SystemOptions {
  plan: Plan;
  folder: string;
  template: string;
  clock: LabClock;
  /** Whether a Redis may be started. */
  redis: boolean;
  /** Called before a process gets a slow clock, and while it has it; it lasts until the latter resolves. */
  beforeSlowClock(): Promise<void>;
  whileClockIsSlow(name: string): Promise<void>;
  afterSlowClock(): void;
}

/** The whole product as processes on servers of its own. */
export interface System {
  /** Where the data of the database lie. */
  readonly dataDir: string;
  /** What ended by itself, or came back only by our hand. */
  readonly complaints: string[];
  start(): Promise<void>;
  /** Asks one API after the other until one answers. */
  api(path: string, init?: RequestInit): Promise<Response>;
  /** Does what a fault says and resolves when it is over. */
  inflict(fault: Fault): Promise<void>;
  /** Ends every process and starts it again, as after a standstill of the machine. */
  startAnew(): Promise<void>;
  /** Rows of the live database, past every proxy. */
  query<R extends object>(sql: string, values?: unknown[]): Promise<R[]>;
  /** Stops the processes in order; the servers stay. */
  stop(): Promise<void>;
  /** Ends whatever still runs. @param keep leaves the data in the round's folder, also those of a small disk */
  close(keep: boolean): Promise<void>;
}

const DATABASE = 'mediation_watch';
const THREE_DAYS = 72 * 3_600_000;
/** After an outage whoever starts may still meet its end, in real milliseconds. */
const AFTERMATH_MS = 3_000;
/** An API that does not answer at all is given up for the next, in real milliseconds. */
const API_TIMEOUT_MS = 5_000;

export async function openSystem(options: SystemOptions): Promise<System> {
  const { plan, folder, template, clock } = options;
  const disk = plan.faults.some(({ kind }) => kind === 'fill-disk')
    ? mountSmallDisk(join(folder, 'disk'))
    : undefined;
  const dataDir = join(disk?.path ?? folder, 'data');
  copyFolder(template, dataDir);
  const isEmbedded = plan.mode === 'embedded';
  const postgres = isEmbedded ? undefined : await startPrivatePostgres(dataDir);
  const redis = !isEmbedded && options.redis ? await startPrivateRedis() : undefined;
  mkdirSync(join(folder, 'home'), { recursive: true });

  const complaints: string[] = [];
  let outages = 0;
  let lastOutage = 0;
  const members = new Map<string, Member>(
    PROCESSES[plan.mode].map((name) => {
      const main = `${name.replace(/-\d$/, '')}/src/main.js`;
      const env = (): Record<string, string> => ({
        LOG_LEVEL: 'info',
        MW_PUBLIC_URL: 'http://mediation-watch.example',
        MW_DATA_DIR: isEmbedded ? dataDir : join(folder, 'home'),
        ...(postgres ? { DATABASE_URL: postgres.url(DATABASE), MW_SECRET_KEY: 'shared by all' } : {}),
        ...(redis ? { REDIS_URL: redis.url } : {}),
      });
      const isOutage = (): boolean => outages > 0 || Date.now() - lastOutage < AFTERMATH_MS;
      const onEndedByItself = (said: string): void => void complaints.push(said);
      return [
        name,
        createMember({ name, main, folder, env, clock: clock.setting, isOutage, onEndedByItself }),
      ];
    }),
  );
  const servers: Servers = { dataDir, postgres, redis, disk, complaints };
  const all = [...members.values()];
  const apis = all.filter(({ name }) => !name.startsWith('worker'));
  let turn = 0;

  return {
    dataDir,
    complaints,
    async start() {
      for (const member of all) member.start();
      await Promise.all(all.map((member) => member.up()));
      // A process's clock begins somewhere in its start: the laboratory takes the slowest for the time.
      clock.allowFor(Math.max(...all.map(({ bootMs }) => bootMs)));
    },
    async api(path, init = {}) {
      let failure: unknown;
      for (let i = 0; i < apis.length; i += 1) {
        const program: RunningProgram | undefined = apis[(turn += 1) % apis.length]!.program;
        if (!program?.url) continue;
        try {
          return await program.api(path, { ...init, signal: AbortSignal.timeout(API_TIMEOUT_MS) });
        } catch (error) {
          failure = error;
        }
      }
      throw failure ?? new Error('no API is up');
    },
    async inflict(fault) {
      const member = members.get(fault.target);
      if (member) return harmProcess(member, fault, options);
      outages += 1;
      try {
        await harmServer(servers, fault);
      } finally {
        outages -= 1;
        lastOutage = Date.now();
      }
    },
    async startAnew() {
      await Promise.all(all.map((member) => member.end('SIGKILL')));
      for (const member of all) member.start();
      await Promise.all(all.map((member) => member.up()));
    },
    query: (sql, values) => queryOnce(socketUrl(postmasterOf(dataDir).socketDir, DATABASE), sql, values),
    async stop() {
      const codes = await Promise.all(all.map(async (member) => [member.name, await member.end('SIGTERM')]));
      for (const [name, code] of codes)
        if (code !== 0) complaints.push(`${name} was asked to stop and ended with ${code}`);
    },
    async close(keep) {
      await Promise.all(all.map((member) => member.end('SIGKILL')));
      await postgres?.close();
      await redis?.close();
      disk?.free();
      if (disk && keep) copyFolder(dataDir, join(folder, 'data'));
      disk?.unmount();
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

type Hooks = Pick<SystemOptions, 'beforeSlowClock' | 'whileClockIsSlow' | 'afterSlowClock'>;

async function harmProcess(member: Member, { kind, lasts }: Fault, hooks: Hooks): Promise<void> {
  if (kind === 'freeze') {
    member.signal('SIGSTOP');
    await pause(lasts);
    return member.signal('SIGCONT');
  }
  if (kind === 'clock-back') {
    await hooks.beforeSlowClock();
    await member.end('SIGKILL');
    member.start(-THREE_DAYS);
    await member.up();
    await Promise.all([pause(lasts), hooks.whileClockIsSlow(member.name)]);
    await member.end('SIGKILL');
  } else {
    await member.end('SIGKILL');
    await pause(lasts);
  }
  member.start();
  await member.up();
  if (kind === 'clock-back') hooks.afterSlowClock();
}

interface Servers {
  dataDir: string;
  postgres?: PrivatePostgres;
  redis?: PrivateRedis;
  disk?: SmallDisk;
  complaints: string[];
}

async function harmServer(servers: Servers, fault: Fault): Promise<void> {
  const { kind, target, lasts } = fault;
  const server = target === 'redis' ? servers.redis : servers.postgres;
  switch (kind) {
    case 'kill-server': {
      // It may be down already, when its own process was killed a moment ago.
      if (existsSync(join(servers.dataDir, 'postgres/data/postmaster.pid')))
        killIfAlive(postmasterOf(servers.dataDir).pid);
      return;
    }
    case 'kill':
      await servers.redis!.kill();
      await pause(lasts);
      return servers.redis!.start();
    case 'freeze':
      servers.redis!.signal('SIGSTOP');
      await pause(lasts);
      return servers.redis!.signal('SIGCONT');
    case 'flush':
      return servers.redis!.flush();
    case 'restart':
      await servers.postgres!.stop();
      await pause(lasts);
      return servers.postgres!.start();
    case 'refuse':
    case 'stall':
      server!.proxy.set(kind);
      await pause(lasts);
      return server!.proxy.set('pass');
    case 'cut':
      return server!.proxy.cut();
    case 'fill-disk':
      servers.disk!.fill();
      await pause(lasts);
      servers.disk!.free();
      return reviveServer(servers);
    default:
      throw new Error(`${kind} cannot be done to ${target}`);
  }
}

/** What the owner of a database does when it did not survive a full disk; the embedded one is the product's. */
async function reviveServer({ postgres, dataDir }: Servers): Promise<void> {
  if (!postgres) return;
  const answers = (): Promise<boolean> =>
    Promise.resolve()
      .then(() => queryOnce(socketUrl(postmasterOf(dataDir).socketDir, DATABASE), 'select 1'))
      .then(
        () => true,
        () => false,
      );
  for (let tries = 0; tries < 20; tries += 1) {
    if (await answers()) return;
    await pause(100);
  }
  await postgres.stop();
  await postgres.start();
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** One statement on a connection of its own; whole numbers come as numbers, times as ISO instants. */
export async function queryOnce<R extends object>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    types: { getTypeParser },
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql, values)).rows as R[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

const BIGINT = 20;
const TIMESTAMPTZ = 1184;

function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === BIGINT) return Number;
  if (oid === TIMESTAMPTZ) return (text) => new Date(text).toISOString();
  return types.getTypeParser(oid, format as 'text') as (text: string) => unknown;
}
