import { decide, type DecideInput, type Trigger } from './decide';
import { isMaterial } from './material';
import { DEFAULT_POLICY } from './policy';
import type { Fold, Period, Posture } from './posture';
import type { Decision, PeriodStart, RecordedDecision } from './posture.events';
import { applyDecision, timelineOf, type ToldPeriod } from './timeline';
import { hour } from './testing/items';

/** `5 threatened` is a period from hour 5 on. */
const starts = (...list: string[]): PeriodStart[] =>
  list.map((text) => {
    const [at, posture] = text.split(' ');
    return { posture: posture as Posture, from: hour(Number(at)) };
  });

const told = (...list: string[]): ToldPeriod[] =>
  starts(...list).map((p, i) => ({
    ...p,
    decisionId: `d${i}`,
    startToldBy: `d${i}`,
    parts: [{ from: p.from, decisionId: `d${i}` }],
    alerted: i > 0,
    confidence: 0.75,
    origins: 2,
  }));

/** A fold whose periods were decided by items `@5` and so on; `due` marks those that a dwell placed. */
function fold(list: string[], { due = [] as number[], origins = 2, confidence = 0.75 } = {}): Fold {
  const standing = {
    confidence,
    origins,
    outlets: 2,
    copies: 0,
    evidence: [],
    counterEvidence: [],
    supportedAt: hour(9),
  };
  const periods = starts(...list).map((p, i): Period => ({
    ...standing,
    ...p,
    decidedBy: i === 0 ? [] : [`@${list[i]!.split(' ')[0]}`],
    due: due.includes(i),
    reason: `because ${p.posture}`,
  }));
  return { periods, nextDue: null, standing: periods.length > 0 ? standing : null };
}

interface Case {
  told: string[];
  is: string[];
  trigger?: Trigger;
  fresh?: string[];
  due?: number[];
}

const arrived = (...ids: string[]): Trigger => ({ cause: 'news', arrived: ids });

const input = ({ told: before, is, trigger = arrived('new'), fresh = [], due }: Case): DecideInput => ({
  told: told(...before),
  fold: fold(is, { due }),
  horizon: hour(1_000),
  trigger,
  isFresh: (id) => fresh.includes(id),
  bootstrapping: false,
  policy: DEFAULT_POLICY,
  ruleset: 'r',
  inputPosition: 7,
});

const at = (instant: string | null): string =>
  instant === null ? '..' : String((Date.parse(instant) - Date.parse(hour(0))) / 3_600_000);

/** A decision in a line. */
const line = ({ type, body }: Decision): string => {
  if (type === 'posture.changed') return `${body.from} > ${body.to} @${at(body.effectiveAt)} (${body.cause})`;
  if (type === 'posture.reinforced') return `${body.to} firmer`;
  const words = (list: PeriodStart[]): string => list.map((p) => `${at(p.from)} ${p.posture}`).join(', ');
  const { period, was, is, late, altersCurrent, cause, supersedes } = body;
  const marks = `${late ? ' late' : ''}${altersCurrent ? ' now' : ''}`;
  return `${at(period.from)}-${at(period.to)}: ${words(was)} is ${words(is)} (${cause}${marks}) ${supersedes.join()}`;
};

