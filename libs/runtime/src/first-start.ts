import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '#libs/config';
import { readOpml } from '#libs/feed-reader';
import { ensureAdminKey, importFeeds } from '#libs/operations';
import type { Runtime } from './open-runtime';
import { StartError } from './start-error';

const BUNDLED = 'libs/feed-reader/data/default-feeds.opml';
/** Several programs may start at once on an empty database: one imports, the others find it done. */
const FIRST_FEEDS_LOCK = 7301004;

/**
 * What the first start on an empty database does: make the admin key, and import the feeds that `MW_FEEDS`
 * names. Later starts find both done.
 * @returns the new admin key, to be shown once; null when there was one
 */
export async function firstStart(runtime: Runtime): Promise<string | null> {
  const key = await ensureAdminKey(runtime, runtime.settings.MW_API_KEY);
  await firstFeeds(runtime);
  return key;
}

/**
 * Imports the first feeds, unless there were any. Whatever folds must come after this: a posture decided
 * before the feeds are known would take their past for late news.
 */
export async function firstFeeds(runtime: Runtime): Promise<void> {
  const { MW_FEEDS } = runtime.settings;
  if (MW_FEEDS === 'none') return;
  await runtime.database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [FIRST_FEEDS_LOCK]);
    const known = await tx.query('select 1 from feeds limit 1');
    if (known.length > 0) return;
    const isBundled = MW_FEEDS === 'default';
    const file = isBundled ? join(packageRoot(), BUNDLED) : MW_FEEDS;
    const text = await readFile(file, 'utf8').catch((cause: Error) => {
      const message = `the list of feeds cannot be read (${cause.message}); set MW_FEEDS to an OPML file, default or none`;
      throw new StartError(message, { cause });
    });
    const listed = await readOpml(text);
    const feeds = await importFeeds(runtime, listed, isBundled ? 'bundled' : 'import');
    const from = isBundled ? 'the bundled list' : file;
    runtime.logger.info({ feeds: feeds.length, from }, 'feeds registered');
  });
}
