/** The short name under which this reader knows a namespace; '' for the feed's own elements. */
const known = new Map([
  ['http://www.w3.org/2005/atom', 'atom'],
  ['http://purl.org/atom/ns#', 'atom'],
  ['http://purl.org/rss/1.0/', ''],
  ['http://my.netscape.com/rdf/simple/0.9/', ''],
  ['http://channel.netscape.com/rdf/simple/0.9/', ''],
  ['http://backend.userland.com/rss', ''],
  ['http://backend.userland.com/rss2', ''],
  ['http://backend.userland.com/rss091', ''],
  ['http://blogs.law.harvard.edu/tech/rss', ''],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['http://purl.org/rss/1.0/modules/content/', 'content'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/elements/1.0/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://search.yahoo.com/mrss/', 'media'],
  ['http://search.yahoo.com/mrss', 'media'],
  ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['http://rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
]);

/** An element's name: the short name of its namespace, its own in lower case, and both as one key. */
export interface ElementName {
  local: string;
  /** One of the feed's own elements, not an extension's. */
  native: boolean;
  /** In the namespace of Atom, also as a guest in RSS. */
  atom: boolean;
  /** `title`, `dc:date`; native names bare. */
  key: string;
}

/** The prefixes in force at an element ('' for the default), and the names resolved under them so far. */
export interface Scope {
  prefixes: ReadonlyMap<string, string>;
  names: Map<string, ElementName>;
}

const usualPrefixes = ['atom', 'rdf', 'content', 'dc', 'dcterms', 'media', 'itunes', 'feedburner', 'xhtml'];

/** Where a document begins: with the prefixes most use, for those that forget to declare them. */
export const rootScope = (): Scope => ({
  prefixes: new Map([['', ''], ...usualPrefixes.map((prefix) => [prefix, prefix] as const)]),
  names: new Map(),
});

/** The scope inside an element with these attributes. */
export function innerScope(outer: Scope, attributes: Record<string, string>): Scope {
  let inner: Map<string, string> | undefined;
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue;
    inner ??= new Map(outer.prefixes);
    const uri = attributes[name]!.trim().toLowerCase();
    // Feeds like to give themselves a default namespace that does not exist; their elements are theirs.
    if (name === 'xmlns') inner.set('', known.get(uri) ?? '');
    else inner.set(name.slice('xmlns:'.length), known.get(uri) ?? 'other');
  }
  return inner ? { prefixes: inner, names: new Map() } : outer;
}

/** What an element is called, whatever prefix and letters its document uses. */
export function resolveName(name: string, scope: Scope): ElementName {
  let found = scope.names.get(name);
  if (!found) {
    found = resolve(name, scope);
    scope.names.set(name, found);
  }
  return found;
}

function resolve(name: string, { prefixes }: Scope): ElementName {
  const colon = name.indexOf(':');
  const space = prefixes.get(colon < 0 ? '' : name.slice(0, colon)) ?? 'other';
  const local = name.slice(colon + 1).toLowerCase();
  const native = space === '' || space === 'atom';
  return { local, native, atom: space === 'atom', key: native ? local : `${space}:${local}` };
}
