import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { atExit } from './at-exit';
import { startProxy, type Proxy } from './proxy';

/** A Redis server of its own for one test, behind a proxy that can make it unreachable. It keeps nothing on disk. */
export interface PrivateRedis {
  /** URL through the proxy. */
  url: string;
  /** URL past the proxy. */
  directUrl: string;
  proxy: Proxy;
  /** Process id of the server. */
  pid(): number;
  /** SIGKILL: it forgets everything. Resolves once it is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** FLUSHALL. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Whether this machine has a `redis-server`. */
export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** Starts a `redis-server` on a free port. */
export async function startPrivateRedis(): Promise<PrivateRedis> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    if (child) return;
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const started = (child = spawn('redis-server', args, { stdio: 'ignore' }));
    started.once(
      'exit',
      atExit(() => started.kill('SIGKILL')),
    );
    while ((await ask(port, 'PING').catch(() => '')) !== '+PONG')
      await new Promise((go) => setTimeout(go, 20));
  };
  const kill = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGKILL');
    await ended;
  };
  await start();
  const proxy = await startProxy(() => ({ host: '127.0.0.1', port }));
  return {
    url: `redis://127.0.0.1:${proxy.port}`,
    directUrl: `redis://127.0.0.1:${port}`,
    proxy,
    pid: () => child!.pid!,
    kill,
    start,
    signal: (name) => void child?.kill(name),
    async flush() {
      await ask(port, 'FLUSHALL');
    },
    async close() {
      await proxy.close();
      await kill();
    },
  };
}

/** One command whose answer is one line. Clients of Redis belong to libs/job-queue alone. */
async function ask(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(`${command}\r\n`);
    const [line] = (await once(createInterface(socket), 'line')) as [string];
    return line;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
