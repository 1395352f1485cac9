export { decodeBytes } from './decode-bytes';
export { FeedError, type FeedErrorCode, type FeedFormat, type FeedReading } from './feed-reading';
export { htmlToLine, htmlToText } from './html-text';
export { inspect, type FeedInspection } from './inspect';
export { parseDate, type ClaimedDate } from './parse-date';
export { parseFeed, type ParseOptions } from './parse-feed';
export { fetchFeed, type FetchOutcome, type FetchRequest } from './fetch-feed';
export { readOpml, writeOpml, type FeedListing } from './opml';
