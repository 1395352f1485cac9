import {
  DAY,
  HOUR,
  decideItem,
  observationId,
  textFingerprint,
  toInstant,
  toMs,
  type ItemContext,
  type ItemReading,
  type KnownItem,
} from '../index';

const reading = (title: string, over: Partial<ItemReading> = {}): ItemReading => ({
  guid: 'g1',
  link: 'https://example.org/a',
  title,
  summary: 'Told at the briefing.',
  content: '',
  language: 'en',
  claimedAt: '2025-05-01T12:00:00.000Z',
  claimedPrecision: 'instant',
  ...over,
});
const seen = toMs('2025-05-01T12:10:00.000Z');
const ctx = (firstSeenMs = seen): ItemContext => ({
  source: { feedId: 'f1' },
  outlet: 'Example Press',
  official: false,
  arrival: 'poll',
  firstSeenMs,
});
const known = (...titles: string[]): KnownItem => ({
  itemId: 'i1',
  version: 4,
  fingerprints: titles.map((t) => textFingerprint(reading(t))),
  lastRevisionMs: seen,
});

describe('decideItem', () => {
  it('observes an item it does not know', () => {
    const decision = decideItem(null, reading('A'), ctx());
    if (decision.kind !== 'new') throw new Error(decision.kind);
    const { event, itemId } = decision;
    expect(decision.expected).toBe('none');
    expect(event).toMatchObject({
      id: observationId(itemId, 1),
      stream: `item-${itemId}`,
      type: 'item.observed',
      occurredAt: '2025-05-01T12:00:00.000Z',
    });
    expect(event.body).toEqual({
      itemId,
      revision: 1,
      feedId: 'f1',
      outlet: 'Example Press',
      official: false,
      url: 'https://example.org/a',
      guid: 'g1',
      title: 'A',
      summary: 'Told at the briefing.',
      language: 'en',
      claimedAt: '2025-05-01T12:00:00.000Z',
      claimedPrecision: 'instant',
      precision: 'instant',
      arrival: 'poll',
      content: null,
      fingerprint: textFingerprint(reading('A')),
      flags: [],
    });
  });

  it('says the same about the same reading whenever it was had', () => {
    const early = decideItem(null, reading('A'), ctx());
    expect(decideItem(null, reading('A'), ctx(seen + HOUR))).toEqual(early);
  });

  it('puts an undated item at first seen', () => {
    const decision = decideItem(null, reading('A', { claimedAt: null }), ctx());
    expect(decision).toMatchObject({
      event: { occurredAt: toInstant(seen), body: { precision: 'first-seen' } },
    });
  });

  it('keeps the hash of bulk text, never the text', () => {
    const decision = decideItem(null, reading('A', { content: 'long text' }), { ...ctx(), contentHash: 'h' });
    expect(decision).toMatchObject({ event: { body: { content: { hash: 'h', length: 9 } } } });
    expect(JSON.stringify(decision)).not.toContain('long text');
  });

  it('finds a duplicate', () =>
    expect(decideItem(known('A', 'B'), reading('B'), ctx())).toEqual({ kind: 'duplicate', itemId: 'i1' }));

  it('records an edit, at the time it was seen', () => {
    const decision = decideItem(known('A', 'B'), reading('C'), ctx(seen + HOUR));
    expect(decision).toMatchObject({ kind: 'revised', expected: 4 });
    expect(decision).toMatchObject({
      event: {
        id: observationId('i1', 3),
        type: 'item.revised',
        occurredAt: toInstant(seen + HOUR),
        body: { revision: 3, title: 'C', flags: [] },
      },
    });
  });

  it('records an edit taken back as a revision', () =>
    expect(decideItem(known('A', 'B'), reading('A'), ctx())).toMatchObject({
      kind: 'revised',
      event: { body: { revision: 3, title: 'A', flags: [] } },
    }));

  it('records a swinging item once a day, flagged', () => {
    const swung = known('A', 'B', 'A');
    expect(decideItem(swung, reading('B'), ctx(seen + HOUR))).toEqual({ kind: 'alternating', itemId: 'i1' });
    expect(decideItem(swung, reading('B'), ctx(seen + DAY))).toMatchObject({
      kind: 'alternating',
      expected: 4,
      event: { body: { revision: 4, flags: ['alternating'] } },
    });
    expect(decideItem(swung, reading('C'), ctx(seen + HOUR)).kind).toBe('revised');
  });

  it('cuts what the log may not carry, between characters', () => {
    const long = reading('x'.repeat(499) + '\u{1f54a}' + 'y', { summary: 's'.repeat(2_001) });
    const decision = decideItem(null, long, ctx());
    expect(decision).toMatchObject({
      event: { body: { title: 'x'.repeat(499), flags: ['title-cut', 'summary-cut'] } },
    });
  });
});
