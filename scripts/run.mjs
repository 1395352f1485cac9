// What runs before anything is installed: plain Node without packages, in syntax that an old Node can read, so that
// it can say that it is too old. It checks Node, installs what the lock file names, builds what is stale, and then
// becomes the program. `npm start`, `npm test` and the other scripts of package.json come through here.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);
const [task = 'start', ...rest] = process.argv.slice(2);

/** @param {string} message says what to do */
function giveUp(message) {
  console.error(`mediation-watch: ${message}`);
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  giveUp(`Node ${process.versions.node} is too old; install Node 20.19 or newer (https://nodejs.org)`);

/** Exit codes of an end that was asked for: a program that would run for ever did its work, a test run did not. */
const ENDS_ASKED = { SIGINT: 130, SIGTERM: 143 };
const runsUntilStopped = task === 'start' || task === 'demo';
/** npm hands on the Ctrl-C that the terminal sent to every process: within this time (ms) it is the same one. */
const SAME_REQUEST_MS = 1_000;
/** The npm, build or check that runs at the moment. */
let child = null;
/** The first signal that asked for the end, and when. */
let asked = null;

/** Ends what runs before the program does; the program listens for itself. */
function onSignal(signal) {
  if (process.listenerCount(signal) > 1) return;
  const isSecond = asked !== null && Date.now() - asked.at > SAME_REQUEST_MS;
  if (asked === null) asked = { signal, at: Date.now() };
  if (child) child.kill(isSecond ? 'SIGKILL' : signal);
  else leaveAsAsked();
}

function leaveAsAsked() {
  process.exit(runsUntilStopped ? 0 : ENDS_ASKED[asked.signal]);
}

/** Runs a command to its end. @returns its exit code, or what it died of */
function runToEnd(command, args, options) {
  return new Promise((resolve) => {
    child = spawn(command, args, options);
    const end = (how) => {
      child = null;
      // Ctrl-C goes to every process of the terminal; the child may have died of it before our own signal was heard.
      if (how === 'SIGINT' && asked === null) asked = { signal: how, at: Date.now() };
      if (asked) leaveAsAsked();
      resolve(how);
    };
    child.on('error', ({ message }) => end(message));
    child.on('exit', (code, signal) => end(signal || code));
  });
}

/** Runs a step of the preparation; its output goes to stderr, so that stdout stays the program's own. */
async function prepare(command, args, what) {
  const env = { ...process.env, NODE_ENV: '' };
  const how = await runToEnd(command, args, { cwd: root, stdio: ['ignore', 2, 2], env });
  if (how !== 0) giveUp(`${what} failed (${how}); the lines above say why`);
}

function mustBeWritable(what) {
  try {
    accessSync(root, constants.W_OK);
  } catch (error) {
    giveUp(
      `${what} needs to write in ${root} (${error.code}); make it writable for this user, or use a copy of it`,
    );
  }
}

const hash = (text) => createHash('sha256').update(text).digest('hex');

/** node_modules as the lock file has it; a stamp inside says for which lock file it was made. */
async function install() {
  // Packed and installed as a dependency, npm has put the packages elsewhere already.
  if (!existsSync(at('tsconfig.build.json'))) return;
  const lock = hash(readFileSync(at('package-lock.json')));
  const stamp = at('node_modules', '.mediation-watch');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  mustBeWritable('installing packages');
  console.error('mediation-watch: installing packages (once, about half a minute) ...');
  const isNpm = /\.js$/.test(process.env.npm_execpath || '');
  const npm = isNpm ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = ['ci', '--include=dev', '--include=optional', '--no-progress', '--loglevel=error'];
  await prepare(npm[0], [...npm.slice(1), ...args], 'npm ci');
  writeFileSync(stamp, lock);
}

/** Names, sizes and times of all that the build reads. */
function sources() {
  const list = [];
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.(ts|json)$/.test(entry.name))
        list.push(`${path} ${statSync(path).size} ${statSync(path).mtimeMs}`);
    }
  };
  ['apps', 'libs', 'bench'].filter((folder) => existsSync(at(folder))).forEach((folder) => walk(at(folder)));
  for (const file of ['tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'])
    list.push(`${file} ${statSync(at(file)).mtimeMs}`);
  return hash(list.sort().join('\n'));
}

/** dist as the sources have it. */
async function build() {
  if (!existsSync(at('tsconfig.build.json'))) return;
  const stamp = at('dist', '.built');
  const now = sources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  mustBeWritable('the build');
  console.error('mediation-watch: building ...');
  // A build that is cut short must not pass for the one that the old stamp names.
  if (existsSync(stamp)) unlinkSync(stamp);
  await prepare(
    process.execPath,
    [at('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'],
    'the build',
  );
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(stamp, now);
}

/**
 * Becomes the program: this very process, so that whoever signals or kills it reaches the program, and its exit
 * code is the program's.
 */
function become([file, ...args]) {
  process.argv = [process.execPath, file, ...args];
  createRequire(file)(file);
  // A signal that came while it loaded is heard at the next turn of the loop, by the program if that listens.
  setImmediate(() => Object.keys(ENDS_ASKED).forEach((signal) => process.off(signal, onSignal)));
}

const bin = (name, ...path) => at('node_modules', name, ...path);
const jest = bin('jest', 'bin', 'jest.js');
const checks = [
  ['format', [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', root]],
  ['lint', [bin('eslint', 'bin', 'eslint.js'), root]],
  ['types', [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', at('tsconfig.json')]],
  [
    'boundaries',
    [
      bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      '--config',
      at('.dependency-cruiser.cjs'),
      'apps',
      'libs',
    ],
  ],
];

async function check() {
  for (const [name, args] of checks) {
    console.error(`mediation-watch: ${name}`);
    if ((await runToEnd(process.execPath, args, { cwd: root, stdio: 'inherit' })) !== 0) process.exit(1);
  }
}

const tasks = {
  start: () => become([at('dist/apps/standalone/src/main.js'), ...rest]),
  demo: () => become([at('dist/apps/cli/src/main.js'), 'demo', ...rest]),
  cli: () => become([at('dist/apps/cli/src/main.js'), ...rest]),
  bench: () => become([at('dist/bench/src/main.js'), ...rest]),
  faults: () => become([at('dist/bench/src/faults/main.js'), ...rest]),
  load: () => become([at('dist/bench/src/load/main.js'), ...rest]),
  train: () => become([at('dist/bench/src/train.js'), ...rest]),
  test: () => become([jest, ...rest]),
  'test:services': () => become([jest, ...rest]),
  check,
  build: async () => undefined,
};
if (!Object.keys(tasks).includes(task))
  giveUp(`unknown task ${task}; one of ${Object.keys(tasks).join(', ')}`);
if (task === 'test:services' && !process.env.TEST_DATABASE_URL)
  giveUp('set TEST_DATABASE_URL (and TEST_REDIS_URL) to the servers the suites may use');

// Plain `npm test` needs no server, also where one is named for the service suites.
if (task === 'test') for (const name of ['TEST_DATABASE_URL', 'TEST_REDIS_URL']) delete process.env[name];

async function main() {
  for (const signal of Object.keys(ENDS_ASKED)) process.on(signal, onSignal);
  await install();
  if (task !== 'check') await build();
  await tasks[task]();
}
main();
