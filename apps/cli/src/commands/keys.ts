import type { Command } from 'commander';
import { createKey, listKeys, revokeKey, SCOPES, type Scope } from '#libs/operations';
import { CliError } from '../cli-error';
import { print, printList } from '../output';
import { withRuntime } from '../with-runtime';

export function addKeys(program: Command): void {
  const keys = program.command('keys').description('keys for the API');
  keys
    .command('create <name>')
    .description('prints the key, once')
    .option('--scopes <list>', 'read, write, admin; separated by commas', 'read')
    .option('--admin', 'all scopes')
    .action((name: string, options: { scopes: string; admin?: boolean }) =>
      withRuntime(async (runtime) => {
        const scopes = options.admin ? [...SCOPES] : options.scopes.split(',').map((scope) => scope.trim());
        const unknown = scopes.find((scope) => !SCOPES.includes(scope as Scope));
        if (unknown !== undefined)
          throw new CliError(`there is no scope "${unknown}"; scopes are ${SCOPES.join(', ')}`, 2);
        print((await createKey(runtime, { name, scopes: scopes as Scope[] })).key);
      }),
    );
  keys
    .command('list')
    .option('--json')
    .action((options: { json?: boolean }) =>
      withRuntime(async (runtime) => {
        printList(await listKeys(runtime), options, (key) => ({ ...key, scopes: key.scopes.join(',') }));
      }),
    );
  keys.command('revoke <id>').action((id: string) => withRuntime((runtime) => revokeKey(runtime, id)));
}
