import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import {
  createHttpClient,
  type HttpAnswer,
  type HttpClient,
  type HttpError,
  type HttpRequest,
} from './index';
import type { Resolver } from './index';

const open: (Server | TcpServer)[] = [];
const clients: HttpClient[] = [];
let hits = 0;

async function listen(server: Server | TcpServer): Promise<number> {
  open.push(server);
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return (server.address() as AddressInfo).port;
}
const serve = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listen(createServer(listener))}`;

function client(allow = ['127.0.0.0/8'], resolve?: Resolver): HttpClient {
  const made = createHttpClient({ allow, userAgent: 'test/1', resolve });
  clients.push(made);
  return made;
}
const get = (url: string, over: Partial<HttpRequest> = {}, by = client()): Promise<HttpAnswer> =>
  by.request({ method: 'GET', url, timeoutMs: 5_000, maxBytes: 1_000_000, maxRedirects: 5, ...over });
const failure = async (asked: Promise<HttpAnswer>): Promise<HttpError> => {
  const answer = await asked.catch((error: HttpError) => error);
  if (!(answer instanceof Error)) throw new Error(`was answered with ${answer.status}`);
  return answer;
};
/** A listener nobody may reach; `hits` counts connections. */
async function canary(): Promise<number> {
  return listen(createTcpServer((socket) => (hits++, socket.on('error', () => undefined).destroy())));
}

beforeEach(() => (hits = 0));
afterEach(async () => {
  await Promise.all(clients.splice(0).map((c) => c.close()));
  for (const server of open.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
});

describe('an ordinary request', () => {
  it('sends what it was given and brings back what it got', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((req, res) => {
      seen.push(req.method, req.url, req.headers['user-agent'], req.headers['if-none-match']);
      res.writeHead(200, { ETag: '"1"', 'X-Many': ['a', 'b'] }).end('hello');
    });
    const answer = await get(`${url}/p?q=1`, { headers: { 'If-None-Match': '"0"' } });
    expect(seen).toEqual(['GET', '/p?q=1', 'test/1', '"0"']);
    expect(answer).toMatchObject({
      status: 200,
      truncated: false,
      url: `${url}/p?q=1`,
      movedPermanently: false,
    });
    expect(answer.body.toString()).toBe('hello');
    expect(answer.headers).toMatchObject({ etag: '"1"', 'x-many': 'a, b' });
  });

  it('posts a body, and takes a 304 without one', async () => {
    const url = await serve((req, res) => {
      let got = '';
      req
        .on('data', (d) => (got += d))
        .on('end', () => res.writeHead(got === 'x' ? 304 : 500, { 'content-encoding': 'gzip' }).end());
    });
    const answer = await client().request({
      ...{ method: 'POST', url, body: 'x', headers: { 'content-type': 'text/plain' } },
      ...{ timeoutMs: 5_000, maxBytes: 10, maxRedirects: 0 },
    });
    expect([answer.status, answer.body.length]).toEqual([304, 0]);
  });

  it('names the failure', async () => {
    const nobody = await serve(() => undefined);
    open.pop()!.close();
    expect((await failure(get(nobody))).code).toBe('connect-failed');
    const resolve: Resolver = (_n, _o, done) =>
      done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    expect((await failure(get('http://gone.example/', {}, client([], resolve)))).code).toBe('name-not-found');
    const port = await listen(
      createTcpServer((s) => s.on('error', () => undefined).end('SSH-2.0-x\r\n\r\n')),
    );
    expect((await failure(get(`http://127.0.0.1:${port}`))).code).toBe('broken-answer');
    const plain = await serve((_q, res) => res.end());
    expect((await failure(get(plain.replace('http', 'https')))).code).toBe('tls-failed');
  });
});

describe('time', () => {
  const drip = (res: ServerResponse, write: () => void): void => {
    const timer = setInterval(write, 20);
    res.on('close', () => clearInterval(timer));
  };
  const within = async (asked: Promise<HttpAnswer>): Promise<void> => {
    // The suite's own limit catches a request that goes on.
    expect(await failure(asked)).toMatchObject({ code: 'timeout' });
  };

  it('is up when the server never answers', async () =>
    within(get(await serve(() => undefined), { timeoutMs: 300 })));

  it('is up when headers trickle', async () => {
    const port = await listen(
      createTcpServer((socket) => {
        socket.on('error', () => undefined).write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write('X-A: b\r\n'), 20);
        socket.on('close', () => clearInterval(timer));
      }),
    );
    await within(get(`http://127.0.0.1:${port}`, { timeoutMs: 300 }));
  });

  it('is up when the body trickles', async () => {
    const url = await serve((_q, res) => drip(res.writeHead(200), () => res.write('.')));
    await within(get(url, { timeoutMs: 300 }));
    await within(get(url, { timeoutMs: 300, truncate: true }));
  });

  it('is up when the name server is silent', async () =>
    within(
      get(
        'http://slow.example/',
        { timeoutMs: 300 },
        client([], () => undefined),
      ),
    ));

  it('counts redirects in', async () => {
    const url = await serve((req, res) =>
      setTimeout(() => res.writeHead(302, { location: `/${Number(req.url!.slice(1)) + 1}` }).end(), 100),
    );
    await within(get(`${url}/0`, { timeoutMs: 350, maxRedirects: 50 }));
  });
});

