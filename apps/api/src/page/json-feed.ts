import { FEED_TITLE, type FeedFrame } from './atom';
import type { Entry } from './told-entries';

/** JSON Feed 1.1. */
export const renderJsonFeed = (entries: readonly Entry[], { publicUrl }: FeedFrame): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: FEED_TITLE,
    home_page_url: `${publicUrl}/`,
    feed_url: `${publicUrl}/feed.json`,
    language: 'en',
    authors: [{ name: 'mediation-watch', url: `${publicUrl}/` }],
    items: entries.map((entry) => ({
      id: `urn:uuid:${entry.eventId}`,
      url: entry.link,
      title: entry.title,
      content_html: entry.content.toString(),
      date_published: entry.at,
      tags: [entry.posture, entry.type],
      _mediation_watch: { explain: entry.explain, supersedes: entry.supersedes },
    })),
  });
