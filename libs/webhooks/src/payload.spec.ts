import fc from 'fast-check';
import { ALERT_EVENT_TYPES, type AlertBody, type AlertEventType } from '#libs/domain';
import {
  MAX_BODY_BYTES,
  MAX_QUOTES,
  placeInOrder,
  renderPayload,
  SUPPORTED_FORMATS,
  type Quote,
  type Told,
} from './index';

const quote: Quote = {
  quote: 'we will no longer fly around the world',
  speaker: 'Tammy Bruce',
  authority: 'principal',
  certainty: 'asserted',
  outlet: 'State Department',
  url: 'https://example.org/a?b=c',
  publishedAt: '2025-05-01T09:00:00.000Z',
  itemId: 'item-1',
  rules: ['exit.no-longer'],
};
const told = (type: AlertEventType, body: AlertBody = {}, part: Partial<Told> = {}): Told => ({
  event: {
    eventId: '6f1c7f0e-5a0b-5d3e-9a61-3a5d1e0b7c42',
    type,
    occurredAt: '2025-05-01T09:00:00.000Z',
    recordedAt: '2025-05-01T09:01:00.000Z',
    position: 42,
    body: {
      from: 'threatened',
      to: 'withdrawn',
      confidence: 0.9,
      reason: 'why',
      origins: 2,
      copies: 5,
      ...body,
    },
  },
  source: 'https://watch.example/',
  publicUrl: 'https://watch.example/',
  simulated: false,
  evidence: [quote],
  counterEvidence: null,
  ...part,
});
interface Message {
  [name: string]: unknown;
  data: Record<string, unknown> & { evidence: Quote[] };
}
const parsed = (input: Told): Message => JSON.parse(renderPayload(input)) as Message;

