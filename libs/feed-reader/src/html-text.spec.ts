import * as fc from 'fast-check';
import { htmlToLine, htmlToText } from './html-text';

describe('htmlToText', () => {
  it.each([
    ['plain', 'plain'],
    ['<p>One.</p><p>Two.</p>', 'One.\nTwo.'],
    ['One<br>Two<br/>Three', 'One\nTwo\nThree'],
    ['<ul><li>a</li><li>b</li></ul>', 'a\nb'],
    ['We <b>will</b> <i>not</i> walk&nbsp;away', 'We will not walk away'],
    ['a<script>alert("x")</script>b<style>p{}</style>c', 'abc'],
    ['<script>unclosed', ''],
    ['Q&amp;A &lt;b&gt; &#8217; &hellip;', 'Q&A <b> ’ …'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['?page=1&copy=2 & more &bogus;', '?page=1&copy=2 & more &bogus;'],
    ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
    ['a\u0000b\u0007c', 'abc'],
    ['  <div> a \n b </div>  ', 'a b'],
    ['<img src=x alt="photo">caption', 'caption'],
    ['', ''],
  ])('%j is %j', (html, text) => expect(htmlToText(html)).toBe(text));

  it('gives one line when asked to', () => expect(htmlToLine('<p>One</p>\n<p>Two</p>')).toBe('One Two'));

  it('is quick with hostile mark-up', () => {
    const started = process.cpuUsage();
    for (const part of [
      '<a>',
      '<',
      '&',
      '</b>',
      '<a></b>',
      '<!--',
      '&lt',
      '<![CDATA[',
      '<p><p',
      '< a',
      '\n ',
    ])
      htmlToText(part.repeat(50_000));
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(4_000);
  });

  it('leaves no mark-up of its own making, and never throws', () =>
    fc.assert(
      fc.property(fc.string(), (inner) => {
        const escaped = inner.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        const plain = (text: string): string => text.replace(/\s+|\p{C}/gu, '');
        expect(plain(htmlToText(`<p>${escaped}</p>`))).toBe(plain(inner));
      }),
    ));
});
