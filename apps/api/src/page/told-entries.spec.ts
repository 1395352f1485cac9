import { parseStringPromise } from 'xml2js';
import { renderAtom } from './atom';
import { renderJsonFeed } from './json-feed';
import { decision, HOSTILE, hostileEvidence } from './testing/views';
import { toldEntries } from './told-entries';

const SITE = { publicUrl: 'https://watch.example', simulated: false };
const FRAME = { publicUrl: SITE.publicUrl, updated: '2025-05-02T03:12:00.000Z', version: '0.0.0' };
const CORRECTION = '22222222-2222-5222-8222-222222222222';

const change = decision();
const correction = decision(
  { id: CORRECTION, type: 'posture.corrected', recordedAt: '2025-05-02T03:12:00.000Z' },
  {
    from: 'threatened',
    to: 'threatened',
    cause: 'late-item',
    period: { from: '2025-04-27T10:00:00.000Z', to: '2025-04-29T18:20:00.000Z' },
    was: [{ posture: 'active', from: '2025-04-27T10:00:00.000Z' }],
    is: [{ posture: 'threatened', from: '2025-04-27T10:00:00.000Z' }],
    supersedes: [change.id],
    late: false,
  },
);

interface ParsedEntry {
  id: string[];
  title: string[];
  content: { _: string; $: { type: string } }[];
  link: { $: { rel: string; href: string } }[];
  'thr:in-reply-to'?: { $: { ref: string } }[];
}
const parseAtom = async (
  text: string,
): Promise<{ feed: Record<string, string[]> & { entry?: ParsedEntry[] } }> =>
  (await parseStringPromise(text)) as { feed: Record<string, string[]> & { entry?: ParsedEntry[] } };

describe('what is told', () => {
  it('is changes and corrections, the newest first', () => {
    const reinforced = decision({ id: 'r', type: 'posture.reinforced' });
    const entries = toldEntries([change, reinforced, correction], SITE);
    expect(entries.map(({ eventId }) => eventId)).toEqual([CORRECTION, change.id]);
  });

  it('is neither the silent beginning nor a new view of the past', () => {
    const baseline = decision({}, { cause: 'baseline', from: null });
    const reread = decision(
      { type: 'posture.corrected' },
      { cause: 'ruleset', from: 'active', to: 'active' },
    );
    const reheld = decision(
      { type: 'posture.corrected' },
      { cause: 'ruleset', from: 'active', to: 'withdrawn' },
    );
    expect(toldEntries([baseline, reread, reheld], SITE)).toHaveLength(1);
  });

  it('has titles that say it all', () => {
    const late = decision(
      { type: 'posture.corrected' },
      { from: 'threatened', to: 'withdrawn', late: true, cause: 'late-item' },
    );
    expect(toldEntries([change, correction, late], SITE).map(({ title }) => title)).toEqual([
      'Late: US posture: withdrawn (was told as threatened)',
      'Correction: US posture from 27 Apr 2025, 10:00 UTC was threatened, not active',
      'US posture: threatened (was active)',
    ]);
    expect(toldEntries([change], { ...SITE, simulated: true })[0]!.title).toMatch(/^\[simulated\] /);
  });
});

describe('Atom', () => {
  it('is well-formed, with stable ids, links and what is taken back', async () => {
    const { feed } = await parseAtom(renderAtom(toldEntries([change, correction], SITE), FRAME));
    expect(feed.id).toEqual(['https://watch.example/feed.atom']);
    expect(feed.updated).toEqual([FRAME.updated]);
    const [first, second] = feed.entry!;
    expect(first!.id).toEqual([`urn:uuid:${CORRECTION}`]);
    expect(first!['thr:in-reply-to']![0]!.$.ref).toBe(`urn:uuid:${change.id}`);
    expect(first!.content[0]!._.replace(/\s+/g, ' ')).toContain(
      'was told: active from 27 Apr 2025, 10:00 UTC. It was: threatened from 27 Apr 2025, 10:00 UTC.',
    );
    expect(second!.content[0]!._).toContain('We will step back if nothing moves.');
    expect(second!.link.map(({ $ }) => $.href)).toEqual([
      'https://watch.example/?asOf=2025-04-29T18%3A20%3A00.000Z',
      `https://watch.example/v1/posture/explain?event=${change.id}`,
    ]);
  });

  it('is a feed before there is anything to tell', async () => {
    const { feed } = await parseAtom(renderAtom([], { ...FRAME, updated: null }));
    expect(feed.updated).toEqual(['1970-01-01T00:00:00.000Z']);
    expect(feed.entry).toBeUndefined();
  });

  it('keeps hostile text inert, twice: as XML, and as the HTML within', async () => {
    const hostile = decision(
      {},
      { reason: HOSTILE, quotes: [hostileEvidence], counterQuotes: [hostileEvidence] },
    );
    const text = renderAtom(toldEntries([hostile], SITE), FRAME);
    expect(text).not.toMatch(/[\0-\x08\u202e\uffff]/);
    const { feed } = await parseAtom(text);
    const within = feed.entry![0]!.content[0]!._;
    expect(within).not.toMatch(/<script|<img|javascript:/i);
    expect(within).toContain('&#60;script&#62;');
  });
});

it('JSON Feed says the same', () => {
  const feed = JSON.parse(renderJsonFeed(toldEntries([change, correction], SITE), FRAME)) as {
    version: string;
    items: { id: string; url: string; title: string; content_html: string; date_published: string }[];
  };
  expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
  expect(feed.items.map(({ id }) => id)).toEqual([`urn:uuid:${CORRECTION}`, `urn:uuid:${change.id}`]);
  expect(feed.items[1]).toMatchObject({
    url: 'https://watch.example/?asOf=2025-04-29T18%3A20%3A00.000Z',
    date_published: '2025-04-29T18:21:00.000Z',
  });
});
