import { cleanXml } from './clean-xml';
import { decodeBytes } from './decode-bytes';
import { FeedError, type FeedReading } from './feed-reading';
import { readJsonFeed } from './json-feed';
import { levelFeed } from './level-feed';
import { toReading } from './to-reading';

export interface ParseOptions {
  /** The HTTP header, for its charset. */
  contentType?: string;
  /** Where the document came from: what its relative links are relative to. */
  url?: string;
}

/**
 * Reads a feed document: RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0, JSON Feed. What can be repaired is repaired
 * and listed in `problems`.
 * @throws FeedError (nothing else) when it is no feed, empty, broken beyond repair or hostile
 */
export async function parseFeed(
  bytes: Uint8Array,
  { contentType, url }: ParseOptions = {},
): Promise<FeedReading> {
  const problems = new Set<string>();
  try {
    const text = cleanXml(decodeBytes(bytes, contentType).text, problems);
    if (/^[{[]/.test(text)) return readJsonFeed(text, { url, problems });
    return await toReading(levelFeed(text, { url, problems }), { url, problems });
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw new FeedError('unreadable', 'The document could not be read as a feed; please report its URL.');
  }
}
