// The checker is worth what it catches: a sound round is spoilt in one way each, and that is what must be found.
import { randomUUID } from 'node:crypto';
import { makeStory, titleAt } from '../story';
import { check } from './check';
import { chainHash, contentHash, ORIGIN } from './check-log';
import type { Dossier, LogRow, Receipt } from './dossier';

const BEGIN = Date.UTC(2025, 5, 1);
const EVENTS = ['posture.changed', 'posture.corrected'];
const instant = (ms: number): string => new Date(BEGIN + ms).toISOString();

type Fact = Pick<LogRow, 'event_id' | 'stream' | 'type' | 'occurred_at'> & { body: object };

/** A log of these facts with its hashes as they must be. */
function logOf(facts: Fact[]): LogRow[] {
  const versions = new Map<string, number>();
  let chain: Buffer = ORIGIN;
  return facts.map(({ body, ...fact }, i) => {
    const version = (versions.get(fact.stream) ?? 0) + 1;
    versions.set(fact.stream, version);
    const row: LogRow = {
      ...fact,
      body: JSON.stringify(body),
      position: i + 1,
      version,
      schema_version: 1,
      recorded_at: instant(i * 1_000),
      causation_position: null,
      correlation_id: null,
      meta: null,
      content_hash: Buffer.alloc(0),
      chain_hash: Buffer.alloc(0),
    };
    row.content_hash = contentHash(row);
    chain = chainHash(chain, row);
    return { ...row, chain_hash: chain };
  });
}

const fact = (type: string, stream: string, { at, body }: { at: number; body: object }): Fact => ({
  event_id: randomUUID(),
  type,
  stream,
  occurred_at: instant(at),
  body,
});

/** The facts of a log, to be written anew. */
const facts = (log: readonly LogRow[]): Fact[] =>
  log.map((row) => ({ ...row, body: JSON.parse(row.body) as object }));

const decision = (from: string, to: string, at: number): Fact =>
  fact('posture.changed', 'posture', {
    at,
    body: { from, to, effectiveAt: instant(at), cause: 'news' },
  });

/** A round as it should be: seed 7's story, all of it in the log and told to two receivers. */
function soundRound(): Dossier {
  const { items, past, expected } = makeStory(7);
  const shown = [...past, ...items];
  const observed = shown.map((item) =>
    fact('item.observed', `item-${item.id}`, {
      at: item.at,
      body: { ...item, itemId: item.id, revision: 1 },
    }),
  );
  const revised = items
    .filter(({ edited }) => edited)
    .map((item) =>
      fact('item.revised', `item-${item.id}`, {
        at: item.edited!.at,
        body: {
          itemId: item.id,
          title: item.edited!.title,
          summary: item.summary,
          revision: 2,
        },
      }),
    );
  const starts = expected.map(({ posture, from }) => ({ posture, from: from[1] }));
  const changes = starts.map(({ posture, from }, i) =>
    decision(starts[i - 1]?.posture ?? 'active', posture, from),
  );
  const baseline = fact('posture.changed', 'posture', {
    at: -1e9,
    body: {
      from: null,
      to: 'active',
      effectiveAt: instant(-1e9),
      cause: 'baseline',
      periods: [{ posture: 'active', from: instant(-1e9) }],
    },
  });
  const log = logOf([...observed, baseline, ...revised, ...changes]);
  const models = (): Dossier['live'] => ({
    items: ['{"a":1}', '{"a":2}'],
    signals: ['{"b":1}'],
    posture_periods: ['{"c":1}'],
  });
  return {
    begin: BEGIN,
    slowClock: false,
    shown,
    expected,
    acknowledged: items
      .filter(({ source }) => source === 'pushed')
      .map(({ title }) => ({ title, position: log.find(({ body }) => body.includes(title))!.position })),
    log,
    items: shown.map((item) => ({
      item_id: item.id,
      position: log.find(({ stream }) => stream === `item-${item.id}`)!.position,
      title: titleAt(item, Infinity),
      revision: item.edited ? 2 : 1,
      assessment: {},
    })),
    live: models(),
    rebuilt: models(),
    endpoints: ['one', 'two'].map((name) => ({ name, events: EVENTS, receipts: receiptsOf(changes) })),
    history: [
      { posture: 'active', from: instant(-1e9) },
      ...starts.map(({ posture, from }) => ({ posture, from: instant(from) })),
    ],
    posture: expected.at(-1)!.posture,
  };
}

const receiptsOf = (changes: readonly Fact[]): Receipt[] =>
  changes.map(({ event_id: id, type, body }, i) => ({
    id,
    verified: true,
    body: JSON.stringify({
      id,
      type: `mediation-watch.${type}`,
      sequence: i + 1,
      previoussequence: i,
      data: body,
    }),
  }));

