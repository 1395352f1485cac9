import type { Command } from 'commander';
import {
  findSubscription,
  OperationError,
  removeSubscription,
  rotateSecret,
  subscribe,
  type SubscriptionDeps,
} from '#libs/operations';
import { redeliver, testEndpoint } from '#libs/pipeline';
import { listDeliveries, listSubscriptions, readDelivery } from '#libs/projections';
import type { AttemptResult } from '#libs/webhooks';
import { deliveryDeps, type Runtime } from '#libs/runtime';
import { notYet } from '../cli-error';
import { print, printList } from '../output';
import { withRuntime } from '../with-runtime';

const depsOf = (runtime: Runtime): SubscriptionDeps => ({
  ...runtime,
  egressAllow: runtime.settings.MW_EGRESS_ALLOW,
});

export function addSubscriptions(program: Command): void {
  const subscriptions = program.command('subscriptions').description('webhook endpoints');
  subscriptions
    .command('list')
    .option('--json')
    .action((options: { json?: boolean }) =>
      withRuntime(async ({ database }) => {
        const rows = (await listSubscriptions(database)).map(
          ({ endpointId, host, format, events, filter, health, lastSuccessAt }) => ({
            id: endpointId,
            host,
            state: health.state,
            format,
            events: events.join(','),
            filter: JSON.stringify(filter),
            lastSuccessAt,
          }),
        );
        printList(rows, options, (row) => row);
      }),
    );
  subscriptions
    .command('add <url>')
    .description('prints the secret, once')
    .action((url: string) =>
      withRuntime(async (runtime) => {
        const { subscription, secret } = await subscribe(depsOf(runtime), { url });
        print(`${subscription.endpointId}  ${subscription.host}\nsecret ${secret}`);
      }),
    );
  subscriptions
    .command('test <id>')
    .action((id: string) =>
      withRuntime(async (runtime) =>
        report(await testEndpoint(deliveryDeps(runtime), await findSubscription(runtime, id))),
      ),
    );
  subscriptions
    .command('rotate <id>')
    .description('prints the new secret, once; both sign for a day')
    .action((id: string) =>
      withRuntime(async (runtime) => {
        const { secret, oldSecretUntil } = await rotateSecret(depsOf(runtime), id);
        print(`secret ${secret}\nthe old one signs too until ${oldSecretUntil}`);
      }),
    );
  subscriptions
    .command('remove <id>')
    .action((id: string) => withRuntime((runtime) => removeSubscription(depsOf(runtime), id)));
  subscriptions.command('recover <id>').action(() => {
    throw notYet('subscriptions recover');
  });
}

export function addDeliveries(program: Command): void {
  const deliveries = program.command('deliveries').description('what was sent, and what waits');
  deliveries
    .command('list')
    .option('--json')
    .option('--state <state>', 'waiting, delivered, dead, superseded or skipped')
    .option('--limit <n>', '', '50')
    .action((options: { json?: boolean; state?: string; limit: string }) =>
      withRuntime(async ({ database }) => {
        const rows = (
          await listDeliveries(database, { state: options.state, limit: Number(options.limit) || 50 })
        ).map(({ deliveryId, endpointId, sequence, type, state, attempts, dueAt, settledAt }) => ({
          id: deliveryId,
          endpoint: endpointId,
          sequence,
          type,
          state,
          attempts,
          dueAt,
          settledAt,
        }));
        printList(rows, options, (row) => row);
      }),
    );
  deliveries
    .command('redeliver <id>')
    .description('the original bytes again, outside the order')
    .action((id: string) =>
      withRuntime(async (runtime) => {
        const row = await readDelivery(runtime.database, id);
        if (!row) throw new OperationError('delivery-not-found');
        report(await redeliver(deliveryDeps(runtime), await findSubscription(runtime, row.endpointId), row));
      }),
    );
}

function report({ outcome, status, error, latencyMs }: AttemptResult): void {
  print(`${outcome}: ${status ?? `${error?.code}: ${error?.message}`} in ${Math.round(latencyMs)} ms`);
  if (outcome === 'failure') process.exitCode = 1;
}
