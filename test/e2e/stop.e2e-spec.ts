// Whoever stops it, and when: everything ends, and `npm start` ends with 0. What a terminal does at Ctrl-C (SIGINT to
// every process of the group) is done here by the kill of the group.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { processesIn } from '../../libs/database/src/embedded/testing/holder';
import { ProjectCopy, type Started } from '../support/project-copy';
import { until } from '../support/program';

jest.setTimeout(120_000);

const copies: ProjectCopy[] = [];
const servers: Server[] = [];
const project = (): ProjectCopy => {
  const made = new ProjectCopy();
  copies.push(made);
  return made;
};
afterAll(async () => {
  for (const server of servers) server.close();
  for (const copy of copies) await copy.remove();
});

const ctrlC = ({ process: { pid } }: Started): void => void process.kill(-pid!, 'SIGINT');
const int = ({ process: { pid } }: Started): void => void process.kill(pid!, 'SIGINT');
const term = ({ process: { pid } }: Started): void => void process.kill(pid!, 'SIGTERM');

const NODE = [process.execPath, 'scripts/run.mjs', 'start'];
const NPM = ['npm', 'start'];
const isUp = /Ctrl-C stops it/;
const urlOf = (started: Started): string => /http:\/\/127\.0\.0\.1:\d+/.exec(started.output())![0];

/** Neither the command nor the database that it started is left, as soon as the system has reaped what ended. */
async function expectNothingLeft({ dataDir }: ProjectCopy, started: Started): Promise<void> {
  expect(processesIn(dataDir)).toEqual([]);
  await expectGroupGone(started);
}

const expectGroupGone = ({ process: { pid } }: Started): Promise<boolean> =>
  until(async () => isGone(-pid!), Boolean);

