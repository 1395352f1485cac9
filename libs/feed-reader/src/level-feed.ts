import { Parser } from 'htmlparser2';
import { FeedError, ITEMS_LIMIT, type FeedFormat } from './feed-reading';
import { fieldNames, isLink, levelledField, levelledLink, levelledValue } from './level-fields';
import { escapeHtml, type TextField } from './level-text';
import { innerScope, resolveName, rootScope, type ElementName, type Scope } from './namespaces';

/** A feed rewritten into the one dialect that rss-parser reads without surprises. */
export interface LevelledFeed {
  xml: string;
  format: Exclude<FeedFormat, 'json'>;
}

export interface LevelOptions {
  /** The document's own address, which an xml:base may be relative to. */
  url?: string;
  problems: Set<string>;
}

const DEEPEST = 64;
/** Some ten times what the longest feeds hold; each costs microseconds in which nothing else runs. */
const MOST_ELEMENTS = 200_000;
const rootFormats = new Map<string, LevelledFeed['format']>([
  ['rss', 'rss'],
  ['channel', 'rss'],
  ['rdf', 'rdf'],
  ['feed', 'atom'],
]);

interface Frame {
  name: ElementName;
  scope: Scope;
  base: string;
  /** Its children describe the feed. */
  isFeed: boolean;
}
interface Entry {
  frame: Frame;
  parts: string[];
  broken: boolean;
}
interface Field extends TextField {
  /** Not in the table of fields: read over. */
  name: string | undefined;
  base: string;
  /** Names of the elements open inside it. */
  inner: string[];
}
type Attributes = Record<string, string>;

/**
 * Rewrites a feed of any dialect (RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0) and any shape of mark-up into RSS
 * with well-formed XML: prefixes and letter case levelled, every text an HTML string, links with the base
 * they are relative to. rss-parser would refuse or misread most of what is repaired here. An entry whose
 * mark-up is broken is left out, since half a sentence can say the opposite of the whole.
 * @throws FeedError `not-a-feed`, `too-deep`, `too-many-elements`, `broken-xml`
 */
export function levelFeed(text: string, { url = '', problems }: LevelOptions): LevelledFeed {
  const leveller = new Leveller(url, problems);
  new Parser(leveller, { xmlMode: true, decodeEntities: true }).end(text);
  return leveller.result();
}

class Leveller {
  private readonly stack: Frame[] = [];
  private readonly feedParts: string[] = [];
  private readonly entries: string[] = [];
  private format: LevelledFeed['format'] | undefined;
  private entry: Entry | undefined;
  private field: Field | undefined;
  /** The element just opened, until anything follows it: how a self-closing tag is told. */
  private justOpened: Frame | Field | undefined;
  private broken = false;
  private elements = 0;

  constructor(
    private readonly url: string,
    private readonly problems: Set<string>,
  ) {}

  onopentag(name: string, attributes: Attributes): void {
    if (++this.elements > MOST_ELEMENTS)
      throw new FeedError('too-many-elements', `The document holds more than ${MOST_ELEMENTS} elements.`);
    if (this.stack.length + (this.field?.inner.length ?? 0) >= DEEPEST)
      throw new FeedError(
        'too-deep',
        `The document nests more than ${DEEPEST} elements; no feed needs that.`,
      );
    if (this.field) openInner(this.field, name);
    else this.openElement(name, attributes);
  }

  ontext(text: string): void {
    this.justOpened = undefined;
    const { field } = this;
    if (!field || (field.name === undefined && this.entry)) return;
    field.plain += text;
    if (field.hasElements) field.marked += field.atom ? escapeHtml(text) : text;
  }

  onclosetag(_name: string, isImplied: boolean): void {
    if (this.field && this.field.inner.length > 0) return closeInner(this.field);
    const frame = this.stack.pop();
    // A tag in the middle of which the document ends is closed without having been opened.
    const missing = isImplied && (frame === undefined || frame !== this.justOpened);
    this.justOpened = undefined;
    if (this.field) this.closeField(this.field, missing);
    else if (this.entry && this.entry.frame === frame) this.closeEntry(this.entry, missing);
    else if (missing) this.broken = true;
  }

  onend(): void {
    if (!this.format)
      throw new FeedError('not-a-feed', 'The document holds no mark-up; check that the URL names a feed.');
    if (!this.broken) return;
    this.problems.add('broken-xml');
    if (this.entries.length === 0)
      throw new FeedError('broken-xml', 'The XML is broken or cut off before the first complete entry.');
  }

