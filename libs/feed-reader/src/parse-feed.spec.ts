import * as fc from 'fast-check';
import { FeedError, inspect, parseFeed, type FeedReading, type ParseOptions } from './index';

const parse = (text: string | Buffer, options: ParseOptions = {}): Promise<FeedReading> =>
  parseFeed(Buffer.from(text as string), options);
const rss = (inner: string, head = ''): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title><link>https://wire.example/</link>${head}${inner}</channel></rss>`;
const item = (inner: string): string => rss(`<item>${inner}</item>`);
const atom = (inner: string, attributes = ''): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>Desk</title>${inner}</feed>`;
const first = async (text: string, options?: ParseOptions) => (await parse(text, options)).items[0]!;
const code = async (text: string | Buffer): Promise<string> =>
  parse(text).then(
    () => 'was read',
    (error) => (error instanceof FeedError ? error.code : String(error)),
  );

describe('dialects', () => {
  it('reads RSS 2.0', async () => {
    const text = rss(
      `<item><title>Envoy &amp; minister meet</title><link>https://wire.example/1</link><guid isPermaLink="false">w-1</guid>
       <pubDate>Thu, 01 May 2025 12:00:00 GMT</pubDate><description>&lt;p&gt;They met.&lt;/p&gt;</description>
       <content:encoded><![CDATA[<p>They met.</p><p>They will meet again.</p>]]></content:encoded></item>`,
      '<language>en-US</language>',
    );
    expect(await parse(text)).toEqual({
      format: 'rss',
      title: 'Wire',
      language: 'en-us',
      problems: [],
      items: [
        {
          guid: 'w-1',
          link: 'https://wire.example/1',
          title: 'Envoy & minister meet',
          summary: 'They met.',
          content: 'They met.\nThey will meet again.',
          language: 'en-us',
          claimedAt: '2025-05-01T12:00:00.000Z',
          claimedPrecision: 'instant',
        },
      ],
    });
  });

  it('reads Atom 1.0', async () => {
    const text = atom(
      `<entry xml:lang="uk"><id>urn:x:1</id><title type="html">Talks &lt;i&gt;resume&lt;/i&gt;</title>
       <link rel="self" href="/self"/><link rel="enclosure" href="/a.mp3"/><link rel="alternate" type="application/json" href="/a.json"/>
       <link rel="alternate" type="text/html" href="a.html"/><updated>2025-05-02T08:00:00Z</updated><published>2025-05-01T08:00:00Z</published>
       <summary>In Geneva, 5 &lt; 6.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>We <b>will</b> not leave.</p><p>Not yet.</p></div></content>
       <source><title>Another feed</title><id>urn:other</id></source></entry>`,
      ' xml:base="https://desk.example/news/" xml:lang="en"',
    );
    expect(await parse(text)).toEqual({
      format: 'atom',
      title: 'Desk',
      language: 'en',
      problems: [],
      items: [
        {
          guid: 'urn:x:1',
          link: 'https://desk.example/news/a.html',
          title: 'Talks resume',
          summary: 'In Geneva, 5 < 6.',
          content: 'We will not leave.\nNot yet.',
          language: 'uk',
          claimedAt: '2025-05-01T08:00:00.000Z',
          claimedPrecision: 'instant',
        },
      ],
    });
  });

  it('reads Atom 0.3', async () => {
    const text = `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="base64">${Buffer.from('Desk').toString('base64')}</title>
      <entry><id>e1</id><title mode="escaped" type="text/html">A &lt;b&gt;B&lt;/b&gt;</title><link rel="alternate" href="https://d.example/1"/><issued>2025-05-01T12:00:00Z</issued></entry></feed>`;
    expect(await parse(text)).toMatchObject({
      format: 'atom',
      title: 'Desk',
      items: [
        { guid: 'e1', title: 'A B', link: 'https://d.example/1', claimedAt: '2025-05-01T12:00:00.000Z' },
      ],
    });
  });

  it('reads RSS 1.0, whatever its prefixes', async () => {
    const text = `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
      <s:channel r:about="https://old.example/"><s:title>Old</s:title><s:link>https://old.example/</s:link></s:channel>
      <s:item r:about="https://old.example/1"><s:title>T</s:title><s:link>https://old.example/1</s:link><d:date>2025-05-01T12:00:00+02:00</d:date><d:language>fr</d:language></s:item></r:RDF>`;
    expect(await parse(text.replaceAll('r:about', 'rdf:about'))).toMatchObject({
      format: 'rdf',
      title: 'Old',
      items: [{ guid: 'https://old.example/1', language: 'fr', claimedAt: '2025-05-01T10:00:00.000Z' }],
    });
  });

  it.each(['0.91', '0.92', '0.94', '', '3.0'])('reads RSS that says version "%s"', async (version) => {
    const text = `<rss version="${version}"><channel><title>W</title><item><title>T</title><link>https://w.example/1</link></item></channel></rss>`;
    expect(await parse(text)).toMatchObject({
      title: 'W',
      items: [{ title: 'T', link: 'https://w.example/1' }],
    });
  });

  it('reads RSS in capitals, and an undeclared prefix', async () => {
    const text =
      '<RSS><Channel><Title>W</Title><Item><Title>T</Title><PubDate>1 May 2025</PubDate><dc:language>de</dc:language></Item></Channel></RSS>';
    expect((await parse(text)).items[0]).toMatchObject({
      title: 'T',
      claimedPrecision: 'day',
      language: 'de',
    });
  });

  it('reads a JSON Feed', async () => {
    const text = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'AT&T <news>',
      home_page_url: 'https://j.example/',
      language: 'en',
      items: [
        {
          id: 7,
          url: '/1',
          title: 'A < B',
          content_html: '<p>One</p><p>Two</p>',
          date_published: '2025-05-01T12:00:00Z',
        },
        { id: 'b', external_url: 'https://k.example/', content_text: 'Plain <b>text</b>', summary: 'S' },
      ],
    });
    expect(await parse(text)).toMatchObject({
      format: 'json',
      title: 'AT&T <news>',
      items: [
        { guid: '7', link: 'https://j.example/1', title: 'A < B', summary: 'One\nTwo', language: 'en' },
        {
          guid: 'b',
          link: 'https://k.example/',
          summary: 'S',
          content: 'Plain <b>text</b>',
          claimedAt: null,
        },
      ],
    });
  });
});

