// A start that cannot be: one line that says what to do, exit 1, and nothing is left running.
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { processesIn } from '../../libs/database/src/embedded/testing/holder';
import { ProjectCopy } from '../support/project-copy';

jest.setTimeout(60_000);
const START = [process.execPath, 'scripts/run.mjs', 'start'];
const copy = new ProjectCopy();
afterAll(() => copy.remove());

async function expectRefusal(env: Record<string, string>, advice: RegExp): Promise<void> {
  const { ended, output } = copy.start(START, { MW_DATA_DIR: copy.dataDir, ...env });
  expect(await ended).toBe(1);
  expect(output().trim().split('\n')).toEqual([expect.stringMatching(advice)]);
}

describe('one line and exit 1', () => {
  it('when the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await expectRefusal({ PORT: String(port) }, new RegExp(`port ${port} is taken; .*set PORT`));
    expect(processesIn(copy.dataDir)).toEqual([]);
    server.close();
  });

  it('when it is started a second time on the same data and port; the first goes on', async () => {
    const first = copy.start(START);
    await first.printed(/Ctrl-C stops it/);
    const url = /http:\/\/127\.0\.0\.1:(\d+)/.exec(first.output())!;
    await expectRefusal({ PORT: url[1]! }, /is taken/);
    expect((await fetch(`${url[0]}/health/live`)).status).toBe(200);
    const third = copy.start(START);
    await third.printed(/Ctrl-C stops it/);
    for (const { process: child, ended } of [first, third]) {
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
    expect(processesIn(copy.dataDir)).toEqual([]);
  });

  it('when the host is no address of this machine', () =>
    expectRefusal(
      { HOST: '192.0.2.1', MW_PUBLIC_READ: 'false' },
      /nothing can listen on 192.0.2.1 .*set HOST/,
    ));

  it('when the list of feeds is not there', () =>
    expectRefusal({ MW_FEEDS: join(copy.folder, 'no.opml') }, /cannot be read .*set MW_FEEDS/));

  it('when the data folder cannot be made below a file', async () => {
    const file = join(copy.folder, 'file');
    writeFileSync(file, '');
    await expectRefusal({ MW_DATA_DIR: join(file, 'data') }, /cannot be written .*set MW_DATA_DIR/);
  });

  (existsSync('/proc') ? it : it.skip)('when the data folder cannot be made in /proc', () =>
    expectRefusal({ MW_DATA_DIR: '/proc/mw' }, /cannot be written .*set MW_DATA_DIR/),
  );
});