function isGone(pid: number): boolean {
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

describe('a running program', () => {
  let copy: ProjectCopy;
  beforeAll(() => (copy = project()));

  it.each([
    ['Ctrl-C on `npm start`', NPM, ctrlC],
    ['SIGINT to npm alone', NPM, int],
    ['SIGTERM to npm alone', NPM, term],
    ['Ctrl-C on the script', NODE, ctrlC],
    ['SIGINT to the script alone', NODE, int],
    ['SIGTERM to the script alone', NODE, term],
  ])('is stopped by %s, exit 0', async (_, command, stop) => {
    const started = copy.start(command);
    await started.printed(isUp);
    stop(started);
    expect(await started.ended).toBe(0);
    await expectNothingLeft(copy, started);
  });

  it('takes many signals of one moment for one', async () => {
    const started = copy.start(NPM);
    await started.printed(isUp);
    for (let n = 0; n < 5; n += 1) ctrlC(started);
    expect(await started.ended).toBe(0);
    await expectNothingLeft(copy, started);
  });

  it('stops although a feed does not answer and a request never ends', async () => {
    const asked = await silentServer();
    const started = copy.start(NODE);
    await started.printed(isUp);
    await pollFeed(urlOf(started), asked.url);
    await asked.isAsked;
    const request = openRequest(urlOf(started));
    await request.isOpen;
    term(started);
    expect(await started.ended).toBe(0);
    await expectNothingLeft(copy, started);
  });

  it('ends at once when it is asked a second time', async () => {
    const started = copy.start(NODE);
    await started.printed(isUp);
    const request = openRequest(urlOf(started));
    await request.isOpen;
    // Held up by the open request, it goes on stopping for seconds; whoever insists need not wait.
    const insisting = setInterval(() => int(started), 100);
    const code = await started.ended;
    clearInterval(insisting);
    expect(code).toBe(1);
    expect(started.output()).toContain('asked to stop a second time');
    await until(
      async () => processesIn(copy.dataDir).length,
      (count) => count === 0,
    );
  });
});

it('the demo is stopped by Ctrl-C, exit 0, and leaves nothing', async () => {
  const copy = project();
  const temporary = join(copy.folder, 'tmp');
  mkdirSync(temporary);
  const started = copy.start(['npm', 'run', 'demo'], { TMPDIR: temporary });
  await started.printed(/posture\.changed/);
  ctrlC(started);
  expect(await started.ended).toBe(0);
  await expectGroupGone(started);
  expect(readdirSync(temporary).filter((name) => name.startsWith('mediation-watch'))).toEqual([]);
});

describe('a program that starts', () => {
  const moments: [string, string][] = [
    ['makes its database', 'postgres'],
    ['starts its database', 'postgres/data/postmaster.pid'],
    ['has its database', 'secret.key'],
  ];
  const ways: [string, (started: Started) => void][] = [
    ['Ctrl-C', ctrlC],
    ['SIGTERM', term],
  ];
  const cases = moments.flatMap(([when, file]) => ways.map(([how, stop]) => ({ when, file, how, stop })));

  it.each(cases)('is stopped by $how while it $when, exit 0', async ({ file, stop }) => {
    const copy = project();
    const started = copy.start(NPM);
    await until(async () => existsSync(join(copy.dataDir, file)), Boolean);
    stop(started);
    expect(await started.ended).toBe(0);
    expect(started.output()).not.toContain('mediation-watch: The');
    await expectNothingLeft(copy, started);
  });
});

const WAITS = `console.log('under way'); setInterval(() => undefined, 1000);`;
const DEAF = `process.on('SIGINT', () => undefined); ${WAITS}`;

describe('what comes before the program', () => {
  it.each([
    ['start', ctrlC, 0],
    ['start', int, 0],
    ['start', term, 0],
    ['test', ctrlC, 130],
    ['test', term, 143],
  ])('the build for `%s` is stopped', async (task, stop, code) => {
    const started = project().withBuild(WAITS).start([process.execPath, 'scripts/run.mjs', task]);
    await started.printed(/under way/);
    stop(started);
    expect(await started.ended).toBe(code);
    await expectGroupGone(started);
  });

  it.each([ctrlC, int, term])('the installation is stopped', async (stop) => {
    const copy = project();
    const { env } = copy.withNpm(WAITS);
    const started = copy.start(NODE, env);
    await started.printed(/under way/);
    stop(started);
    expect(await started.ended).toBe(0);
    await expectGroupGone(started);
  });

  it('a build that does not listen is ended by the second request', async () => {
    const started = project().withBuild(DEAF).start(NODE);
    await started.printed(/under way/);
    const insisting = setInterval(() => int(started), 100);
    expect(await started.ended).toBe(0);
    clearInterval(insisting);
  });
});

/** Takes connections and says nothing. */
async function silentServer(): Promise<{ url: string; isAsked: Promise<void> }> {
  let ask: () => void = () => undefined;
  const isAsked = new Promise<void>((done) => (ask = done));
  const server = createServer((socket) => void socket.on('error', () => undefined).once('data', ask));
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`, isAsked };
}

/** Registers a feed and asks for its poll. */
async function pollFeed(api: string, url: string): Promise<void> {
  const post = (path: string, body?: object): Promise<Response> =>
    fetch(api + path, {
      method: 'POST',
      headers: { authorization: 'Bearer test-admin-key', 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const added = await post('/v1/feeds', { url, title: 'Silent', outlet: 'Silent', tier: 1 });
  const { id } = (await added.json()) as { id: string };
  expect((await post(`/v1/feeds/${id}/poll`)).status).toBeLessThan(300);
}

/** A request whose body is promised and does not come. */
function openRequest(api: string): { isOpen: Promise<void> } {
  const { hostname, port } = new URL(api);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    'POST /v1/items HTTP/1.1\r\nhost: x\r\nauthorization: Bearer test-admin-key\r\n' +
      'expect: 100-continue\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n',
  );
  // The server asks for the body once it has read the head.
  return { isOpen: new Promise((done) => socket.once('data', () => done())) };
}