/** Spoils a sound round; what is found must name this promise and say this. */
type Spoiling = [what: string, spoil: (round: Dossier) => void, promise: string, says: RegExp];

const last = <T>(list: T[]): T => list.at(-1)!;
const rewrite = (receipt: Receipt, change: object): void => {
  receipt.body = JSON.stringify({ ...(JSON.parse(receipt.body) as object), ...change });
};

const SPOILINGS: Spoiling[] = [
  ['an event was deleted', ({ log }) => log.splice(9, 1), 'log', /position 11 follows 9: a gap/],
  [
    'the last event was deleted',
    ({ log }) => log.splice(-1, 1),
    'deliveries',
    /the log does not have to tell/,
  ],
  [
    'an event was deleted and the rest moved up, hashes and all',
    (round) => {
      const rest = round.log.filter((_, i) => i !== 9);
      round.log = logOf(facts(rest));
    },
    'items',
    /was observed 0 times/,
  ],
  [
    'a byte of a body was changed',
    ({ log }) => (log[5]!.body = log[5]!.body.replace('"summary":"T', '"summary":"t')),
    'log',
    /the content at 6 was altered/,
  ],
  [
    'a body was changed and its hash with it',
    ({ log }) => {
      log[5]!.body = log[5]!.body.replace('"summary":"T', '"summary":"t');
      log[5]!.content_hash = contentHash(log[5]!);
    },
    'log',
    /the chain is broken at 6/,
  ],
  ['a version was skipped', ({ log }) => (last(log).version += 1), 'log', /out of order/],
  [
    'an event stands twice',
    ({ log }) => (log[3]!.event_id = log[2]!.event_id),
    'log',
    /stands in the log twice/,
  ],
  ['the log runs backwards', ({ log }) => (last(log).recorded_at = instant(-1)), 'log', /runs backwards/],
  [
    'an item was observed twice',
    (round) => {
      const again = round.log.find(({ type }) => type === 'item.observed')!;
      round.log = logOf(facts([...round.log, { ...again, event_id: randomUUID(), stream: 'item-again' }]));
    },
    'items',
    /was observed 2 times/,
  ],
  [
    'an item has another date',
    (round) => {
      const at = round.shown.findIndex(({ posture }) => posture);
      round.log[at]!.occurred_at = instant(0);
    },
    'items',
    /is dated/,
  ],
  [
    'an edit was lost',
    (round) => {
      round.log = logOf(facts(round.log.filter(({ type }) => type !== 'item.revised')));
    },
    'items',
    /ends as/,
  ],
  [
    'an item that nobody showed',
    ({ shown }) =>
      shown.splice(
        shown.findIndex(({ posture }) => posture),
        1,
      ),
    'items',
    /was never shown/,
  ],
  [
    'an acknowledged item is not there',
    ({ acknowledged }) => acknowledged.push({ title: 'Acknowledged and lost', position: 3 }),
    'acknowledged',
    /is not in the log/,
  ],
  [
    'an acknowledgement came with too small a position',
    ({ acknowledged }) => (last(acknowledged).position = 1),
    'acknowledged',
    /stands at/,
  ],
  [
    'an item is not in the read model',
    ({ items }) => items.splice(4, 1),
    'read-models',
    /is not in the read model/,
  ],
  [
    'an item was not assessed',
    ({ items }) => (items[4]!.assessment = null),
    'read-models',
    /was not assessed/,
  ],
  [
    'a wrong posture row',
    ({ live }) => (live.posture_periods[0] = '{"c":2}'),
    'read-models',
    /posture_periods row 0/,
  ],
  [
    'a signal too many',
    ({ live }) => live.signals.push('{"b":2}'),
    'read-models',
    /signals has 2 rows, a rebuild 1/,
  ],
  ['a period is missing', ({ history }) => history.splice(2, 1), 'history', /the story was/],
  [
    'a period begins an hour late',
    ({ history }) => (last(history).from = instant(1e9)),
    'history',
    /the story was/,
  ],
  ['the posture is another one', (round) => (round.posture = 'withdrawn'), 'history', /the story ends with/],
  [
    'a change was never told',
    (round) => {
      const at = round.log.findLastIndex(({ type }) => type === 'posture.changed');
      const gone = round.log.filter((_, i) => i !== at);
      round.log = logOf(facts(gone));
    },
    'told',
    /it was told to be/,
  ],
  [
    'a message was lost',
    ({ endpoints }) => endpoints[1]!.receipts.splice(-1, 1),
    'deliveries',
    /two: it was never told/,
  ],
  [
    'a message in the middle was lost',
    ({ endpoints }) => endpoints[1]!.receipts.splice(1, 1),
    'deliveries',
    /sequence 3 .* came after 1/,
  ],
  [
    'two messages came in the other order',
    ({ endpoints }) => endpoints[0]!.receipts.splice(1, 0, endpoints[0]!.receipts.splice(2, 1)[0]!),
    'deliveries',
    /one: sequence 3 .* came after 1/,
  ],
  [
    'two messages came in the other order under each other’s numbers',
    ({ endpoints }) => {
      const { receipts } = endpoints[0]!;
      receipts.splice(1, 0, receipts.splice(2, 1)[0]!);
      receipts.forEach((receipt, i) => rewrite(receipt, { sequence: i + 1, previoussequence: i }));
    },
    'deliveries',
    /before what precedes it in the log/,
  ],
  [
    'a repeat has other bytes',
    ({ endpoints }) => {
      const again = { ...last(endpoints[0]!.receipts) };
      again.body += ' ';
      endpoints[0]!.receipts.push(again);
    },
    'deliveries',
    /came again with other bytes/,
  ],
  [
    'the same told under a second id',
    ({ endpoints }) => {
      const id = randomUUID();
      const again = { ...last(endpoints[0]!.receipts), id };
      rewrite(again, { id, sequence: endpoints[0]!.receipts.length + 1 });
      endpoints[0]!.receipts.push(again);
    },
    'deliveries',
    /the log does not have to tell/,
  ],
  [
    'a wrong previous sequence',
    ({ endpoints }) => rewrite(endpoints[0]!.receipts[1]!, { previoussequence: 0 }),
    'deliveries',
    /names 0 as the one before/,
  ],
  [
    'a signature is not valid',
    ({ endpoints }) => (endpoints[0]!.receipts[0]!.verified = false),
    'deliveries',
    /signature/,
  ],
  [
    'the last told is not the current one',
    ({ endpoints }) => rewrite(last(endpoints[0]!.receipts), { data: { to: 'withdrawn' } }),
    'deliveries',
    /told withdrawn last/,
  ],
];

