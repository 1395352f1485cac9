import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { settingsOfProcess } from '#libs/config';
import { inspect, readOpml, writeOpml, type FeedInspection } from '#libs/feed-reader';
import { createHttpClient, HttpError } from '#libs/http-client';
import { addFeed, importFeeds, removeFeed } from '#libs/operations';
import { listFeeds } from '#libs/projections';
import { VERSION } from '#libs/runtime';
import { CliError } from '../cli-error';
import { print, printable, printJson, printList } from '../output';
import { withRuntime } from '../with-runtime';

const MOST_BYTES = 5 * 1024 * 1024;
const LONGEST_MS = 20_000;

export function addFeeds(program: Command): void {
  const feeds = program.command('feeds').description('the sources that are polled');
  feeds
    .command('list')
    .option('--json')
    .action((options: { json?: boolean }) =>
      withRuntime(async ({ database }) => {
        printList(await listFeeds(database), options, (feed) => ({
          id: feed.feedId,
          tier: feed.tier,
          outlet: feed.outlet,
          url: feed.url,
          'last success': feed.lastSuccessAt,
          error: feed.lastError,
        }));
      }),
    );
  feeds
    .command('add <url>')
    .option('--outlet <name>')
    .option('--title <title>')
    .option('--tier <n>', '1 official and wires, 2 quality press, 3 the rest', '2')
    .option('--official', "the speaker's own feed")
    .action((url: string, options: { outlet?: string; title?: string; tier: string; official?: boolean }) =>
      withRuntime(async (runtime) => {
        const tier = Number(options.tier);
        if (tier !== 1 && tier !== 2 && tier !== 3) throw new CliError('--tier is 1, 2 or 3', 2);
        const { outlet, title, official = false } = options;
        const feed = await addFeed(runtime, { url, outlet, title, tier, official });
        print(`${feed.feedId}  ${feed.url}`);
      }),
    );
  feeds.command('remove <id>').action((id: string) =>
    withRuntime(async (runtime) => {
      await removeFeed(runtime, id, 'removed on the command line');
    }),
  );
  feeds
    .command('import <file>')
    .description('an OPML file')
    .action((file: string) =>
      withRuntime(async (runtime) => {
        const added = await importFeeds(runtime, await readOpml(readFileSync(file, 'utf8')), 'import');
        print(`${added.length} feeds added`);
      }),
    );
  feeds
    .command('export [file]')
    .description('as OPML')
    .action((file: string | undefined) =>
      withRuntime(async ({ database }) => {
        const opml = writeOpml(
          (await listFeeds(database)).map(({ country, language, homepage, ...feed }) => ({
            ...feed,
            country: country ?? undefined,
            language: language ?? undefined,
            homepage: homepage ?? undefined,
          })),
        );
        if (file === undefined) print(opml);
        else writeFileSync(file, opml);
      }),
    );
  addInspect(feeds);
}

function addInspect(feeds: Command): void {
  feeds
    .command('inspect [target]')
    .description('read a feed (URL or file), or every file of a folder, without a database')
    .option('--dir <folder>')
    .option('--json', 'one JSON line a feed')
    .action(async (target: string | undefined, options: { dir?: string; json?: boolean }) => {
      if ((target === undefined) === (options.dir === undefined))
        throw new CliError('give a URL or file, or --dir FOLDER', 2);
      if (options.dir !== undefined) return inspectFolder(options.dir, options);
      const { name, found } = /^https?:\/\//.test(target!)
        ? await inspectUrl(target!)
        : { name: { file: basename(target!) }, found: await inspect(readFileSync(target!)) };
      show(name, found, options);
      if (!found.ok) process.exitCode = 1;
    });
}

async function inspectFolder(folder: string, options: { json?: boolean }): Promise<void> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (entry.isFile())
      show({ file: entry.name }, await inspect(readFileSync(join(folder, entry.name))), options);
}

async function inspectUrl(url: string): Promise<{ name: { url: string }; found: FeedInspection }> {
  const client = createHttpClient({
    allow: settingsOfProcess().MW_EGRESS_ALLOW,
    userAgent: `mediation-watch/${VERSION}`,
  });
  try {
    const answer = await client.request({
      method: 'GET',
      url,
      timeoutMs: LONGEST_MS,
      maxBytes: MOST_BYTES,
      maxRedirects: 5,
    });
    if (answer.status !== 200)
      return { name: { url }, found: failed('http-status', `the server answered ${answer.status}`) };
    return {
      name: { url },
      found: await inspect(answer.body, { contentType: answer.headers['content-type'], url: answer.url }),
    };
  } catch (error) {
    if (error instanceof HttpError) return { name: { url }, found: failed(error.code, error.message) };
    throw error;
  } finally {
    await client.close();
  }
}

const failed = (code: string, message: string): FeedInspection => ({
  ok: false,
  error: { code, message },
  format: null,
  feedTitle: null,
  problems: [],
  items: [],
});

function show(
  name: { file: string } | { url: string },
  found: FeedInspection,
  { json }: { json?: boolean },
): void {
  if (json) return printJson({ ...name, ...found });
  const where = 'file' in name ? name.file : name.url;
  if (!found.ok) return print(`${where}: ${found.error?.code}: ${found.error?.message}`);
  print(
    `${where}: ${found.format}, "${printable(found.feedTitle ?? '')}", ${found.items.length} items${found.problems.length ? `, ${found.problems.join(', ')}` : ''}`,
  );
  for (const { publishedAt, title, link } of found.items.slice(0, 10))
    print(`  ${publishedAt ?? 'undated'.padEnd(24)}  ${printable(title)}  ${link ?? ''}`);
}
