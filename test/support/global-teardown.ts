import { shared } from './global-setup';

/** Drops what the set-up made: the template and its copies, or the embedded server with its folder. */
export default async function teardown(): Promise<void> {
  await shared.closeTestServer?.();
}
