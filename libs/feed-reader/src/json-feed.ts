import type { ItemReading } from '#libs/domain';
import { FeedError, ITEMS_LIMIT, type FeedReading } from './feed-reading';
import { htmlToLine, htmlToText } from './html-text';
import { layOutText } from './lay-out-text';
import { escapeHtml } from './level-text';
import { parseDate } from './parse-date';
import { absoluteLink, boundedGuid } from './references';

type Json = Record<string, unknown>;

/**
 * Reads a JSON Feed (1.0, 1.1).
 * @throws FeedError `broken-json`, or `not-a-feed` for other JSON
 */
export function readJsonFeed(
  text: string,
  { url, problems }: { url?: string; problems: Set<string> },
): FeedReading {
  const feed = parse(text);
  const items = feed['items'];
  if (!Array.isArray(items) || !(/jsonfeed/i.test(string(feed['version'])) || 'title' in feed))
    throw new FeedError(
      'not-a-feed',
      'This is JSON, but no JSON Feed; look for the URL of a feed on the site.',
    );
  if (items.length > ITEMS_LIMIT) problems.add('too-many-entries');
  const base = absoluteLink(string(feed['home_page_url']), url) ?? url;
  const language = string(feed['language']).toLowerCase();
  const entries = items.filter(isObject).slice(0, ITEMS_LIMIT);
  return {
    format: 'json',
    title: htmlToLine(escapeHtml(string(feed['title']))),
    ...(language && { language }),
    items: entries.map((entry) => toItem(entry, { base, language, problems })),
    problems: [...problems],
  };
}

function toItem(
  entry: Json,
  around: { base?: string; language: string; problems: Set<string> },
): ItemReading {
  const guid = typeof entry['id'] === 'number' ? String(entry['id']) : string(entry['id']);
  const link =
    absoluteLink(string(entry['url']), around.base) ??
    absoluteLink(string(entry['external_url']), around.base);
  const claimed = string(entry['date_published']) || string(entry['date_modified']);
  const date = parseDate(claimed);
  if (claimed !== '' && !date) around.problems.add('bad-date');
  const html = string(entry['content_html']);
  const language = string(entry['language']).toLowerCase() || around.language;
  return {
    ...(guid && { guid: boundedGuid(guid) }),
    ...(link && { link }),
    ...layOutText({
      title: htmlToLine(escapeHtml(string(entry['title']))),
      summary: htmlToText(escapeHtml(string(entry['summary']))),
      content: htmlToText(html === '' ? escapeHtml(string(entry['content_text'])) : html),
    }),
    ...(language && { language }),
    claimedAt: date?.at ?? null,
    claimedPrecision: date?.precision ?? 'instant',
  };
}

function parse(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FeedError('broken-json', 'The document begins like JSON, but is broken or cut off.');
  }
  return isObject(value) ? value : {};
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const string = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