describe('repairs', () => {
  it('of bare ampersands and unknown entities', async () => {
    const { items, problems } = await parse(item('<title>AT&T, R&D &nbsp;&ndash; &amp;c</title>'));
    expect([items[0]!.title, problems]).toEqual(['AT&T, R&D – &c', ['bare-ampersand']]);
    expect((await parse(item('<title><![CDATA[R & D]]></title>'))).problems).toEqual([]);
  });

  it('of control characters', async () => {
    const { items, problems } = await parse(item('<title>A\u0000B\u0008C&#0;D&#x1;E</title>'));
    expect(items[0]!.title.replace('\ufffd', '')).toBe('ABCDE');
    expect(problems).toContain('control-characters');
  });

  it('of what stands before and after the feed', async () => {
    expect((await parse(`\n \ufeff ${item('<title>T</title>')} <!-- cached -->`)).items).toHaveLength(1);
  });

  it('of guids that are objects, empty or absent', async () => {
    expect((await first(item('<title>T</title><guid isPermaLink="false"/>'))).guid).toBeUndefined();
    expect((await first(item('<title>T</title><guid>  </guid>'))).guid).toBeUndefined();
    expect(await first(item('<guid>https://w.example/9</guid>'))).toMatchObject({
      link: 'https://w.example/9',
    });
    expect((await first(item('<guid isPermaLink="false">https://w.example/9</guid>'))).link).toBeUndefined();
  });

  it('of relative links, against xml:base, the channel and the document', async () => {
    expect((await first(item('<link>/a?b=1</link>'))).link).toBe('https://wire.example/a?b=1');
    const nested = atom('<entry xml:base="b/"><link href="c"/></entry>', ' xml:base="/a/"');
    expect((await first(nested, { url: 'https://x.example/feed' })).link).toBe('https://x.example/a/b/c');
    expect((await first('<rss><channel><item><link>c</link></item></channel></rss>')).link).toBeUndefined();
    expect((await first(item('<link>javascript:alert(1)</link>'))).link).toBeUndefined();
  });

  it('of an article hidden behind a redirecting service', async () => {
    const text = `<rss xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><link>https://f.example/~r/1</link><fb:origLink>https://w.example/1</fb:origLink></item></channel></rss>`;
    expect((await first(text)).link).toBe('https://w.example/1');
  });

  it('of mark-up that should have been escaped', async () => {
    const entry = await first(
      item('<title>We <em>will</em> not go</title><description>One<br>two <p>three</description>'),
    );
    expect(entry).toMatchObject({ title: 'We will not go', summary: 'One\ntwo\nthree' });
  });

  it('of dates', async () => {
    expect(await first(item('<pubDate>Thu, 01 May 2025 13:00:00 BST</pubDate>'))).toMatchObject({
      claimedAt: '2025-05-01T12:00:00.000Z',
    });
    const { items, problems } = await parse(item('<title>T</title><pubDate>soon</pubDate>'));
    expect([items[0]!.claimedAt, problems]).toEqual([null, ['bad-date']]);
    expect(await first(item('<pubDate>soon</pubDate><dc:date>2025-05-01</dc:date>'))).toMatchObject({
      claimedAt: '2025-05-01T00:00:00.000Z',
      claimedPrecision: 'day',
    });
  });

  it('of entries that are cut off or broken: they are left out', async () => {
    const whole = '<item><title>Whole</title></item>';
    const titles = async (text: string) => {
      const { items, problems } = await parse(text);
      return [items.map((i) => i.title), problems];
    };
    expect(await titles(rss(`${whole}<item><title>We will not`).replace('</channel></rss>', ''))).toEqual([
      ['Whole'],
      ['broken-xml', 'entry-broken'],
    ]);
    expect(await titles(rss(`<item><title>Broken<link>x</item>${whole}`))).toEqual([
      ['Whole'],
      ['broken-xml', 'entry-broken'],
    ]);
  });

  it('decodes entities exactly once', async () => {
    const entry = await first(
      item('<title>a &amp;lt;b&amp;gt; c</title><description>&amp;amp;lt;i&amp;amp;gt;</description>'),
    );
    expect(entry).toMatchObject({ title: 'a <b> c', summary: '&lt;i&gt;' });
  });
});