describe('what to say', () => {
  it.each<[string, Case, string[]]>([
    ['nothing new', { told: ['0 active'], is: ['0 active'] }, []],
    [
      'fresh news changes the posture',
      { told: ['0 active'], is: ['0 active', '5 threatened'], fresh: ['new', '@5'] },
      ['active > threatened @5 (news)'],
    ],
    [
      'several fresh periods are told in order',
      { told: ['0 active'], is: ['0 active', '5 threatened', '6 withdrawn'], fresh: ['new', '@5', '@6'] },
      ['active > threatened @5 (news)', 'threatened > withdrawn @6 (news)'],
    ],
    [
      'a stale item never changes it: the present is corrected, late',
      { told: ['0 active'], is: ['0 active', '5 threatened'], fresh: ['@5'] },
      ['5-..: 5 active is 5 threatened (late-item late now) d0'],
    ],
    [
      'a decisive item that is stale, too',
      { told: ['0 active'], is: ['0 active', '5 threatened'], fresh: ['new'] },
      ['5-..: 5 active is 5 threatened (late-item late now) d0'],
    ],
    [
      'a fresh change after a stale period: the change is news, the rest a correction',
      { told: ['0 active'], is: ['0 active', '5 threatened', '9 withdrawn'], fresh: ['new', '@9'] },
      ['active > withdrawn @9 (news)', '5-9: 5 active is 5 threatened (late-item) d0'],
    ],
    [
      'a due time is told as such when its item was fresh',
      {
        told: ['0 active', '5 threatened'],
        is: ['0 active', '5 threatened', '40 active'],
        trigger: { cause: 'due' },
        fresh: ['@40'],
        due: [2],
      },
      ['threatened > active @40 (due)'],
    ],
    [
      'and as late when it was not',
      {
        told: ['0 active', '5 threatened'],
        is: ['0 active', '5 threatened', '40 active'],
        trigger: { cause: 'due' },
        due: [2],
      },
      ['40-..: 40 threatened is 40 active (due late now) d1'],
    ],
    [
      'a due time met at a stale item’s arrival stays news',
      {
        told: ['0 active', '5 threatened'],
        is: ['0 active', '5 threatened', '40 active'],
        fresh: ['@40'],
        due: [2],
      },
      ['threatened > active @40 (due)'],
    ],
    [
      'a period is added to the past',
      { told: ['0 active'], is: ['0 active', '5 threatened', '9 active'] },
      ['5-9: 5 active is 5 threatened (late-item) d0'],
    ],
    ['a short one is not told', { told: ['0 active'], is: ['0 active', '5 threatened', '5.9 active'] }, []],
    [
      'a period is taken from the past',
      { told: ['0 active', '5 threatened', '9 active'], is: ['0 active'] },
      ['5-9: 5 threatened is 5 active (late-item) d1,d2'],
    ],
    [
      'a period is renamed',
      {
        told: ['0 active', '5 threatened', '9 clarified'],
        is: ['0 active', '5 withdrawn', '9 clarified'],
        trigger: { cause: 'revision' },
      },
      ['5-9: 5 threatened is 5 withdrawn (revision) d1'],
    ],
    [
      'a boundary moves by more than six hours',
      { told: ['0 active', '15 threatened'], is: ['0 active', '5 threatened'] },
      ['5-15: 5 active is 5 threatened (late-item) d1'],
    ],
    ['by less is not told', { told: ['0 active', '15 threatened'], is: ['0 active', '9 threatened'] }, []],
    [
      'two decisions told it wrong: each is corrected',
      {
        told: ['0 active', '5 threatened', '9 withdrawn', '20 clarified'],
        is: ['0 active', '20 clarified'],
        trigger: { cause: 'exclusion' },
      },
      ['5-9: 5 threatened is 5 active (exclusion) d1', '9-20: 9 withdrawn is 9 active (exclusion) d2'],
    ],
    [
      'the present falls back when an item is taken out',
      { told: ['0 active', '5 threatened'], is: ['0 active'], trigger: { cause: 'exclusion' } },
      ['5-..: 5 threatened is 5 active (exclusion now) d1'],
    ],
    [
      'a rule set re-reads the past in one correction, and the present in another',
      {
        told: ['0 active', '5 threatened', '9 active', '20 threatened', '30 active', '50 threatened'],
        is: ['0 active'],
        trigger: { cause: 'ruleset' },
      },
      [
        '5-30: 5 threatened, 9 active, 20 threatened is 5 active (ruleset) d1,d2,d3,d4',
        '50-..: 50 threatened is 50 active (ruleset now) d5',
      ],
    ],
    [
      'imported history never changes it: the present is corrected once, apart from the past',
      {
        told: ['0 active', '20 threatened', '30 active'],
        is: ['0 active', '5 withdrawn', '15 active', '20 threatened', '40 withdrawn'],
        trigger: { cause: 'import' },
        fresh: ['@40'],
      },
      [
        '5-15: 5 active is 5 withdrawn (import) d0',
        '30-..: 30 active is 30 threatened, 40 withdrawn (import late now) d2',
      ],
    ],
    ['without items the US is taken to mediate', { told: ['0 active'], is: [] }, []],
  ])('%s', (_, given, expected) => {
    expect(decide(input(given)).map(line)).toEqual(expected);
  });

  it('tells the whole timeline once, to nobody, when every feed was polled', () => {
    const first = { ...input({ told: [], is: ['0 active', '5 threatened'] }), bootstrapping: true };
    expect(decide(first)).toEqual([]);
    const [decision] = decide({ ...first, bootstrapping: false });
    expect(decision).toMatchObject({
      type: 'posture.changed',
      body: {
        from: null,
        to: 'threatened',
        cause: 'baseline',
        effectiveAt: hour(5),
        decisiveItem: '@5',
        periods: starts('0 active', '5 threatened'),
        ruleset: 'r',
        inputPosition: 7,
      },
    });
    expect(timelineOf([{ ...decision!, id: 'b' }]).map((p) => p.alerted)).toEqual([false, false]);
  });

  it('takes the US to mediate when there is no item at the start', () => {
    const [decision] = decide(input({ told: [], is: [] }));
    expect(decision!.body).toMatchObject({
      to: 'active',
      periods: [{ posture: 'active', from: hour(1_000) }],
    });
  });

  it('tells that the posture stands firmer, once a step', () => {
    const given = input({
      told: ['0 active', '5 threatened'],
      is: ['0 active', '5 threatened'],
      fresh: ['new'],
    });
    const firmer = { ...given, fold: fold(['0 active', '5 threatened'], { origins: 3 }) };
    expect(decide(firmer).map(line)).toEqual(['threatened firmer']);
    expect(decide({ ...firmer, isFresh: () => false })).toEqual([]);
    const after = applyDecision(firmer.told, { ...decide(firmer)[0]!, id: 'x' });
    expect(decide({ ...firmer, told: after })).toEqual([]);
    const surer = { ...given, fold: fold(['0 active', '5 threatened'], { confidence: 0.8 }) };
    expect(decide(surer).map(line)).toEqual(['threatened firmer']);
  });
});

