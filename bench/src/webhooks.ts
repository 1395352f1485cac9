import type { BenchOptions, Row } from './harness';
import { fanOut } from './webhooks-fan-out';
import { latency } from './webhooks-latency';
import { tarPits } from './webhooks-tar-pits';
import { withProgram } from './with-program';

export const limitMs = 600_000;

/** Alerts from the change to the receiver: one endpoint, a thousand, and one beside many that never answer. */
export const run = async (options: BenchOptions): Promise<Row[]> => [
  ...(await withProgram((program) => latency(program, options))),
  ...(await withProgram((program) => fanOut(program, options))),
  ...(await tarPits(options)),
];
