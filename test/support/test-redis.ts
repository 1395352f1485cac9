import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

export interface TestRedis {
  /** Names a database that nobody else uses. */
  url: string;
  /** Empties it. */
  release(): Promise<void>;
}

/** Redis has this many databases unless it was told otherwise. */
const DATABASES = 16;

/**
 * Takes an empty database of a Redis server for one suite, so that suites and whatever else lives on the server
 * do not meet. It speaks the protocol itself: clients of Redis belong to libs/job-queue alone.
 */
export async function claimTestRedis(server: string): Promise<TestRedis> {
  const { hostname, port, password } = new URL(server);
  const socket = connect(Number(port || 6379), hostname);
  await once(socket, 'connect');
  const lines = createInterface(socket)[Symbol.asyncIterator]();
  /** All answers to what is asked here are of one line. */
  const ask = async (command: string): Promise<string> => {
    socket.write(`${command}\r\n`);
    const { value, done } = await lines.next();
    if (done || value.startsWith('-')) throw new Error(`Redis refused ${command.split(' ')[0]}: ${value}`);
    return value;
  };
  if (password) await ask(`AUTH ${decodeURIComponent(password)}`);
  for (let number = DATABASES - 1; number > 0; number -= 1) {
    await ask(`SELECT ${number}`);
    const isEmpty = (await ask('DBSIZE')) === ':0';
    if (!isEmpty || (await ask(`SET mw-test ${process.pid} NX`)) !== '+OK') continue;
    const url = new URL(server);
    url.pathname = `/${number}`;
    return {
      url: url.href,
      async release() {
        await ask('FLUSHDB');
        socket.destroy();
      },
    };
  }
  socket.destroy();
  throw new Error('every database of TEST_REDIS_URL holds something; empty one with FLUSHDB');
}
