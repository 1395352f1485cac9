import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { Folders, Holder, killIn, processesIn, serverPid, until } from './testing/holder';

const rounds = 3;
const folders = new Folders();
jest.setTimeout(180_000);
afterAll(() => folders.remove());

/** Starts, and returns once some rows were committed. */
async function writer(dataDir: string): Promise<Holder> {
  const holder = new Holder();
  await holder.start(dataDir);
  await holder.write();
  await until('rows are acknowledged', () => holder.acknowledged.length > 20);
  return holder;
}

async function rowsOf(holder: Holder): Promise<Set<number>> {
  const rows = await holder.query<{ n: number }>('SELECT n FROM kept');
  return new Set(rows.map(({ n }) => n));
}

/** A fresh process starts the server again and finds every row that was acknowledged. */
async function expectAllKept(dataDir: string, acknowledged: number[]): Promise<void> {
  const next = new Holder();
  await next.start(dataDir);
  const kept = await rowsOf(next);
  expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
  await next.stop();
  await nothingRuns(dataDir);
}

const nothingRuns = (dataDir: string): Promise<void> =>
  until('no process of the server is left', () => processesIn(dataDir).length === 0);

describe('kill -9', () => {
  it('of the process leaves no server behind and loses no acknowledged row', async () => {
    const dataDir = await folders.withDatabase();
    const acknowledged: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const holder = await writer(dataDir);
      await holder.kill();
      acknowledged.push(...holder.acknowledged);
      // Every other time the next start meets the server while it is going down.
      if (round % 2 === 0) await nothingRuns(dataDir);
      await expectAllKept(dataDir, acknowledged);
    }
  });

  it('of the process and the server leaves a folder that starts again', async () => {
    const dataDir = await folders.withDatabase();
    const acknowledged: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const holder = await writer(dataDir);
      const server = serverPid(dataDir);
      await Promise.all([holder.kill(), process.kill(server, 'SIGKILL')]);
      acknowledged.push(...holder.acknowledged);
      await expectAllKept(dataDir, acknowledged);
    }
  });

  it('of the server alone is answered by starting it again for whoever holds it', async () => {
    const dataDir = await folders.withDatabase();
    const holder = await writer(dataDir);
    process.kill(serverPid(dataDir), 'SIGKILL');
    await until('it answers again', () =>
      rowsOf(holder).then(
        () => true,
        () => false,
      ),
    );
    const kept = await rowsOf(holder);
    expect(holder.acknowledged.filter((n) => !kept.has(n))).toEqual([]);
    await holder.stop();
    await nothingRuns(dataDir);
  });

  const ways: [string, (dataDir: string) => void][] = [
    ['of the server and its supervisor', (dataDir) => killIn(dataDir, /./)],
    ['of the supervisor alone', (dataDir) => killIn(dataDir, /^(?!postgres)/)],
    ['(immediate stop) of the server', (dataDir) => process.kill(serverPid(dataDir), 'SIGQUIT')],
  ];
  it.each(ways)('%s is answered by one of the holders; the others join it', async (_, kill) => {
    const dataDir = await folders.withDatabase();
    const holders = [await writer(dataDir), new Holder(), new Holder()];
    for (const other of holders.slice(1)) await other.start(dataDir);
    const before = serverPid(dataDir);
    kill(dataDir);
    /** The server that a holder speaks with; null while it reaches none, or the old one. */
    const serverOf = (holder: Holder): Promise<string | null> =>
      holder.query<{ born: string }>('SELECT pg_postmaster_start_time()::text AS born').then(
        ([row]) => (serverPid(dataDir) === before ? null : row!.born),
        () => null,
      );
    const servers = new Set<string | null>();
    for (const holder of holders)
      await until('each holder reaches a server again', async () => {
        const server = await serverOf(holder);
        if (server) servers.add(server);
        return server !== null;
      });
    expect(servers.size).toBe(1);
    const kept = await rowsOf(holders[2]!);
    expect(holders[0]!.acknowledged.filter((n) => !kept.has(n))).toEqual([]);
    await Promise.all(holders.map((holder) => holder.stop()));
    await nothingRuns(dataDir);
  });

  it('of the supervisor, and then of the process, does not hinder the next start', async () => {
    const dataDir = await folders.withDatabase();
    const holder = await writer(dataDir);
    killIn(dataDir, /^(?!postgres)/);
    await holder.kill();
    await expectAllKept(dataDir, holder.acknowledged);
  });

  it('of everything at once does not hinder the next start', async () => {
    const dataDir = await folders.withDatabase();
    const holder = await writer(dataDir);
    await Promise.all([holder.kill(), killIn(dataDir, /./)]);
    await expectAllKept(dataDir, holder.acknowledged);
  });

  it('of a process that starts leaves nothing that hinders the next', async () => {
    const dataDir = path.join(folders.make(), 'data');
    const trace = path.join(dataDir, 'postgres');
    const moments = [
      () => fs.existsSync(trace),
      () => fs.existsSync(path.join(trace, 'data')),
      () => fs.existsSync(path.join(trace, 'data/postmaster.pid')),
    ];
    for (const moment of moments) {
      const holder = new Holder();
      void holder.start(dataDir).catch(() => undefined);
      await until('the start is under way', moment);
      await holder.kill();
    }
    const last = new Holder();
    await last.start(dataDir);
    expect(await last.query('SELECT current_database() AS name')).toEqual([{ name: 'mediation_watch' }]);
    await last.stop();
    await nothingRuns(dataDir);
  });
});