describe('the checker', () => {
  it('finds nothing in a sound round', () => expect(check(soundRound())).toEqual([]));

  it('takes repeats with the same bytes for what they are', () => {
    const round = soundRound();
    const { receipts } = round.endpoints[0]!;
    receipts.splice(2, 0, { ...receipts[1]! });
    expect(check(round)).toEqual([]);
  });

  it('takes a correction that was never sent for told only when a later one names what it superseded', () => {
    const told = (supersedes: string[]): string[] => {
      const round = soundRound();
      const [first, second] = ['one', 'two'].map((name) =>
        fact('posture.corrected', 'posture', {
          at: 0,
          body: { name, to: round.posture, supersedes: ['a', 'b'] },
        }),
      ) as [Fact, Fact];
      round.log = logOf([...facts(round.log), first, second]);
      for (const { receipts } of round.endpoints) {
        const sequence = receipts.length + 1;
        receipts.push({ id: second.event_id, verified: true, body: '{}' });
        const data = { to: round.posture, supersedes };
        const type = 'mediation-watch.posture.corrected';
        rewrite(last(receipts), {
          id: second.event_id,
          type,
          sequence,
          previoussequence: sequence - 1,
          data,
        });
      }
      return check(round).flatMap(({ promise, message }) => (promise === 'deliveries' ? [message] : []));
    };
    expect(told(['a', 'b', 'c'])).toEqual([]);
    expect(told(['a'])).toContainEqual(expect.stringMatching(/it was never told posture.corrected/));
  });

  it('asks nobody to be told a correction of what was told to nobody', () => {
    const round = soundRound();
    const baseline = round.log.find(({ type }) => type === 'posture.changed')!;
    const told = round.log.find(
      ({ type, position }) => type === 'posture.changed' && position > baseline.position,
    )!;
    const findingsFor = (superseded: LogRow): unknown[] => {
      const body = { from: round.posture, to: round.posture, supersedes: [superseded.event_id] };
      const correction = fact('posture.corrected', 'posture', { at: 0, body });
      return check({ ...round, log: logOf([...facts(round.log), correction]) });
    };
    expect(findingsFor(baseline)).toEqual([]);
    expect(findingsFor(told)).toHaveLength(2);
  });

  const spoilings = SPOILINGS.map(([what, spoil, promise, says]) => ({ what, spoil, promise, says }));
  it.each(spoilings)('finds that $what', ({ spoil, promise, says }) => {
    const round = soundRound();
    spoil(round);
    expect(check(round)).toContainEqual({ promise, message: expect.stringMatching(says) as string });
  });
});
