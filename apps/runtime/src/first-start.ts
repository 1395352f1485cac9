import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '#libs/config';
import { readOpml } from '#libs/feed-reader';
import { ensureAdminKey, importFeeds } from '#libs/operations';
import type { Runtime } from './open-runtime';

const BUNDLED = 'libs/feed-reader/data/default-feeds.opml';

/**
 * What the first start on an empty database does: make the admin key, and import the feeds that `MW_FEEDS`
 * names. Later starts find both done.
 * @returns the new admin key, to be shown once; null when there was one
 */
export async function firstStart(runtime: Runtime): Promise<string | null> {
  const { settings, database, logger } = runtime;
  const key = await ensureAdminKey(runtime, settings.MW_API_KEY);
  const [row] = await database.query<{ any: boolean }>('select exists (select 1 from feeds) as any');
  if (settings.MW_FEEDS === 'none' || row!.any) return key;
  const isBundled = settings.MW_FEEDS === 'default';
  const file = isBundled ? join(packageRoot(), BUNDLED) : settings.MW_FEEDS;
  const feeds = await importFeeds(
    runtime,
    await readOpml(await readFile(file, 'utf8')),
    isBundled ? 'bundled' : 'import',
  );
  logger.info({ feeds: feeds.length, from: isBundled ? 'the bundled list' : file }, 'feeds registered');
  return key;
}