describe('the lease', () => {
  it.each(['leaves', 'is killed'])('keeps the server for the second when the first %s', async (how) => {
    const dataDir = await folders.withDatabase();
    const [first, second] = [new Holder(), new Holder()];
    expect(await first.start(dataDir)).toMatchObject({ joined: false });
    expect(await second.start(dataDir)).toMatchObject({ joined: true });
    await (how === 'leaves' ? first.stop() : first.kill());
    expect(await second.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const third = new Holder();
    expect(await third.start(dataDir)).toMatchObject({ joined: true });
    await second.kill();
    expect(await third.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await (how === 'leaves' ? third.stop() : third.kill());
    await nothingRuns(dataDir);
  });
});

describe('a lock file', () => {
  let dataDir: string;
  let owner: { uid: number; gid: number };
  beforeAll(async () => {
    dataDir = await folders.withDatabase();
    const { uid, gid } = fs.statSync(path.join(dataDir, 'postgres'));
    owner = process.getuid?.() === 0 ? { uid, gid } : ({} as typeof owner);
  });

  async function expectStartsDespite(content: string): Promise<void> {
    const file = path.join(dataDir, 'postgres/data/postmaster.pid');
    fs.writeFileSync(file, content, { mode: 0o600 });
    if ('uid' in owner) fs.chownSync(file, owner.uid, owner.gid);
    const holder = new Holder();
    expect(await holder.start(dataDir)).toMatchObject({ joined: false });
    await holder.stop();
    await nothingRuns(dataDir);
  }

  const naming = (pid: number): string =>
    [pid, path.join(dataDir, 'postgres/data'), 1, 5432, '../0123456789ab', '', '', 'ready', ''].join('\n');

  it('may name a process that got the number of a dead server', async () => {
    const other = spawn('sleep', ['600'], { ...owner, cwd: '/' });
    await expectStartsDespite(naming(other.pid ?? 0));
    expect(other.kill('SIGKILL')).toBe(true); // nobody touched it
  });

  it('may name a zombie', async () => {
    // The shell starts a child and becomes a program that never asks after it; only then the child dies, as the
    // shell itself would still have asked.
    const parent = spawn('/bin/sh', ['-c', 'sleep 600 & echo $!; exec sleep 601'], { ...owner, cwd: '/' });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    const comm = (): string => fs.readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim();
    await until('the shell has become another program', () => comm() === 'sleep');
    process.kill(pid, 'SIGKILL');
    await until('it is a zombie', () => / Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')));
    await expectStartsDespite(naming(pid));
    parent.kill('SIGKILL');
  });

  it('may name a dead process, or be empty', async () => {
    const gone = spawn('true');
    await once(gone, 'exit');
    await expectStartsDespite(naming(gone.pid ?? 0));
    await expectStartsDespite('');
  });
});