describe('the timeline as told', () => {
  const apply = (given: Case): string[] =>
    decide(input(given))
      .map((d, i): RecordedDecision => ({ ...d, id: `new${i}` }))
      .reduce<ToldPeriod[]>(applyDecision, told(...given.told))
      .map((p) => `${at(p.from)} ${p.posture} ${p.decisionId}`);

  it('keeps what a correction leaves, and who told it', () => {
    const before = ['0 active', '5 threatened', '50 active'];
    expect(
      apply({ told: before, is: ['0 active', '5 threatened', '9 withdrawn', '20 threatened', '50 active'] }),
    ).toEqual(['0 active d0', '5 threatened d1', '9 withdrawn new0', '20 threatened d1', '50 active d2']);
  });

  /** What is told over several folds in turn, from one timeline on. */
  const corrections = (before: string[], ...folds: string[][]): string[] => {
    let timeline = told(...before);
    return folds.flatMap((is, n) => {
      const given = { ...input({ told: before, is, trigger: { cause: 'exclusion' } }), told: timeline };
      const decisions = decide(given);
      timeline = decisions
        .map((d, i): RecordedDecision => ({ ...d, id: `c${n}.${i}` }))
        .reduce<ToldPeriod[]>(applyDecision, timeline);
      return decisions.map(line);
    });
  };

  it('names the correction that took a posture back, not the alert that is still true, when it is given again', () => {
    const [out, back] = corrections(
      ['0 clarified', '5 active', '9 threatened'],
      ['0 clarified', '5 active'],
      ['0 clarified', '5 active', '9 threatened'],
    );
    expect(out).toMatch(/d2$/);
    expect(back).toMatch(/9 active is 9 threatened .* c0\.0$/);
  });

  it('does so in the past, too', () => {
    const was = ['0 active', '9 threatened', '20 withdrawn'];
    const back = corrections(was, ['0 active', '20 withdrawn'], was).at(-1);
    expect(back).toBe('9-20: 9 active is 9 threatened (exclusion) c0.0');
  });

  it('names who told of the return, not who told what is returned to', () => {
    const added = corrections(['0 active'], ['0 active', '5 threatened', '9 active'], ['0 active']).at(-1);
    expect(added).toBe('5-9: 5 threatened is 5 active (exclusion) c0.0');
  });

  it('takes back only its stretch when history older than all that was told turns up', () => {
    const older = ['5 active', '6 threatened', '20 active', '60 withdrawn'];
    const [initial, ...rest] = apply({ told: ['50 active', '60 withdrawn'], is: older });
    expect(initial).toMatch(/ active d0$/);
    expect(rest).toEqual(['6 threatened new0', '20 active d0', '60 withdrawn d1']);
    expect(corrections(['50 active', '60 withdrawn'], older, older)).toEqual([
      '6-20: 6 active is 6 threatened (exclusion) d0',
    ]);
  });

  it('names the baseline for all that was before it, however often that is corrected', () => {
    const [older, oldest] = corrections(
      ['50 active', '60 withdrawn'],
      ['19 active', '20 threatened', '30 active', '60 withdrawn'],
      ['5 active', '6 threatened', '9 active', '20 threatened', '30 active', '60 withdrawn'],
    );
    expect(older).toMatch(/ d0$/);
    expect(oldest).toBe('6-9: 6 active is 6 threatened (exclusion) d0');
  });

  it('says once what it was when a correction begins before all that was told', () => {
    const [longer] = corrections(['50 active', '60 withdrawn'], ['5 active', '6 threatened', '60 withdrawn']);
    expect(longer).toBe('6-60: 6 active is 6 threatened (exclusion) d0');
  });

  it('begins with a change that is older than all that was told: the US mediated until then', () => {
    const given = { told: ['50 active'], is: ['48 active', '49 threatened'], fresh: ['new', '@49'] };
    expect(apply(given)).toEqual([expect.stringMatching(/ active d0$/), '49 threatened new0']);
  });

  it('ends with a change, whatever was told later', () => {
    const given = {
      told: ['0 active', '9 threatened'],
      is: ['0 active', '8 withdrawn'],
      fresh: ['new', '@8'],
    };
    expect(apply(given)).toEqual(['0 active d0', '8 withdrawn new0']);
  });
});

describe('a boundary nobody was alerted of', () => {
  it('may move unnoticed', () => {
    const silent = told('0 active', '50 threatened').map((p) => ({ ...p, alerted: false }));
    const is = starts('0 active', '5 threatened');
    const region = { from: Date.parse(hour(5)), to: Date.parse(hour(50)) };
    expect(isMaterial(region, { told: silent, is }, DEFAULT_POLICY)).toBe(false);
    expect(isMaterial(region, { told: told('0 active', '50 threatened'), is }, DEFAULT_POLICY)).toBe(true);
  });
});
