import { machine, print, type BenchResult, type Row } from './harness';

/** One file per claim; each is loaded only when it runs. */
const BENCHES: Record<string, () => Promise<{ run(): Promise<Row[]> }>> = {
  start: () => import('./start.js'),
  webhooks: () => import('./webhooks.js'),
  store: () => import('./store.js'),
  assess: () => import('./assess.js'),
};

/** Named by the contract, not in this version. */
const NOT_YET = ['feeds', 'api'];

async function main(): Promise<void> {
  const [name = '', ...flags] = process.argv.slice(2);
  const load = BENCHES[name];
  if (!load) {
    const why = NOT_YET.includes(name)
      ? `bench ${name} is not in this version`
      : `usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--json]`;
    console.error(`mediation-watch: ${why}`);
    process.exit(NOT_YET.includes(name) ? 1 : 2);
  }
  const { run } = await load();
  const result: BenchResult = { bench: name, machine: machine(), rows: await run() };
  if (flags.includes('--json')) console.log(JSON.stringify(result));
  else print(result);
  process.exit(0);
}

void main();
