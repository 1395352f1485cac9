import type { Command } from 'commander';
import { notYet } from '../cli-error';

/** Commands that the contract names and this version does not do: they say so and exit 1. */
const NOT_YET: [name: string, what: string][] = [
  ['override <action> [posture]', 'set or lift a posture by hand'],
  ['restore <file>', 'a log from an export'],
  ['backup <folder>', 'of the database'],
  ['replay', 'the log under other rules'],
  ['rebuild [projection]', 'read models from the log'],
  ['listen', 'follow the API'],
];

export function addNotYet(program: Command): void {
  for (const [name, what] of NOT_YET)
    program
      .command(name)
      .description(`${what} (not in this version)`)
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        throw notYet(name.split(' ')[0]!);
      });
}
