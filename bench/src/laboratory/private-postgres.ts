import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startEmbedded, type EmbeddedServer } from '#libs/database';
import { silentLogger } from '#libs/telemetry';
import { startProxy, type Proxy } from './proxy';

/** What `postmaster.pid` of a running cluster says. */
export interface Postmaster {
  pid: number;
  /** Folder of its unix socket. */
  socketDir: string;
}

/**
 * The PostgreSQL that runs on a data folder of this product.
 * @throws Error when none does
 */
export function postmasterOf(dataDir: string): Postmaster {
  const cluster = join(dataDir, 'postgres', 'data');
  const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  return { pid: Number(lines[0]), socketDir: resolve(cluster, lines[4] ?? '') };
}

/** A PostgreSQL server of its own for one test, reached over TCP through a proxy that can make it unreachable. */
export interface PrivatePostgres {
  /** URL of a database through the proxy. */
  url(database: string): string;
  /** URL of a database past the proxy: for who looks on. It changes with each start of the server. */
  directUrl(database: string): string;
  proxy: Proxy;
  /** SIGKILL to the postmaster; whoever supervises it starts it again. */
  kill(): void;
  /** Stops it in order. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it for good. */
  close(): Promise<void>;
}

/** Port in the name of the unix socket that the embedded server listens on. */
const SOCKET_PORT = 5432;
const USER = 'mw';

/** Starts the embedded PostgreSQL on a folder, behind a proxy. */
export async function startPrivatePostgres(dataDir: string): Promise<PrivatePostgres> {
  let server: EmbeddedServer | undefined = await startEmbedded({ dataDir, logger: silentLogger });
  const socket = (): string => join(postmasterOf(dataDir).socketDir, `.s.PGSQL.${SOCKET_PORT}`);
  // While the server is down there is no file of its process: nobody answers at any socket then.
  const proxy = await startProxy(() => ({ path: tryOr(socket, '/nonexistent') }));
  const stop = async (): Promise<void> => {
    const leaving = server;
    server = undefined;
    await leaving?.stop();
  };
  return {
    url: (database) => `postgres://${USER}@127.0.0.1:${proxy.port}/${database}`,
    directUrl: (database) => socketUrl(postmasterOf(dataDir).socketDir, database),
    proxy,
    kill: () => void process.kill(postmasterOf(dataDir).pid, 'SIGKILL'),
    stop,
    async start() {
      server ??= await startEmbedded({ dataDir, logger: silentLogger });
    },
    async close() {
      await proxy.close();
      await stop();
    },
  };
}

/** A URL that names a user must name a host, too; the folder of the socket in its query goes before that. */
export const socketUrl = (socketDir: string, database: string): string =>
  `postgres://${USER}@localhost/${database}?host=${encodeURIComponent(socketDir)}&port=${SOCKET_PORT}`;

function tryOr<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}