  result(): LevelledFeed {
    const parts = ['<rss version="2.0"><channel>', ...this.feedParts, ...this.entries, '</channel></rss>'];
    return { xml: parts.join(''), format: this.format! };
  }

  private openElement(name: string, attributes: Attributes): void {
    const parent = this.stack.at(-1);
    const scope = innerScope(parent?.scope ?? rootScope(), attributes);
    const base = joinBase(parent?.base ?? '', attributes['xml:base'], this.url);
    const frame: Frame = { name: resolveName(name, scope), scope, base, isFeed: false };
    this.stack.push(frame);
    this.justOpened = frame;
    const { native, local } = frame.name;
    if (!parent) this.openRoot(frame, attributes);
    else if (native && local === 'channel' && this.stack.length === 2) frame.isFeed = true;
    else if (native && !this.entry && parent.isFeed && /^(item|entry)$/.test(local))
      this.openEntry(frame, attributes);
    else if (this.entry || parent.isFeed) this.openField(frame, attributes);
  }

  private openRoot(frame: Frame, attributes: Attributes): void {
    const { local } = frame.name;
    this.format = rootFormats.get(local);
    frame.isFeed = true;
    if (attributes['xml:lang']) this.feedParts.push(levelledValue('language', attributes['xml:lang']));
    if (this.format) return;
    const what = local === 'html' ? 'a web page' : `an XML document <${local.slice(0, 30)}>`;
    throw new FeedError(
      'not-a-feed',
      `This is ${what}, not a feed; look for the feed's own URL on the site.`,
    );
  }

  private openEntry(frame: Frame, attributes: Attributes): void {
    this.entry = { frame, parts: [], broken: false };
    if (attributes['rdf:about']) this.entry.parts.push(levelledValue('mw:about', attributes['rdf:about']));
    if (attributes['xml:lang']) this.entry.parts.push(levelledValue('language', attributes['xml:lang']));
  }

  private openField(frame: Frame, attributes: Attributes): void {
    const { key, native, atom } = frame.name;
    this.field = {
      name: fieldNames.get(key),
      base: frame.base,
      inner: [],
      attributes,
      atom: this.format === 'atom' ? native : atom,
      plain: '',
      marked: '',
      hasElements: false,
    };
  }

  private closeField(field: Field, missing: boolean): void {
    this.field = undefined;
    if (missing) this.problems.add('broken-xml');
    if (missing && this.entry) this.entry.broken = true;
    // Entries inside a feed's title: the title was never closed and swallowed them.
    if (missing && /<(item|entry)>/.test(field.marked)) this.broken = true;
    if (field.name === undefined) return;
    const where = this.entry?.parts ?? this.feedParts;
    const level = isLink(field.name)
      ? levelledLink(field, field.base)
      : levelledField(field.name, field, field.base);
    where.push(level);
  }

  private closeEntry(entry: Entry, missing: boolean): void {
    this.entry = undefined;
    if (missing || entry.broken) {
      this.broken = true;
      this.problems.add('entry-broken');
    } else if (this.entries.length >= ITEMS_LIMIT) this.problems.add('too-many-entries');
    else this.entries.push(`<item>${entry.parts.join('')}</item>`);
  }
}

const writable = /^[a-z][\w-]*$/;
const voidTags = /^(br|hr|img|wbr|input|link|meta|area|base|col|embed|source|track)$/;

function openInner(field: Field, name: string): void {
  const local = name.slice(name.indexOf(':') + 1).toLowerCase();
  field.inner.push(local);
  if (!field.hasElements) field.marked = field.atom ? escapeHtml(field.plain) : field.plain;
  field.hasElements = true;
  if (writable.test(local)) field.marked += `<${local}>`;
}

function closeInner(field: Field): void {
  const local = field.inner.pop()!;
  if (writable.test(local) && !voidTags.test(local)) field.marked += `</${local}>`;
}

/** A base inside another; '' until an xml:base is met: the document's own address is but the last resort. */
function joinBase(outer: string, own: string | undefined, url: string): string {
  if (!own) return outer;
  const around = (outer === '' ? url : outer) || undefined;
  return URL.canParse(own, around) ? new URL(own, around).href : own;
}