describe('renderPayload', () => {
  it('is a CloudEvent with the data of the contract, byte for byte', () => {
    const body = renderPayload(told('posture.changed', { cause: 'items' }));
    expect(placeInOrder(body, { sequence: 3, previousSequence: 2 })).toBe(
      JSON.stringify({
        specversion: '1.0',
        id: '6f1c7f0e-5a0b-5d3e-9a61-3a5d1e0b7c42',
        source: 'https://watch.example/',
        type: 'mediation-watch.posture.changed',
        time: '2025-05-01T09:01:00.000Z',
        datacontenttype: 'application/json',
        sequence: 3,
        previoussequence: 2,
        data: {
          from: 'threatened',
          to: 'withdrawn',
          effectiveAt: '2025-05-01T09:00:00.000Z',
          decidedAt: '2025-05-01T09:01:00.000Z',
          confidence: 0.9,
          reason: 'why',
          evidence: [quote].map(
            ({ quote, speaker, authority, certainty, outlet, url, publishedAt, itemId, rules }) => ({
              quote,
              speaker,
              authority,
              certainty,
              outlet,
              url,
              publishedAt,
              itemId,
              rules,
            }),
          ),
          counterEvidence: null,
          origins: 2,
          copies: 5,
          position: 42,
          links: {
            posture: 'https://watch.example/v1/posture',
            explain: 'https://watch.example/v1/posture/explain?event=6f1c7f0e-5a0b-5d3e-9a61-3a5d1e0b7c42',
          },
          cause: 'items',
        },
      }),
    );
  });

  it.each<[AlertEventType, AlertBody, Record<string, unknown>]>([
    [
      'posture.corrected',
      {
        supersedes: ['a', 'b'],
        period: { from: 'x' },
        was: 'active',
        is: 'clarified',
        late: true,
        cause: 'late-item',
      },
      {
        supersedes: ['a', 'b'],
        period: { from: 'x' },
        was: 'active',
        is: 'clarified',
        late: true,
        cause: 'late-item',
      },
    ],
    [
      'posture.corrected',
      {},
      { supersedes: [], period: null, was: null, is: null, late: false, cause: null },
    ],
    [
      'posture.overridden',
      { by: 'desk', until: null, derived: 'active' },
      { by: 'desk', until: null, derived: 'active' },
    ],
    ['monitor.blinded', { freshness: { feedsOk: 1 } }, { freshness: { feedsOk: 1 } }],
    [
      'item.silent-edit',
      { itemId: 'i/1', before: 'will not', after: 'will' },
      { itemId: 'i/1', before: 'will not', after: 'will' },
    ],
  ])('%s says its own fields', (type, body, expected) => {
    expect(parsed(told(type, body)).data).toMatchObject(expected);
  });

  it('links to what exists for the type', () => {
    expect(Object.keys(parsed(told('monitor.recovered')).data['links'] as object)).toEqual(['posture']);
    expect(parsed(told('item.silent-edit', { itemId: 'i/1' })).data['links']).toMatchObject({
      item: 'https://watch.example/v1/items/i%2F1',
    });
  });

  it('marks simulated time, and only that', () => {
    expect(parsed(told('posture.changed', {}, { simulated: true })).data['simulated']).toBe(true);
    expect(parsed(told('posture.changed')).data).not.toHaveProperty('simulated');
  });

  it('says null for what it does not know', () => {
    const { event } = told('posture.changed');
    const { data } = parsed(
      told('posture.changed', {}, { event: { ...event, body: {} }, evidence: [{ quote: 'q', itemId: 'i' }] }),
    );
    expect(data).toMatchObject({
      from: null,
      to: null,
      confidence: null,
      reason: null,
      origins: null,
      copies: null,
    });
    expect(data.evidence[0]).toEqual({
      quote: 'q',
      speaker: null,
      authority: null,
      certainty: null,
      outlet: null,
      url: null,
      publishedAt: null,
      itemId: 'i',
      rules: [],
    });
  });

  it('sends five quotes at most, cut without splitting a character; no half links', () => {
    const long = {
      ...quote,
      quote: 'a'.repeat(498) + '\u{1f54a}'.repeat(2),
      url: `https://e.org/${'x'.repeat(2100)}`,
    };
    const { evidence } = parsed(told('posture.changed', {}, { evidence: Array<Quote>(9).fill(long) })).data;
    expect(evidence).toHaveLength(MAX_QUOTES);
    expect(evidence[0]!.quote).toBe(`${'a'.repeat(498)}\u2026`);
    expect(evidence[0]!.url).toBeNull();
  });

  it('keeps hostile text as text', () => {
    const hostile = 'a\u0000b\r\nX: y\u202egnp\u2028</script><!here>@everyone"\\';
    const { data } = parsed(
      told('posture.changed', { reason: hostile }, { evidence: [{ ...quote, quote: hostile }] }),
    );
    expect(data['reason']).toBe(hostile);
    expect(data.evidence[0]!.quote).toBe(hostile);
  });

  it('lets no __proto__ and no depth through', () => {
    const period = JSON.parse(
      '{"__proto__":{"admin":true},"a":{"b":{"c":{"d":{"e":1}}}},"n":1e999}',
    ) as unknown;
    const body = renderPayload(told('posture.corrected', { period }));
    expect(body).not.toContain('__proto__');
    expect((JSON.parse(body) as Message).data['period']).toEqual({ a: { b: { c: { d: null } } }, n: null });
  });

  const anyText = fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1 }),
      fc.constantFrom('\ud800', '\udc00', '\u0000'),
    ),
  });

  const markup = fc.oneof(anyText, fc.constantFrom(',"data":', '","data":{"', '\\",\\"data\\":'));

  it('parses, and equals the text put in, made well-formed', () => {
    fc.assert(
      fc.property(markup, markup, fc.constantFrom(...ALERT_EVENT_TYPES), (reason, text, type) => {
        const input = told(type, { reason }, { evidence: [{ ...quote, quote: text, speaker: text }] });
        const body = renderPayload(input);
        expect(renderPayload(structuredClone(input))).toBe(body);
        expect(Buffer.from(body).toString()).toBe(body);
        const { data } = JSON.parse(body) as Message;
        expect(data['reason']).toBe(reason.toWellFormed());
        expect(data.evidence[0]).toMatchObject({ quote: text.toWellFormed(), speaker: text.toWellFormed() });
        const placed = JSON.parse(placeInOrder(body, { sequence: 8, previousSequence: 7 })) as Message;
        expect(placed).toEqual({ ...(JSON.parse(body) as Message), sequence: 8, previoussequence: 7 });
      }),
    );
  });

  it('stays below 64 KiB whatever comes, and still says what happened', () => {
    const big = '\u0000'.repeat(5_000_000);
    const wide: unknown = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`${i}`, Array(200).fill(big.slice(0, 600))]),
    );
    const monster: Quote = {
      quote: big,
      speaker: big,
      authority: big,
      certainty: big,
      outlet: big,
      url: '\u0000'.repeat(2_048),
      publishedAt: big,
      itemId: big,
      rules: Array<string>(100).fill(big),
    };
    const ids = Array<string>(9_999).fill('6f1c7f0e-5a0b-5d3e-9a61-3a5d1e0b7c42');
    const body = { reason: big, period: wide, was: wide, is: wide, supersedes: ids };
    const text = renderPayload(
      told('posture.corrected', body, { evidence: Array<Quote>(50).fill(monster), counterEvidence: monster }),
    );
    const last = Number.MAX_SAFE_INTEGER;
    const sent = placeInOrder(text, { sequence: last, previousSequence: last - 1 });
    expect(Buffer.byteLength(sent)).toBeLessThan(MAX_BODY_BYTES);
    expect((JSON.parse(text) as Message).data).toMatchObject({
      from: 'threatened',
      to: 'withdrawn',
      position: 42,
    });
  });

  it('gives up the weakest evidence first', () => {
    const heavy = {
      ...quote,
      quote: '\u0001'.repeat(500),
      rules: Array<string>(20).fill('\u0001'.repeat(100)),
    };
    const evidence = ['1', '2', '3', '4', '5'].map((itemId) => ({ ...heavy, itemId }));
    const { data } = parsed(told('posture.changed', {}, { evidence, counterEvidence: quote }));
    expect(data.evidence.map(({ itemId }) => itemId)).toEqual(['1', '2', '3', '4']);
    expect(data['counterEvidence']).toMatchObject({ itemId: 'item-1' });
  });

  it('does not pretend to know other formats', () => {
    expect(SUPPORTED_FORMATS).toEqual(['cloudevents']);
  });
});
