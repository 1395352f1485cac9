/* eslint-disable @typescript-eslint/no-require-imports -- a plain CommonJS file, loaded by node itself */
// A process that holds the embedded database, told what to do over IPC, so that a test can kill it.
require('./hook.cjs');
const { Client } = require('pg');
const { silentLogger } = require('../../../../telemetry/src/index.ts');
const { launch } = require('../launcher.ts');

// Everything is loaded by now, so the user that the test asked for need not be able to reach these sources.
const uid = Number(process.argv[2] ?? 0);
if (uid > 0) {
  process.setgroups([]);
  process.setgid(uid);
  process.setuid(uid);
}

let server;

async function connect() {
  const client = new Client(server.connection);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Commits rows one by one, for ever; a row is reported once its commit was acknowledged. */
async function write(writer, writers) {
  const client = await connect();
  const { rows } = await client.query('SELECT coalesce(max(n), 0)::int AS n FROM kept');
  for (let n = rows[0].n + writer + 1; ; n += writers) {
    await client.query('INSERT INTO kept VALUES ($1, $2)', [n, 'x'.repeat(200)]);
    process.send({ acknowledged: n });
  }
}

const tasks = {
  async start({ dataDir, native }) {
    server = await launch({ dataDir, logger: silentLogger }, { native });
    return { joined: server.joined, connection: server.connection };
  },
  async query({ sql }) {
    const client = await connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  },
  async write() {
    const client = await connect();
    await client.query('CREATE TABLE IF NOT EXISTS kept (n int PRIMARY KEY, pad text)');
    await client.end();
    // Ends with the server or with this process.
    for (const writer of [0, 1, 2]) write(writer, 3).catch(() => undefined);
  },
  async stop() {
    await server.stop();
  },
  /** Comes and goes; every time the database must answer. */
  async visit({ dataDir, times }) {
    let started = 0;
    for (let i = 0; i < times; i += 1) {
      const { joined } = await tasks.start({ dataDir });
      if (!joined) started += 1;
      await tasks.query({ sql: 'SELECT 1' });
      await server.stop();
    }
    return started;
  },
};

process.on('message', async ({ id, task, ...options }) => {
  try {
    process.send({ id, result: await tasks[task](options) });
  } catch (error) {
    process.send({ id, error: { code: error.code, message: error.message } });
  }
});
