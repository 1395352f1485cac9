import { connect, createServer, type AddressInfo, type NetConnectOpts, type Socket } from 'node:net';

/**
 * What a proxy does with connections. `pass`: carries them. `refuse`: cuts what is open and accepts nothing, as a
 * server that is down. `stall`: carries nothing, as a network that swallows packets; what was sent meanwhile
 * arrives afterwards. `lose`: carries nothing either, and forgets what is open, as a router does that loses its state:
 * those connections stay silent for ever, on both sides, whatever comes afterwards.
 */
export type ProxyMode = 'pass' | 'refuse' | 'stall' | 'lose';

/** A TCP proxy on loopback in front of a server, by which a test makes that server unreachable. */
export interface Proxy {
  /** Where it listens; the same for all its life. */
  port: number;
  set(mode: ProxyMode): void;
  /** Cuts every open connection; new ones are carried as before. */
  cut(): void;
  /** Connections open at this moment. */
  connections(): number;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  server: Socket;
  isForgotten: boolean;
}

/** @param target where to connect to, asked for each connection: a restarted server may have moved */
export async function startProxy(target: () => NetConnectOpts): Promise<Proxy> {
  const pairs = new Set<Pair>();
  let mode: ProxyMode = 'pass';
  const flow = (pair: Pair): void => {
    pair.isForgotten ||= mode === 'lose';
    for (const socket of [pair.client, pair.server])
      if (mode === 'stall' || pair.isForgotten) socket.pause();
      else socket.resume();
  };
  const listener = createServer((client) => {
    if (mode === 'refuse') return void client.resetAndDestroy();
    const pair: Pair = { client, server: connect(target()), isForgotten: false };
    pairs.add(pair);
    const drop = (): void => {
      pairs.delete(pair);
      client.destroy();
      pair.server.destroy();
    };
    for (const socket of [client, pair.server]) socket.on('error', drop).on('close', drop);
    client.pipe(pair.server);
    pair.server.pipe(client);
    flow(pair);
  });
  const listen = (port: number): Promise<void> =>
    new Promise((done, failed) => listener.once('error', failed).listen(port, '127.0.0.1', done));
  await listen(0);
  const { port } = listener.address() as AddressInfo;
  const cut = (): void => {
    for (const { client } of [...pairs]) client.resetAndDestroy();
  };
  return {
    port,
    set(next) {
      mode = next;
      if (next === 'refuse') cut();
      for (const pair of pairs) flow(pair);
    },
    cut,
    connections: () => pairs.size,
    close() {
      cut();
      return new Promise((closed) => listener.close(() => closed()));
    },
  };
}
