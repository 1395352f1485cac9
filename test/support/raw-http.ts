import { connect } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  status: number;
  /** By lower-case name. */
  headers: Map<string, string>;
  body: string;
}

/** Longest wait for one answer, in milliseconds. */
const PATIENCE_MS = 40_000;

/**
 * Writes bytes to a server and reads until it closes the connection, so that requests can be sent which no
 * client library would send.
 * @returns null when the server closed the connection without an answer
 */
export function sendRaw(server: string, request: string | Buffer): Promise<RawAnswer | null> {
  const { hostname, port } = new URL(server);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const chunks: Buffer[] = [];
    socket.setTimeout(PATIENCE_MS, () => {
      reject(new Error(`no answer within ${PATIENCE_MS} ms to ${request.toString('latin1').slice(0, 200)}`));
      socket.destroy();
    });
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server may answer and close while the request is still being written; what it said counts.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('end', () => socket.destroy());
    socket.on('close', () => resolve(parseAnswer(Buffer.concat(chunks).toString('latin1'))));
  });
}

function parseAnswer(text: string): RawAnswer | null {
  if (text === '') return null;
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const [, status = '0'] = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine) ?? [];
  return { status: Number(status), headers, body: text.slice(end + 4) };
}
