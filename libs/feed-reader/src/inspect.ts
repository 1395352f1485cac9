import { FeedError, type FeedFormat } from './feed-reading';
import { parseFeed, type ParseOptions } from './parse-feed';

/** What `feeds inspect` prints of one document. */
export interface FeedInspection {
  ok: boolean;
  error?: { code: string; message: string };
  format: FeedFormat | null;
  feedTitle: string | null;
  problems: string[];
  items: {
    title: string;
    link: string | null;
    guid: string | null;
    /** ISO 8601 UTC. */
    publishedAt: string | null;
    summary: string;
  }[];
}

/** Reads a document and says what was found; a document that cannot be read is an answer, not an error. */
export async function inspect(bytes: Uint8Array, options: ParseOptions = {}): Promise<FeedInspection> {
  try {
    const { format, title, items, problems } = await parseFeed(bytes, options);
    const found = items.map((item) => ({
      title: item.title,
      link: item.link ?? null,
      guid: item.guid ?? null,
      publishedAt: item.claimedAt,
      summary: item.summary,
    }));
    return { ok: true, format, feedTitle: title, problems, items: found };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    const { code, message } = error;
    return { ok: false, error: { code, message }, format: null, feedTitle: null, problems: [], items: [] };
  }
}
