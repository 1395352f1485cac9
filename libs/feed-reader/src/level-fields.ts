import { escapeHtml, textAsHtml, type TextField } from './level-text';

/**
 * The fields that are kept, by the name feeds give them (native names bare, others with the short name of
 * their namespace), and the name they are given. `description` and `content:encoded` are not among the
 * latter: rss-parser takes snippets of those with expressions that a hostile text can stall.
 */
export const fieldNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    title: 'title',
    'dc:title': 'title',
    'itunes:title': 'title',
    link: 'mw:link',
    'feedburner:origlink': 'mw:origin',
    guid: 'guid',
    id: 'guid',
    'dc:identifier': 'mw:identifier',
    description: 'mw:text',
    summary: 'mw:text',
    'dc:description': 'mw:text',
    'itunes:summary': 'mw:text',
    'media:description': 'mw:text',
    content: 'mw:content',
    'content:encoded': 'mw:content',
    encoded: 'mw:content',
    'xhtml:body': 'mw:content',
    'xhtml:div': 'mw:content',
    language: 'language',
    'dc:language': 'language',
    pubdate: 'mw:published',
    published: 'mw:published',
    issued: 'mw:published',
    'dc:date': 'mw:published',
    'dcterms:issued': 'mw:published',
    'dcterms:available': 'mw:published',
    created: 'mw:created',
    'dc:created': 'mw:created',
    'dcterms:created': 'mw:created',
    updated: 'mw:updated',
    modified: 'mw:updated',
    'dcterms:modified': 'mw:updated',
    date: 'mw:published',
  }),
);

const texts = new Set(['title', 'mw:text', 'mw:content']);

export const isLink = (name: string): boolean => name === 'mw:link';

/** A value as an element for rss-parser. */
export const levelledValue = (name: string, value: string): string =>
  `<${name}>${escapeXml(value)}</${name}>`;

/** A text, date or id as an element for rss-parser; `base` is an explicit xml:base, to which an id may be relative. */
export function levelledField(name: string, field: TextField, base: string): string {
  if (texts.has(name)) return levelledValue(name, textAsHtml(field));
  const value = field.plain.trim();
  if (name !== 'guid') return levelledValue(name, value);
  const id =
    field.atom && value !== '' && URL.canParse(value, base || undefined)
      ? new URL(value, base || undefined).href
      : value;
  const opaque = field.attributes['isPermaLink'] === 'false' ? levelledValue('mw:opaque', '1') : '';
  return levelledValue(name, URL.canParse(value) ? value : id) + opaque;
}

/** A link with all that is needed to choose among several: what it is for, its type, and its base. */
export function levelledLink({ attributes, plain }: TextField, base: string): string {
  const href = (attributes['href'] ?? attributes['rdf:resource'] ?? plain).trim();
  const named = { href, base, rel: attributes['rel'] ?? '', type: attributes['type'] ?? '' };
  const written = Object.entries(named).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return `<mw:link${written.join('')}/>`;
}

const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escapeXml = (text: string): string => escapeHtml(text.replace(forbidden, '')).replaceAll('"', '&quot;');
