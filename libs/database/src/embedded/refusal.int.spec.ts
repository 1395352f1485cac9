import fs from 'node:fs';
import path from 'node:path';
import { silentLogger } from '#libs/telemetry';
import { findBinaries } from './binaries';
import { launch, type Substitutes } from './launcher';
import { Folders, Holder, processesIn, until } from './testing/holder';

const isRoot = process.getuid?.() === 0;
const stranger = 65534;
const www = 33;
const folders = new Folders();
jest.setTimeout(120_000);
afterAll(() => folders.remove());

const start = (dataDir: string, substitutes: Substitutes = {}): Promise<unknown> =>
  launch({ dataDir, logger: silentLogger }, substitutes);

/** A copy of the binaries as npm leaves them when it runs no install scripts: without the links. */
function binariesWithoutLinks(): string {
  const { native } = findBinaries();
  const copy = path.join(folders.make(), 'package');
  const isReal = (file: string): boolean => !fs.lstatSync(file).isSymbolicLink();
  fs.cpSync(native, path.join(copy, 'native'), { recursive: true, filter: isReal });
  fs.copyFileSync(path.join(native, '../package.json'), path.join(copy, 'package.json'));
  fs.chmodSync(path.dirname(copy), 0o755);
  return path.join(copy, 'native');
}

const isLinked = (native: string): boolean => fs.existsSync(path.join(native, 'lib/libpq.so.5'));

describe('binaries installed without install scripts', () => {
  it('get their links where they lie', async () => {
    const native = binariesWithoutLinks();
    expect(isLinked(native)).toBe(false);
    const holder = new Holder();
    await holder.start(folders.make(), native);
    expect(isLinked(native)).toBe(true);
    await holder.stop();
  });

  (isRoot ? it : it.skip)('are copied when they lie where this user cannot write (root only)', async () => {
    const native = binariesWithoutLinks();
    const dataDir = path.join(folders.make(stranger), 'data');
    const holder = new Holder(stranger);
    await holder.start(dataDir, native);
    expect(isLinked(native)).toBe(false);
    expect(fs.readdirSync(dataDir).filter((name) => name.startsWith('postgres-'))).toHaveLength(1);
    await holder.stop();
  });

  (isRoot ? it : it.skip)(
    'are copied when they lie where root’s server cannot reach (root only)',
    async () => {
      const native = binariesWithoutLinks();
      fs.chmodSync(path.join(native, '../..'), 0o700);
      const dataDir = folders.make();
      fs.chmodSync(dataDir, 0o755); // or the copy would go to /var/cache and outlive the test
      const holder = new Holder();
      await holder.start(dataDir, native);
      expect(fs.readdirSync(dataDir).filter((name) => name.startsWith('postgres-'))).toHaveLength(1);
      expect(await holder.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await holder.stop();
    },
  );
});

describe('a refusal says in one line what to do', () => {
  const expectRefusal = async (refusal: Promise<unknown>, code: string, advice: RegExp): Promise<void> => {
    const error: unknown = await refusal.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code, message: expect.stringMatching(advice) });
    expect((error as Error).message).not.toContain('\n');
  };

  it('when the data folder cannot be made', async () => {
    const file = path.join(folders.make(), 'file');
    fs.writeFileSync(file, '');
    await expectRefusal(start(path.join(file, 'data')), 'not-writable', /set MW_DATA_DIR to another folder/);
  });

  it('when the data folder cannot be written', async () => {
    const dataDir = folders.make();
    fs.chmodSync(dataDir, 0o555);
    const refusal = isRoot ? new Holder(stranger).start(dataDir) : start(dataDir);
    await expectRefusal(refusal, 'not-writable', /make it writable/);
  });

  (isRoot ? it : it.skip)('when the data are another user’s (root only)', async () => {
    const dataDir = folders.make();
    const holder = new Holder();
    await holder.start(dataDir);
    fs.chmodSync(dataDir, 0o777);
    await expectRefusal(new Holder(www).start(dataDir), 'wrong-owner', /start as that user/);
    await holder.stop();
  });

  it('when the disk is nearly full', async () => {
    const dataDir = folders.make();
    await expectRefusal(
      start(dataDir, { freeBytes: () => 150e6 }),
      'disk-full',
      /150 MB free, 200 MB needed/,
    );
    expect(processesIn(dataDir)).toEqual([]);
  });

  it('when another major version made the data', async () => {
    const dataDir = folders.make();
    fs.mkdirSync(path.join(dataDir, 'postgres/data'), { recursive: true });
    fs.writeFileSync(path.join(dataDir, 'postgres/data/PG_VERSION'), '15\n');
    await expectRefusal(start(dataDir), 'wrong-version', /made by PostgreSQL 15, this release brings 18/);
  });

  it('when something else lies in the place of the database', async () => {
    const dataDir = folders.make();
    fs.mkdirSync(path.join(dataDir, 'postgres/data/photos'), { recursive: true });
    await expectRefusal(start(dataDir), 'unsuitable-folder', /move it away/);
  });

  it('when the database is broken', async () => {
    const dataDir = await folders.withDatabase();
    fs.rmSync(path.join(dataDir, 'postgres/data/global/pg_control'));
    await expectRefusal(start(dataDir), 'start-failed', /pg_control.*server\.log/);
    await until('no process is left', () => processesIn(dataDir).length === 0);
  });

  it('when the binaries are missing', async () => {
    await expectRefusal(start(folders.make(), { native: '/nowhere' }), 'binaries-missing', /npm ci/);
  });

  it.each(['win32', 'freebsd'])('on %s, which is not supported', async (platform) => {
    const real = Object.getOwnPropertyDescriptor(process, 'platform');
    Object.defineProperty(process, 'platform', { ...real, value: platform });
    try {
      await expectRefusal(start(folders.make()), 'unsupported-platform', /DATABASE_URL/);
    } finally {
      Object.defineProperty(process, 'platform', real ?? {});
    }
  });
});
