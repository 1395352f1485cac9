import { faultsOf, machine, print, within, type Bench, type BenchResult } from './harness';
import { endOnSignals } from './laboratory/at-exit';

/** One file per claim; each is loaded only when it runs. */
const BENCHES: Record<string, () => Promise<Bench>> = {
  start: () => import('./start.js'),
  webhooks: () => import('./webhooks.js'),
  store: () => import('./store.js'),
  assess: () => import('./assess.js'),
  fold: () => import('./fold.js'),
  scale: () => import('./scale.js'),
};

/** Named by the contract, not in this version. */
const NOT_YET = ['feeds', 'api'];

/** Names the part of a bench that is to be measured alone. */
const ONLY = '--only=';

const SMOKE_LIMIT_MS = 180_000;

async function main(): Promise<void> {
  endOnSignals();
  const [name = '', ...flags] = process.argv.slice(2);
  const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  const only = flags.find((flag) => flag.startsWith(ONLY))?.slice(ONLY.length);
  const unknown = flags.find((flag) => !['--json', '--smoke'].includes(flag) && !flag.startsWith(ONLY));
  if (!load || unknown) {
    const isNotYet = NOT_YET.includes(name);
    const usage = `usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--json] [--smoke] [--only=PART]`;
    console.error(`mediation-watch: ${isNotYet ? `bench ${name} is not in this version` : usage}`);
    process.exit(isNotYet ? 1 : 2);
  }
  const smoke = flags.includes('--smoke');
  const { run, limitMs, parts = [] } = await load();
  if (only !== undefined && !parts.includes(only))
    throw new Error(
      `bench ${name} has ${parts.length > 0 ? `the parts ${parts.join(', ')}` : 'no parts'}, not "${only}"`,
    );
  const rows = await within(smoke ? SMOKE_LIMIT_MS : limitMs, `bench ${name}`, run({ smoke, only }));
  const faults = faultsOf(rows);
  if (faults.length > 0) throw new Error(faults.join('; '));
  const result: BenchResult = { bench: name, machine: machine(), rows };
  if (flags.includes('--json')) console.log(JSON.stringify(result));
  else print(result);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`mediation-watch: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
