import { xml, type Markup } from './markup';
import type { Entry } from './told-entries';

export const FEED_TITLE = 'The US as mediator between Russia and Ukraine: changes of posture';

/** Where a feed is, and when it last said something. */
export interface FeedFrame {
  publicUrl: string;
  /** Time of the newest decision; null before the first. */
  updated: string | null;
  version: string;
}

/** A feed needs a time even before there is anything to tell. */
const NEVER = '1970-01-01T00:00:00.000Z';

/** Atom 1.0. A correction names what it takes back as what it replies to (RFC 4685). */
export const renderAtom = (entries: readonly Entry[], { publicUrl, updated, version }: FeedFrame): string =>
  xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="en">
<id>${publicUrl}/feed.atom</id>
<title>${FEED_TITLE}</title>
<subtitle>Told when the posture changes, and when something told before has to be corrected.</subtitle>
<updated>${updated ?? NEVER}</updated>
<author><name>mediation-watch</name><uri>${publicUrl}/</uri></author>
<generator version="${version}">mediation-watch</generator>
<link rel="self" type="application/atom+xml" href="${publicUrl}/feed.atom"/>
<link rel="alternate" type="text/html" href="${publicUrl}/"/>
${entries.map(entryOf)}</feed>
`.toString();

const entryOf = (entry: Entry): Markup =>
  xml`<entry>
<id>urn:uuid:${entry.eventId}</id>
<title>${entry.title}</title>
<published>${entry.at}</published>
<updated>${entry.at}</updated>
<category term="${entry.posture}"/>
<category term="${entry.type}"/>
<link rel="alternate" type="text/html" href="${entry.link}"/>
<link rel="related" type="application/json" href="${entry.explain}"/>
${entry.supersedes.map((id) => xml`<thr:in-reply-to ref="urn:uuid:${id}"/>\n`)}<content type="html">${entry.content.toString()}</content>
</entry>
`;
