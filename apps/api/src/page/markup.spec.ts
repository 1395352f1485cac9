import { html, plain, raw, safeLink, xml } from './markup';
import { HOSTILE } from './testing/views';

describe('html', () => {
  it('escapes whatever is inserted, in text and in attributes', () => {
    const text = html`<p title="${HOSTILE}">${HOSTILE}</p>`.toString();
    expect(text.match(/<[^>]*>/g)).toHaveLength(2);
    expect(text.match(/"/g)).toHaveLength(2);
    expect(text).not.toContain("'");
    expect(text).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
  });

  it('leaves markup as it is, however deep, and lists without commas', () => {
    const items = ['a', 'b<'].map((each) => html`<li>${each}</li>`);
    expect(xml`<ul>${[items, raw('<hr>')]}</ul>`.toString()).toBe('<ul><li>a</li><li>b&#60;</li><hr></ul>');
  });

  it('writes nothing for what is not there, but zero for zero', () => {
    expect(html`[${null}${undefined}${false}${''}${0}]`.toString()).toBe('[0]');
  });

  it('escapes an object that only pretends to be markup', () => {
    const forged = JSON.parse('{"text":"<b>"}') as string;
    expect(() => html`${forged}`.toString()).toThrow(TypeError);
  });
});

describe('plain', () => {
  it('drops what XML cannot hold and what reorders text, and keeps the rest of the world', () => {
    expect(plain('a\0\x1b\u202Eb\u2066\uFFFE\n\t')).toBe('ab\n\t');
    expect(plain('\uD800x')).toBe('\uFFFDx');
    expect(plain('Зеленський שלום 😀')).toBe('Зеленський שלום 😀');
  });
});

describe('safeLink', () => {
  it.each([
    ['https://news.example/a?b=c&d#e', 'https://news.example/a?b=c&d#e'],
    ['HTTP://News.Example', 'http://news.example/'],
    ['https://news.example/"><script>', 'https://news.example/%22%3E%3Cscript%3E'],
    ['javascript:alert(1)', null],
    ['  java\nscript:alert(1)', null],
    ['data:text/html,<script>', null],
    ['//news.example', null],
    ['/relative', null],
    ['https://news.example@evil.example/', null],
    [`https://news.example/${'a'.repeat(3_000)}`, null],
    [null, null],
  ])('%j -> %j', (url, link) => expect(safeLink(url)).toBe(link));
});
