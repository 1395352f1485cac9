import { machine } from '../harness';
import { readOrder, USAGE, type Order } from './order';
import { describe, summaryOf } from './report';
import { playLoad } from './run';
import { canTellUsage } from './usage';
import { endOnSignals } from '../laboratory/at-exit';

/** `npm run load`: measures what a load costs, part by part, and how long news takes to reach its subscribers. */
async function run({ loads, smoke, json }: Order): Promise<void> {
  if (!canTellUsage()) throw new Error('this system does not tell what processes use: /proc is missing');
  if (!json) console.log(`load on ${machine()}\n`);
  for (const load of loads) {
    const report = await playLoad(load, { smoke });
    console.log(
      json ? JSON.stringify({ machine: machine(), ...summaryOf(report) }) : `${describe(report)}\n`,
    );
  }
}

async function main(): Promise<void> {
  endOnSignals();
  let order: Order;
  try {
    order = readOrder(process.argv.slice(2));
  } catch (error) {
    console.error(`mediation-watch: ${(error as Error).message}; ${USAGE}`);
    process.exit(2);
  }
  await run(order);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`mediation-watch: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