describe('lengths', () => {
  const sentence = 'The envoys agreed to meet again in a week. ';

  it('keep the title within 500 characters', async () => {
    const { title } = await first(item(`<title>${'word '.repeat(200)}</title>`));
    expect(title.length).toBeLessThanOrEqual(500);
    expect(title.endsWith('word')).toBe(true);
  });

  it('let a long summary go on in the content, cut after a sentence', async () => {
    const { summary, content } = await first(item(`<description>${sentence.repeat(100)}</description>`));
    expect(summary.length).toBeLessThanOrEqual(2_000);
    expect(summary.endsWith('week.')).toBe(true);
    expect(`${summary} ${content}`).toBe(sentence.repeat(100).trim());
  });

  it('begin an entry without summary with its content', async () => {
    const { summary, content } = await first(
      item(`<content:encoded>${sentence.repeat(100)}</content:encoded>`),
    );
    expect(`${summary} ${content}`).toBe(sentence.repeat(100).trim());
  });

  it('do not tell the same twice', async () => {
    const text = item(`<description>Same.</description><content:encoded>Same.</content:encoded>`);
    expect(await first(text)).toMatchObject({ summary: 'Same.', content: '' });
  });

  it('bound links and guids', async () => {
    const long = 'x'.repeat(5_000);
    const entry = await first(item(`<guid>${long}</guid><link>https://w.example/${long}</link>`));
    expect(entry.link).toBeUndefined();
    expect(entry.guid).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('take 500 entries of a document', async () => {
    const { items, problems } = await parse(rss('<item><title>T</title></item>'.repeat(600)));
    expect([items.length, problems]).toEqual([500, ['too-many-entries']]);
  });
});

describe('refusals', () => {
  it.each([
    ['', 'empty'],
    [' \n\u0000 ', 'empty'],
    ['not found', 'not-a-feed'],
    ['<!doctype html><html><body><p>Sign in<br></body></html>', 'not-a-feed'],
    ['<html><head><title>x</title></head></html>', 'not-a-feed'],
    ['<opml version="2.0"><body/></opml>', 'not-a-feed'],
    ['{"error":"none"}', 'not-a-feed'],
    ['[1,2]', 'not-a-feed'],
    ['{"items": [', 'broken-json'],
    ['<rss version="2.0"><channel><title>x</title>', 'broken-xml'],
    ['<rss version="2.0"><channel><title>x<item><title>y</title></item></channel></rss>', 'broken-xml'],
    ['<rss version="2.0"><channel><item><title>x</item></channel></rss>', 'broken-xml'],
    [`<rss><channel>${'<a>'.repeat(100_000)}`, 'too-deep'],
    [
      '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>',
      'entity-declarations',
    ],
    ['<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel/></rss>', 'entity-declarations'],
    [`<rss><channel>${'<a/>'.repeat(250_000)}`, 'too-many-elements'],
  ])('%.60s', async (text, expected) => expect(await code(text)).toBe(expected));

  it('do not meet a harmless document type', async () => {
    expect(await code(`<!DOCTYPE rss SYSTEM "rss-0.91.dtd">${item('<title>T</title>')}`)).toBe('was read');
    expect(await code(`<!DOCTYPE rss [<!ENTITY % x SYSTEM "l1.ent"> %x;]>${item('<title>T</title>')}`)).toBe(
      'was read',
    );
  });

  it('say what to do', async () => {
    const page = await inspect(Buffer.from('<html></html>'));
    expect(page).toMatchObject({ ok: false, items: [], error: { code: 'not-a-feed' } });
    expect(page.error!.message).toContain("look for the feed's own URL");
  });
});

describe('whatever comes', () => {
  const pieces = fc.constantFrom(
    ...[
      '<rss version="2.0">',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<link>',
      '</link>',
      '<guid>',
    ],
    ...[
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry>',
      '</entry>',
      '&',
      '&#0;',
    ],
    ...[
      '<?xml encoding="x"?>',
      '<!DOCTYPE a [',
      ']>',
      '<a xml:base="::">',
      '</a>',
      '\u0000',
      '\ud800',
      '{"items":[',
      '<__proto__>',
    ],
    ...[
      '<constructor>',
      '<item constructor="1">',
      '<link href="http://[">',
      'text',
      '<pubDate>',
      '</pubDate>',
      '</channel>',
      '</rss>',
    ],
  );

  it('is read, or refused with a FeedError', async () => {
    const soup = fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.json().map((json) => Buffer.from(json)),
      fc
        .record({ items: fc.anything(), title: fc.anything() })
        .map((o) => Buffer.from(JSON.stringify(o) ?? '')),
    );
    await fc.assert(
      fc.asyncProperty(soup, async (bytes) => {
        expect(await code(bytes)).toMatch(
          /^(was read|empty|not-a-feed|broken-xml|broken-json|too-deep|too-many-elements|entity-declarations)$/,
        );
      }),
      { numRuns: 1_500 },
    );
  });

  it('comes back as it was written', async () => {
    const words = fc
      .string({ unit: 'grapheme', maxLength: 80 })
      .map((s) => s.replace(/[\p{C}\s]+/gu, ' ').trim());
    await fc.assert(
      fc.asyncProperty(words, words, fc.uuid(), async (title, text, guid) => {
        const escape = (s: string): string => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        const written = `<entry><id>${guid}</id><title>${escape(title)}</title><summary>${escape(text)}</summary></entry>`;
        expect(await first(atom(written))).toMatchObject({ guid, title, summary: text });
      }),
    );
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))('takes %s for no name of its own', async (name) => {
    expect(await code(`<${name}><item><title>x</title></item></${name}>`)).toBe('not-a-feed');
    const named = `<item ${name}="x" xmlns="${name}" xmlns:${name}="${name}"><title>Talks</title><${name}>x</${name}></item>`;
    expect(await first(`<rss version="2.0" xmlns="${name}"><channel>${named}</channel></rss>`)).toMatchObject(
      {
        title: 'Talks',
      },
    );
  });

  it('is quick with hostile documents', async () => {
    const started = process.cpuUsage();
    const parts = [
      '<![CDATA[',
      '<!--',
      '<?',
      '&',
      '<',
      ']]>',
      '<a/>',
      '<item/>',
      '</a>',
      '<a',
      ' a="',
      '<item><title>&lt;',
      '\u0000',
    ];
    for (const part of parts) {
      await code(`<rss><channel>${part.repeat(Math.floor(200_000 / part.length))}`);
      await code(item(`<description>${part.repeat(Math.floor(200_000 / part.length))}</description>`));
    }
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(8_000);
  });
});
