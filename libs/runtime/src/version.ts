import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#libs/config';

/** The product's version, as package.json has it. */
export const VERSION = (
  JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }
).version;
