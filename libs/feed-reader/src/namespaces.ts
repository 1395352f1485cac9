/** The short name under which this reader knows a namespace; '' for the feed's own elements. */
const known: Record<string, string> = {
  'http://www.w3.org/2005/atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://channel.netscape.com/rdf/simple/0.9/': '',
  'http://backend.userland.com/rss': '',
  'http://backend.userland.com/rss2': '',
  'http://backend.userland.com/rss091': '',
  'http://blogs.law.harvard.edu/tech/rss': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/elements/1.0/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://search.yahoo.com/mrss/': 'media',
  'http://search.yahoo.com/mrss': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://www.w3.org/1999/xhtml': 'xhtml',
};

/** Prefixes in force at an element, by prefix ('' for the default). */
export type Scope = Readonly<Record<string, string>>;

/** The prefixes most documents use, for those that forget to declare them. */
export const rootScope: Scope = Object.assign(
  Object.create(null) as Record<string, string>,
  { '': '' },
  Object.fromEntries(
    ['atom', 'rdf', 'content', 'dc', 'dcterms', 'media', 'itunes', 'feedburner', 'xhtml'].map((p) => [p, p]),
  ),
);

/** The scope inside an element with these attributes. */
export function innerScope(outer: Scope, attributes: Record<string, string>): Scope {
  let inner: Record<string, string> | undefined;
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue;
    inner ??= Object.assign(Object.create(null) as Record<string, string>, outer);
    const uri = attributes[name]!.trim().toLowerCase();
    // Feeds like to give themselves a default namespace that does not exist; their elements are theirs.
    if (name === 'xmlns') inner[''] = known[uri] ?? '';
    else inner[name.slice('xmlns:'.length)] = known[uri] ?? 'other';
  }
  return inner ?? outer;
}

/** An element's name split into the short name of its namespace and its own, in lower case. */
export function resolveName(name: string, scope: Scope): { space: string; local: string } {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  return { space: scope[prefix] ?? 'other', local: name.slice(colon + 1).toLowerCase() };
}
