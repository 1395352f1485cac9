import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of the installed program: where package.json, migrations and the bundled feed list stand. */
export function packageRoot(from = __dirname): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from));
}
