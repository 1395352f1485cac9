import { launch, type EmbeddedOptions, type EmbeddedServer } from './launcher';

export { EmbeddedError, type EmbeddedErrorCode } from './errors';
export type { Connection } from './database';
export type { EmbeddedOptions, EmbeddedServer };

/**
 * Starts the bundled PostgreSQL on a data folder, or joins the one that runs there already. The server
 * lives until its last holder has called `stop` or has died. Fails with an `EmbeddedError`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  return launch(options);
}
