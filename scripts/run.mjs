// What runs before anything is installed: plain Node, no package. It checks Node, installs what the lock file
// names, builds what is stale, and hands over. `npm start`, `npm test` and the others come through here.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);

/** @param {string} message says what to do */
function giveUp(message) {
  console.error(`mediation-watch: ${message}`);
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  giveUp(`Node ${process.versions.node} is too old; install Node 20.19 or newer (https://nodejs.org)`);

const hash = (text) => createHash('sha256').update(text).digest('hex');

/** Runs a command to its end, its output on stderr so that stdout stays the program's own. */
function run(command, args, what) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: '' },
  });
  if (error || status !== 0)
    giveUp(`${what} failed${error ? ` (${error.message})` : ''}; the lines above say why`);
}

/** node_modules as the lock file has it; a stamp inside says for which lock file it was made. */
function install() {
  const lock = hash(readFileSync(at('package-lock.json')));
  const stamp = at('node_modules', '.mediation-watch');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // Packed and installed as a dependency, npm has put the packages elsewhere already.
  if (!existsSync(at('tsconfig.build.json'))) return;
  console.error('mediation-watch: installing packages (once, about half a minute) ...');
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  run(
    npm[0],
    [...npm.slice(1), 'ci', '--include=dev', '--include=optional', '--no-progress', '--loglevel=error'],
    'npm ci',
  );
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
function build() {
  if (!existsSync(at('tsconfig.build.json'))) return;
  const stamp = at('dist', '.built');
  const now = sources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  console.error('mediation-watch: building ...');
  run(process.execPath, [at('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'], 'the build');
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(stamp, now);
}

/** Becomes the program: its output, its signals, its exit code. Resolves with the code. */
function become(args) {
  const child = spawn(process.execPath, args, { cwd: process.cwd(), stdio: 'inherit' });
  // Ctrl-C reaches the whole process group by itself; what is sent to us alone is handed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1))));
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
    const code = await become(args);
    if (code !== 0) return code;
  }
  return 0;
}

const [task = 'start', ...rest] = process.argv.slice(2);
const tasks = {
  start: () => become([at('dist/apps/standalone/src/main.js'), ...rest]),
  demo: () => become([at('dist/apps/cli/src/main.js'), 'demo', ...rest]),
  cli: () => become([at('dist/apps/cli/src/main.js'), ...rest]),
  bench: () => become([at('dist/bench/src/main.js'), ...rest]),
  train: () => become([at('dist/bench/src/train.js'), ...rest]),
  test: () => become([jest, ...rest]),
  'test:services': () => become([jest, ...rest]),
  check,
};
// Named by the contract, not in this version: it says so and pretends nothing.
if (task === 'faults' || task === 'load') giveUp(`${task} is not in this version; CHANGELOG.md says what is`);
if (!(task in tasks)) giveUp(`unknown task ${task}; one of ${Object.keys(tasks).join(', ')}`);
if (task === 'test:services' && !process.env.TEST_DATABASE_URL)
  giveUp('set TEST_DATABASE_URL (and TEST_REDIS_URL) to the servers the suites may use');

// Plain `npm test` needs no server, also where one is named for the service suites.
if (task === 'test') for (const name of ['TEST_DATABASE_URL', 'TEST_REDIS_URL']) delete process.env[name];

install();
if (task !== 'check') build();
process.exitCode = await tasks[task]();