describe('size', () => {
  const endless =
    (chunk: Buffer, headers = {}): RequestListener =>
    (_q, res) => {
      res.writeHead(200, headers);
      const pump = (): void => {
        while (!res.destroyed && res.write(chunk));
        if (!res.destroyed) res.once('drain', pump);
      };
      pump();
    };

  it('stops an endless body', async () => {
    const url = await serve(endless(Buffer.alloc(65_536, 'x')));
    expect((await failure(get(url))).code).toBe('too-large');
  });

  it('stops 20 MB whether announced or not, and cuts them when asked to', async () => {
    const big = Buffer.alloc(20_000_000, 'x');
    const url = await serve((req, res) => {
      if (req.url === '/announced') res.writeHead(200, { 'content-length': big.length });
      res.end(big);
    });
    expect((await failure(get(`${url}/announced`))).code).toBe('too-large');
    expect((await failure(get(url))).code).toBe('too-large');
    const cut = await get(`${url}/announced`, { truncate: true, maxBytes: 4_096 });
    expect([cut.body.length, cut.truncated]).toEqual([4_096, true]);
  });

  it('takes a body of exactly the limit', async () => {
    const url = await serve((_q, res) => res.end('12345'));
    expect(await get(url, { maxBytes: 5 })).toMatchObject({ truncated: false });
    expect((await failure(get(url, { maxBytes: 4 }))).code).toBe('too-large');
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['x-gzip', gzipSync],
  ])('decodes %s and stops its bombs', async (coding, pack) => {
    const bomb = pack(Buffer.alloc(20_000_000));
    const url = await serve((req, res) =>
      res
        .writeHead(200, { 'content-encoding': coding })
        .end(req.url === '/bomb' ? bomb : pack(Buffer.from('text'))),
    );
    expect((await get(url)).body.toString()).toBe('text');
    expect((await failure(get(`${url}/bomb`))).code).toBe('too-large');
    expect(await get(`${url}/bomb`, { truncate: true, maxBytes: 100 })).toMatchObject({ truncated: true });
  });

  it('undoes codings in their order, and no more than two', async () => {
    const twice = gzipSync(brotliCompressSync(Buffer.from('text')));
    const url = await serve((req, res) =>
      res.writeHead(200, { 'content-encoding': req.url!.slice(1) }).end(twice),
    );
    expect((await get(`${url}/br,%20gzip`.replace('%20', ''))).body.toString()).toBe('text');
    expect((await failure(get(`${url}/gzip,gzip,gzip`))).code).toBe('broken-answer');
    expect((await failure(get(`${url}/zstd`))).code).toBe('broken-answer');
  });

  it('refuses packed bytes that are cut off or garbage', async () => {
    const whole = gzipSync(Buffer.from('some text that is long enough to be cut'.repeat(50)));
    const url = await serve((req, res) =>
      res
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(req.url === '/cut' ? whole.subarray(0, 40) : 'garbage'),
    );
    expect((await failure(get(`${url}/cut`))).code).toBe('broken-answer');
    expect((await failure(get(url))).code).toBe('broken-answer');
  });

  it('refuses a body shorter than announced', async () => {
    const url = await serve((_q, res) => {
      res.writeHead(200, { 'content-length': 100 }).write('part', () => res.destroy());
    });
    expect((await failure(get(url))).code).toBe('broken-answer');
  });

  it('stops a megabyte of headers', async () => {
    const port = await listen(
      createTcpServer((socket) => {
        socket.on('error', () => undefined).write('HTTP/1.1 200 OK\r\n');
        socket.write(`X-A: ${'b'.repeat(1_000)}\r\n`.repeat(1_000) + '\r\n');
      }),
    );
    expect((await failure(get(`http://127.0.0.1:${port}`))).code).toBe('too-large');
  });
});

