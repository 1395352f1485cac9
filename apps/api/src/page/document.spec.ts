import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { renderBadge } from './badge';
import { rowId } from './band';
import { CONTENT_SECURITY_POLICY, renderPage } from './document';
import { evidence, feedRow, HOSTILE, hostileEvidence, pageView, periodsFrom, STORY } from './testing/views';

/** The elements as a browser would find them. */
function elements(page: string): [name: string, attributes: Record<string, string>][] {
  const found: [string, Record<string, string>][] = [];
  const parser = new Parser({ onopentag: (name, attributes) => void found.push([name, attributes]) });
  parser.end(page);
  return found;
}

const words = (page: string): string =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page', () => {
  const page = renderPage(pageView());

  it('begins with the verdict, then why, then the periods', () => {
    const order = ['class="word">clarified<', 'id="why"', 'id="periods"', 'id="subscribe"', 'id="sources"'];
    const places = order.map((each) => page.indexOf(each));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('says since when, how sure, what was before, and how fresh', () => {
    const text = words(page);
    for (const each of [
      '2 May 2025, 19:05 UTC',
      '3 h 5 min ago',
      'high',
      '0.87',
      'withdrawn',
      '1 of 1 source answers',
      'Last poll 2 May 2025, 22:09 UTC',
      'Last signal never',
      '2 independent origins',
      '1.5 copies for each origin',
    ])
      expect(text).toContain(each);
  });

  it('announces the verdict and nothing else', () => {
    expect(page.match(/role="status"/g)).toHaveLength(1);
    expect(page).not.toContain('aria-live');
  });

  it('links each part of the band to a row that exists', () => {
    for (const [posture, from] of STORY) {
      expect(page).toMatch(new RegExp(`<a\\s+href="#${rowId(from)}"\\s+class="s-${posture}"`));
      expect(page).toContain(`<tr id="${rowId(from)}"`);
    }
    expect(page.match(/class="letter"/g)).toHaveLength(STORY.length);
  });

  it('runs no script and wears only the style its policy names', () => {
    expect(page).not.toMatch(/<script|\son\w+=|\sstyle=/i);
    const style = /<style>(.*?)<\/style>/s.exec(page)![1]!;
    expect(CONTENT_SECURITY_POLICY).toContain(createHash('sha256').update(style).digest('base64'));
    expect(page).not.toMatch(/(?:src|srcset)="(?:https?:)?\/\//);
  });

  it('says of a denial that it is one, before its words', () => {
    const denial = evidence({ quote: 'ended its mediation', certainty: 'denied' });
    const text = words(renderPage(pageView({}, { evidence: [denial] })));
    expect(text).toMatch(/From a denial: +ended its mediation/);
  });

  it('marks corrections', () => {
    const periods = periodsFrom(STORY);
    periods[2]!.told = [
      { eventId: 'e', type: 'posture.corrected', decidedAt: '2025-05-02T03:12:00.000Z', late: true },
    ];
    expect(words(renderPage(pageView({ periods })))).toContain('Told late 2 May 2025, 03:12 UTC');
  });

  it('stays under 30 KB packed, with all rows, quotes and sources', () => {
    const periods = periodsFrom(
      Array.from({ length: 200 }, (_, i) => [
        STORY[i % 4]![0],
        new Date(Date.parse('2024-01-01') + i ** 2 * 1_200_000).toISOString(),
      ]),
    );
    const feeds = Array.from({ length: 60 }, (_, i) => feedRow({ outlet: `Paper ${i}` }));
    const full = renderPage(pageView({ periods, feeds }, { evidence: Array(5).fill(evidence()) }));
    expect(gzipSync(full).length).toBeLessThan(30_000);
    expect(full).toContain('160 older periods');
  });
});

describe('doubt', () => {
  const freshness = pageView().answer.freshness;

  it('drains the colour and says so when blind', () => {
    const page = renderPage(pageView({}, { freshness: { ...freshness, status: 'blind', feedsOk: 0 } }));
    expect(page).toContain('is-blind');
    expect(words(page)).toContain('Blind. 0 of 1 source answer');
    expect(words(page)).toContain('as last known');
  });

  it('says so when degraded', () => {
    const page = renderPage(pageView({}, { freshness: { ...freshness, status: 'degraded' } }));
    expect(page).toContain('is-degraded');
    expect(words(page)).toContain('Degraded.');
  });

  it('claims nothing that nobody said', () => {
    const page = renderPage(
      pageView({ periods: [], feeds: [] }, { posture: 'active', since: null, evidence: [], origins: 0 }),
    );
    expect(words(page)).toContain('presumed');
    expect(words(page)).not.toContain('The United States is mediating');
  });

  it('shows a simulated clock', () =>
    expect(words(renderPage(pageView({}, { simulated: true })))).toContain('Simulated clock.'));
});

describe('other times', () => {
  const at = '2025-05-02T12:00:00.000Z';

  it('says whether it is what is held or what was said', () => {
    const held = renderPage(pageView({ reading: { kind: 'held', at } }));
    expect(words(held)).toContain('What is held now about 2 May 2025, 12:00 UTC');
    expect(held).toContain(`href="./?knownAt=${encodeURIComponent(at)}"`);
    expect(held).toContain('class="mark"');
    const said = renderPage(pageView({ reading: { kind: 'said', at } }));
    expect(words(said)).toContain('What this service said at 2 May 2025, 12:00 UTC');
  });

  it('answers a time that cannot be read politely, and hands it back inert', () => {
    const page = renderPage(pageView({ fault: `“${HOSTILE}” is not a time` }));
    expect(page).toContain('aria-invalid="true" aria-describedby="fault"');
    expect(page).not.toContain('<script');
  });
});

describe('hostile text', () => {
  const page = renderPage(
    pageView(
      { feeds: [feedRow({ outlet: HOSTILE, homepage: 'javascript:1', url: 'ftp://x', lastError: HOSTILE })] },
      { reason: HOSTILE, evidence: [hostileEvidence], counterEvidence: [hostileEvidence], ruleset: HOSTILE },
    ),
  );

  it('is inert on the page', () => {
    for (const [name, attributes] of elements(page)) {
      expect(['script', 'iframe', 'object', 'base']).not.toContain(name);
      expect(Object.keys(attributes).filter((each) => /^on|^style$/.test(each))).toEqual([]);
      if (name === 'img') expect(attributes.src).toBe('./badge.svg');
    }
    expect(page).not.toMatch(/href="(?!\.\/|#|https?:|data:image\/svg)/);
    expect(page).not.toMatch(/[\0\u202e\uffff]/);
    expect(page.isWellFormed()).toBe(true);
  });

  it('links out only without a trail', () => {
    const clean = renderPage(pageView());
    for (const [link] of clean.matchAll(/<a[^>]*href="https?:[^>]*>/g))
      expect(link).toContain('rel="noopener nofollow"');
  });
});

it('the badge says what it knows, and that it does not know', () => {
  const { freshness } = pageView().answer;
  expect(renderBadge({ posture: 'withdrawn', freshness })).toContain('US mediation: withdrawn<');
  const blind = renderBadge({ posture: 'withdrawn', freshness: { ...freshness, status: 'blind' } });
  expect(blind).toContain('withdrawn? (blind)');
  expect(blind).not.toContain('#a11d1d');
});

it('lists the first sources only, and says how many there are', () => {
  const { answer } = pageView();
  const freshness = { ...answer.freshness, feedsTotal: 20_000, feedsOk: 19_000 };
  const page = renderPage(pageView({}, { freshness }));
  expect(page).toContain('20000 sources; 1000 of them do not answer');
  expect(page).toContain('19999 more sources in <a href="./v1/feeds">');
});