describe('redirects', () => {
  const hop = (status: number, location: string) => (_q: IncomingMessage, res: ServerResponse) =>
    void res.writeHead(status, { location }).end();

  it('are followed, and permanent ones told from others', async () => {
    const url = await serve((req, res) => {
      if (req.url === '/new') return res.end('here');
      return hop(req.url === '/once' ? 302 : 301, req.url === '/old' ? './new' : '/old')(req, res);
    });
    expect(await get(`${url}/old`)).toMatchObject({ url: `${url}/new`, movedPermanently: true });
    expect(await get(`${url}/once`)).toMatchObject({ url: `${url}/new`, movedPermanently: false });
    expect(await get(`${url}/old`, { maxRedirects: 0 })).toMatchObject({
      status: 301,
      movedPermanently: false,
    });
  });

  it('end in a loop', async () => {
    let asked = 0;
    const url = await serve((req, res) => (asked++, hop(302, '/again')(req, res)));
    expect((await failure(get(url))).code).toBe('too-many-redirects');
    expect(asked).toBe(6);
  });

  it.each([301, 302, 303, 307, 308])('with %i never lead to a private address', async (status) => {
    const port = await canary();
    const spots = [
      `http://127.0.0.2:${port}/`,
      `http://2130706434:${port}/`,
      `//[::ffff:127.0.0.2]:${port}/`,
    ];
    for (const spot of spots) {
      const url = await serve(hop(status, spot));
      expect((await failure(get(url, {}, client(['127.0.0.1/32'])))).code).toBe('refused-address');
    }
    expect(hits).toBe(0);
  });

  it.each(['ftp://example.org/', 'http://u:p@example.org/', 'http://['])(
    'do not lead to %s',
    async (location) => {
      const url = await serve(hop(302, location));
      expect((await failure(get(url))).code).toMatch(/bad-url|broken-answer/);
    },
  );

  it('take no credentials to another origin', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve(
      (req, res) => (seen.push(req.headers.authorization, req.headers['if-none-match']), res.end()),
    );
    const url = await serve(hop(307, other));
    await get(url, { headers: { Authorization: 'Bearer x', 'if-none-match': '"1"' } });
    expect(seen).toEqual([undefined, '"1"']);
  });

  it('do not repeat a post after 303', async () => {
    const seen: string[] = [];
    const url = await serve((req, res) => {
      seen.push(`${req.method} ${req.headers['content-type'] ?? '-'}`);
      return req.url === '/' ? hop(303, '/done')(req, res) : res.end();
    });
    const headers = { 'content-type': 'text/plain' };
    await client().request({
      ...{ method: 'POST', url, body: 'x', headers, timeoutMs: 5_000, maxBytes: 10, maxRedirects: 1 },
    });
    expect(seen).toEqual(['POST text/plain', 'GET -']);
  });
});

describe('addresses', () => {
  it('that are not public are not dialled', async () => {
    const port = await canary();
    const hosts = ['127.0.0.1', '0x7f000001', '127.1', '[::ffff:7f00:1]', 'localhost', '0.0.0.0'];
    for (const host of hosts)
      expect([host, (await failure(get(`http://${host}:${port}/`, {}, client([])))).code]).toEqual([
        host,
        'refused-address',
      ]);
    expect(hits).toBe(0);
  });

  it('are checked where they are dialled: a name that changes its mind gains nothing', async () => {
    const port = await canary();
    let asked = 0;
    const rebinding: Resolver = (_n, _o, done) =>
      done(null, [asked++ === 0 ? { address: '127.0.0.3', family: 4 } : { address: '127.0.0.1', family: 4 }]);
    const by = client(['127.0.0.3/32'], rebinding);
    await failure(get(`http://rebind.example:${port}/`, { timeoutMs: 200 }, by));
    expect((await failure(get(`http://rebind.example:${port}/`, {}, by))).code).toBe('refused-address');
    expect(hits).toBe(0);
  });

  it('are filtered when a name has several', async () => {
    const port = await canary();
    const url = await serve((_q, res) => res.end('public'));
    const mixed: Resolver = (_n, _o, done) =>
      done(null, [
        { address: '127.0.0.2', family: 4 },
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ]);
    const by = client(['127.0.0.1/32'], mixed);
    const answer = await get(url.replace('127.0.0.1', 'mixed.example'), {}, by);
    expect(answer.body.toString()).toBe('public');
    await failure(get(`http://mixed.example:${port}/`, { timeoutMs: 500 }, client(['10.0.0.0/8'], mixed)));
    expect(hits).toBe(0);
  });

  it('never stand with path or query in a failure', async () => {
    const nobody = await serve(() => undefined);
    open.pop()!.close();
    const error = await failure(get(`${nobody}/path-canary?query-canary`));
    expect(error.message).toContain('127.0.0.1');
    expect(`${error.message} ${JSON.stringify(error)} ${error.stack}`).not.toContain('canary');
  });
});

describe('certificates', () => {
  it('that nobody vouches for are not trusted, whatever the environment says', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tls-'));
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    try {
      const args = `req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout ${key} -out ${cert}`;
      execFileSync('openssl', args.split(' '), { stdio: 'ignore' });
    } catch {
      return console.warn('skipped: openssl is not installed');
    }
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_q, res) =>
      res.end('x'),
    );
    rmSync(dir, { recursive: true });
    server.on('tlsClientError', () => undefined);
    const url = `https://127.0.0.1:${await listen(server as unknown as Server)}`;
    const { env } = process;
    env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    const error = await failure(get(url)).finally(() => delete env['NODE_TLS_REJECT_UNAUTHORIZED']);
    expect(error.code).toBe('tls-failed');
  });
});
