import { foldPeriods } from './live-fold';
import { DEFAULT_POLICY } from './policy';
import type { FoldItem, Posture } from './posture';
import { hour, item, said, story } from './testing/items';

type Given = Partial<FoldItem> & { at: number };
const fold = (given: readonly Given[], horizon = 2_000) =>
  foldPeriods(given.map(item), DEFAULT_POLICY, hour(horizon));

const active = (at: number, more: Partial<FoldItem> = {}): Given => ({ at, signal: 'active', ...more });
const threat = (at: number, more: Partial<FoldItem> = {}): Given => ({ at, signal: 'threatened', ...more });
const exit = (at: number, more: Partial<FoldItem> = {}): Given => ({ at, signal: 'withdrawn', ...more });
const answer = (at: number, more: Partial<FoldItem> = {}): Given => ({ at, signal: 'clarified', ...more });
const leak = { authority: 'unnamed' } as const;
const foreign = { authority: 'foreign' } as const;
const official = { authority: 'official' } as const;
const other = { authority: 'other' } as const;
const sameOutlet = { outlet: 'one outlet' };
const sameText = { shingles: [1, 2, 3, 4, 5] };
const bruce = (quotation?: string, saidOn?: string): Partial<FoldItem> => ({
  speaker: 'Tammy Bruce',
  statements: [said('Tammy Bruce', quotation, saidOn)],
});

const threatened = [threat(0), threat(0)];
const withdrawn = [exit(0), exit(0)];

describe('rule 7, sentence by sentence', () => {
  it.each<[string, Given[], string[]]>([
    ['two origins and two outlets withdraw', [exit(0), exit(5)], ['5 withdrawn']],
    ['one outlet does not withdraw', [exit(0, sameOutlet), exit(5, sameOutlet)], []],
    ['one origin does not withdraw; it threatens', [exit(0, sameText), exit(5, sameText)], ['5 threatened']],
    ['72 hours apart is together', [exit(0), exit(72)], ['72 withdrawn']],
    ['more than 72 hours apart is not', [exit(0), exit(73)], []],
    ['a principal must say so', [exit(0, official), exit(5, official)], ['5 threatened']],
    ['one principal is enough', [exit(0, official), exit(5)], ['5 withdrawn']],
    ['the principal must assert it', [exit(0, official), exit(5, { certainty: 'hedged' })], ['5 threatened']],
    ['leaks of a decision are a threat', [exit(0, leak), exit(5, leak)], ['5 threatened']],
    ['leaks do not stand beside a principal', [exit(0, leak), exit(5)], ['5 threatened']],
    ['foreigners do not count', [exit(0), exit(5, foreign), exit(6, foreign)], []],
    ['others do not count', [exit(0), exit(5, other), exit(6, other)], []],
    ['two outlets with a principal threaten', [threat(0), threat(5, other)], ['5 threatened']],
    ['one text in two outlets, too', [threat(0, sameText), threat(5, sameText)], ['5 threatened']],
    ['48 hours apart is together', [threat(0), threat(48)], ['48 threatened']],
    ['more than 48 hours apart is not', [threat(0), threat(49)], []],
    ['one outlet does not threaten', [threat(0, sameOutlet), threat(5, sameOutlet)], []],
    ['without a principal two origins threaten', [threat(0, leak), threat(5, foreign)], ['5 threatened']],
    [
      'without a principal one origin does not',
      [threat(0, { ...leak, ...sameText }), threat(5, { ...leak, ...sameText })],
      [],
    ],
    ['one item of the speaker’s own feed threatens', [threat(0, { official: true })], ['0 threatened']],
    ['of a foreign speaker’s own feed it does not', [threat(0, { ...foreign, official: true })], []],
    ['one item read for certain threatens', [threat(0, { confidence: 0.95 })], ['0 threatened']],
    ['a leak read for certain does not', [threat(0, { ...leak, confidence: 0.99 })], []],
    ['one certain item does not withdraw', [exit(0, { confidence: 0.99 })], ['0 threatened']],
    [
      'a doubtful reading waits for company',
      [threat(0, { confidence: 0.3 }), threat(1, { confidence: 0.3 }), threat(2, { confidence: 0.4 })],
      ['2 threatened'],
    ],
    [
      'two outlets clarify after a threat',
      [...threatened, answer(9), answer(10)],
      ['0 threatened', '10 clarified'],
    ],
    ['one outlet does not clarify', [...threatened, answer(9)], ['0 threatened']],
    [
      'foreign words clarify from two origins',
      [...threatened, answer(9, foreign), answer(10, foreign)],
      ['0 threatened', '10 clarified'],
    ],
    ['after a withdrawal, too', [...withdrawn, answer(9), answer(10)], ['0 withdrawn', '10 clarified']],
    ['clarified without a threat reads as active', [answer(0), answer(1)], []],
    [
      'clarified more than 14 days after it, too',
      [...threatened, answer(14 * 24 + 1), answer(14 * 24 + 2)],
      ['0 threatened', `${15 * 24 + 1} active`],
    ],
    ['the way back waits', [...threatened, active(5)], ['0 threatened', '29 active']],
    [
      'a threat meanwhile undoes it',
      [...threatened, active(5), threat(20), threat(21), active(30)],
      ['0 threatened', '54 active'],
    ],
    [
      'a lone threat meanwhile does not',
      [...threatened, active(60), threat(70)],
      ['0 threatened', '84 active'],
    ],
    [
      'a threat does not wait',
      [...threatened, active(5), threat(40), threat(41)],
      ['0 threatened', '29 active', '41 threatened'],
    ],
    [
      'a milder wording of a withdrawal being told changes nothing',
      [...withdrawn, threat(3), threat(4)],
      ['0 withdrawn'],
    ],
    [
      'a threat long after a withdrawal does',
      [...withdrawn, threat(80), threat(81)],
      ['0 withdrawn', '81 threatened'],
    ],
    ['silence changes nothing', threatened, ['0 threatened']],
  ])('%s', (_, given, expected) => {
    expect(story(fold(given))).toEqual(expected);
  });
});

describe('items of one instant', () => {
  it('fold as one set: the heavier claim of independent origins decides', () => {
    const before = [exit(0), exit(0)];
    const wave = Array.from({ length: 5 }, () => exit(7));
    expect(story(fold([...before, ...wave, answer(7), answer(7)]))).toEqual(['0 withdrawn']);
    const copies = Array.from({ length: 5 }, () => exit(7, sameText));
    expect(story(fold([...before, ...copies, answer(7), answer(7)]))).toEqual(['0 withdrawn', '7 clarified']);
  });

  it('name the smallest id where one must be named', () => {
    const [b, a] = [threat(0, { itemId: 'b' }), threat(0, { itemId: 'a' })];
    expect(fold([b, a]).periods[1]!.decidedBy).toEqual(['a', 'b']);
  });
});

describe('what was answered stays answered', () => {
  const quote = 'we will not be the mediators any longer';
  const posture = (given: Given[]): Posture => fold(given).periods.at(-1)!.posture;
  const answered = [
    exit(0, bruce(quote)),
    exit(1, bruce('we do not fly around the world to mediate')),
    answer(20, { statements: [said('Marco Rubio', 'we are not going to give up on it')] }),
    answer(21),
  ];

  it('by late re-tellings of the quotation', () => {
    expect(posture([...answered, exit(90, bruce(quote)), exit(91, bruce(quote))])).toBe('clarified');
    expect(posture([...answered, exit(90, bruce('not be the mediators')), exit(91, bruce(quote))])).toBe(
      'clarified',
    );
  });

  it('by late paraphrases that name the day', () => {
    const late = bruce(undefined, '2025-05-01');
    expect(posture([...answered, exit(90, late), exit(300, late), exit(301, late)])).toBe('clarified');
  });

  it('by undated paraphrases and re-translations within the news of the days', () => {
    const again = [exit(60, bruce()), exit(61, bruce('Vermittler werden wir nicht länger sein'))];
    expect(posture([...answered, ...again])).toBe('clarified');
  });

  it('by late re-tellings of a threat', () => {
    const threat1 = bruce('if there is no progress we will step back');
    const story1 = [threat(0, threat1), threat(1, threat1), answer(20), answer(21)];
    expect(posture([...story1, threat(90, threat1), threat(91, threat1)])).toBe('clarified');
  });

  it('but a later statement counts', () => {
    const later = [
      exit(90, bruce('this is no longer our business')),
      exit(91, bruce('from today we are out of it')),
      exit(92, bruce('that is all we had to say of it')),
    ];
    expect(posture([...answered, ...later])).toBe('withdrawn');
    const dated = [
      exit(60, bruce(undefined, '2025-05-03')),
      exit(61, bruce('so be it then', '2025-05-03')),
      exit(62, bruce('nobody will hear of us again', '2025-05-03')),
    ];
    expect(posture([...answered, ...dated])).toBe('withdrawn');
    // Two that misread something are not enough to take the answer back.
    expect(posture([...answered, ...dated.slice(1)])).toBe('threatened');
    expect(posture([...answered, threat(60, bruce('at some point we must move on')), threat(61)])).toBe(
      'threatened',
    );
  });

  it('by late re-tellings of a threat that name its day', () => {
    const day = bruce(undefined, '2025-05-01');
    const story1 = [threat(10, day), threat(11, day), answer(30), answer(31)];
    expect(posture([...story1, threat(110, day), threat(111, day), threat(112, day)])).toBe('clarified');
    const whole = 'unless they move we shall be gone before the month is out';
    const other = [threat(10, bruce(whole, '2025-05-01')), threat(11), answer(30), answer(31)];
    const part = bruce('we shall be gone before the month is out');
    expect(posture([...other, threat(110, part), threat(111, part)])).toBe('clarified');
  });

  it('by copies of what was written before the answer', () => {
    const before = exit(1, { ...bruce(), shingles: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
    const copy = (at: number, outlet: string): Given =>
      exit(at, { outlet, shingles: [1, 2, 3, 4, 5, 6, 7, 8, 99, 100] });
    const copies = [copy(40, 'A'), copy(41, 'B'), copy(42, 'C'), copy(70, 'D')];
    expect(posture([exit(0, bruce()), before, answer(20), answer(21), ...copies])).toBe('clarified');
  });

  it('nor does an old answer take back a newer threat', () => {
    const old = { statements: [said('Marco Rubio', 'we are not going to give up on it')] };
    const again = [...answered, threat(50), threat(51), answer(60, old), answer(61, old)];
    expect(posture(again)).toBe('threatened');
  });

  it('nor does an old threat outlive the return to mediation', () => {
    const old = bruce('if there is no progress we will step back');
    const given = [threat(0, old), threat(1, old), active(3), threat(30, old), threat(31, old)];
    expect(story(fold(given))).toEqual(['1 threatened', '27 active']);
  });
});

describe('one remark on record, told by many', () => {
  const briefing = bruce('our days as the go-between are over', '2025-05-01');
  const told = (at: number, more: Partial<FoldItem> = {}): Given => exit(at, { ...briefing, ...more });

  it('withdraws when two outlets tell it in their own words, though it stays one origin', () => {
    const { periods } = fold([told(0), told(2)]);
    expect(periods.at(-1)).toMatchObject({ posture: 'withdrawn', origins: 1, outlets: 2, copies: 1 });
  });

  it.each<[string, Given[]]>([
    ['a copy of the text', [told(0, sameText), told(2, sameText)]],
    [
      'a copy beside a second text of the same outlet',
      [told(0, { ...sameText, ...sameOutlet }), told(1, sameOutlet), told(2, sameText)],
    ],
    [
      'what passes on another outlet',
      [
        told(0, { outlet: 'Herald' }),
        told(1, { attributedTo: 'herald' }),
        told(2, { attributedTo: 'herald' }),
      ],
    ],
    [
      'two who pass on what neither of them heard',
      [told(0, { attributedTo: 'herald' }), told(1, { attributedTo: 'gazette' })],
    ],
    [
      'an official’s remark, which is not a principal’s',
      [told(0, official), told(2, official), told(3, { certainty: 'hedged', confidence: 0 })],
    ],
  ])('is not confirmed by %s', (_, given) => {
    expect(story(fold(given)).join()).not.toContain('withdrawn');
  });

  it('weighs as many confirmations against an answer of the same instant', () => {
    const wave = Array.from({ length: 5 }, () => told(7));
    expect(story(fold([...wave, answer(7), answer(7)]))).toEqual(['7 withdrawn']);
  });

  it('told again days after the answer does not re-open it', () => {
    const given = [told(18), told(20), answer(40), answer(41)];
    const late = [120, 121, 122, 123].map((at) => told(at));
    expect(story(fold([...given, ...late]))).toEqual(['20 withdrawn', '41 clarified']);
  });
});

describe('a disputed exit', () => {
  it('waits while more outlets read the same news as less than that', () => {
    const wave = [threat(0), threat(1), exit(2), ...[2, 2, 3, 4].map((at) => threat(at))];
    expect(story(fold([...wave, exit(3)]))).toEqual(['1 threatened']);
    expect(story(fold([...wave, exit(3), exit(5), exit(6)]))).toEqual(['1 threatened', '6 withdrawn']);
  });

  it('is not disputed by what was told before it', () => {
    const wave = Array.from({ length: 6 }, (_, i) => threat(i));
    expect(story(fold([...wave, exit(10), exit(11)]))).toEqual(['1 threatened', '11 withdrawn']);
  });
});

describe('a day without an hour', () => {
  const day = { precision: 'day' } as const;

  it.each<[string, Given[], string[]]>([
    [
      'an exit waits for its end; the threat in it does not',
      [exit(12, day), exit(12, day)],
      ['12 threatened', '24 withdrawn'],
    ],
    ['one item that tells its hour waits for nobody', [exit(12, day), exit(14)], ['14 withdrawn']],
    [
      'nor does the exit, once one does',
      [exit(12, day), exit(12, day), exit(15)],
      ['12 threatened', '15 withdrawn'],
    ],
    [
      'an answer in time takes its place',
      [exit(12, day), exit(12, day), answer(20), answer(21)],
      ['12 threatened', '21 clarified'],
    ],
    [
      'later days do not put it off',
      [exit(12, day), exit(12, day), exit(20, day)],
      ['12 threatened', '24 withdrawn'],
    ],
    [
      'an answer waits, too',
      [...withdrawn, answer(12, day), answer(12, day)],
      ['0 withdrawn', '24 clarified'],
    ],
    [
      'unless a newer exit overtakes it',
      [...threatened, answer(12, day), answer(12, day), threat(15), threat(16)],
      ['0 threatened'],
    ],
    [
      'which the exit it answers, told again, does not',
      [
        threat(0, bruce('this cannot go on for us for ever')),
        threat(0),
        answer(12, day),
        answer(12, day),
        threat(15, bruce('this cannot go on for us for ever')),
      ],
      ['0 threatened', '24 clarified'],
    ],
    ['threats do not wait', [threat(12, day), threat(12, day)], ['12 threatened']],
  ])('%s', (_, given, expected) => {
    expect(story(fold(given))).toEqual(expected);
  });

  it('an answer rests on what completed it when the exit it answers is told harder meanwhile', () => {
    const given = [
      threat(0, { outlet: 'Reuters', confidence: 0.97 }),
      active(1, { outlet: 'Reuters' }),
      answer(26, { outlet: 'Reuters', confidence: 0.97, ...day }),
      exit(26, { outlet: 'Axios', confidence: 0.3, ...bruce() }),
      exit(27, { outlet: 'Reuters', confidence: 0.55, ...bruce() }),
    ];
    expect(fold(given).periods.map(({ posture, confidence }) => [posture, confidence > 0])).toContainEqual([
      'clarified',
      true,
    ]);
  });

  it('is told when it falls due', () => {
    const given = [exit(12, day), exit(12, day)];
    expect(fold(given, 23).nextDue).toBe(hour(24));
    expect(fold(given, 24).periods.at(-1)).toMatchObject({ posture: 'withdrawn', due: true, from: hour(24) });
    expect(fold(given, 24).periods.at(-1)!.reason).toContain('held to the end of its day');
  });
});

describe('leaks', () => {
  it('in ten outlets’ own words never withdraw', () => {
    const wave = Array.from({ length: 10 }, (_, i) => exit(i, leak));
    expect(story(fold([...wave, exit(10), exit(11, foreign)]))).toEqual(['1 threatened']);
  });
});

describe('a period', () => {
  it('tells what it rests on', () => {
    const given = [
      exit(0, { itemId: 'a', shingles: [1, 2, 3] }),
      exit(1, { itemId: 'b', confidence: 0.9 }),
      answer(1, { itemId: 'no' }),
      exit(1, { itemId: 'c', shingles: [1, 2, 3], confidence: 0.7 }),
      exit(1, { itemId: 'd', confidence: 0.6 }),
    ];
    expect(fold(given, 1).periods[1]).toMatchObject({
      posture: 'withdrawn',
      decidedBy: ['b', 'c', 'd'],
      origins: 3,
      outlets: 4,
      copies: 1,
      evidence: ['b', 'a', 'c', 'd'],
      counterEvidence: ['no'],
      supportedAt: hour(1),
      due: false,
      reason: expect.stringMatching(/^3 origins in 4 outlets, re-told once, a principal on record/) as string,
    });
  });

  const confidence = (given: Given[]) => fold(given).periods.at(-1)!.confidence;

  it('is surer of more origins, less sure of hedged and contradicted ones', () => {
    const two = confidence([exit(0), exit(0)]);
    expect(confidence([exit(0), exit(0), exit(0)])).toBeGreaterThan(two);
    expect(confidence([exit(0), exit(0, { certainty: 'hedged' })])).toBeLessThan(two);
    expect(confidence([exit(0), exit(0), answer(0)])).toBeLessThan(two);
    expect(confidence([exit(0), exit(0), exit(0, sameText), exit(0, sameText)])).toBeGreaterThan(two);
  });

  it('stands firmer when others say the same later', () => {
    const { periods, standing } = fold([threat(0), threat(0), threat(100), threat(100)]);
    expect(standing!.origins).toBe(4);
    expect(standing!.confidence).toBeGreaterThan(periods[1]!.confidence);
    expect(standing!.supportedAt).toBe(hour(100));
  });
});

describe('horizon and due time', () => {
  const given = [threat(0, { itemId: 'a' }), threat(0, { itemId: 'b' }), active(5, { itemId: 'c' })];

  it('emits the way back once the horizon has reached it', () => {
    expect(fold(given, 28)).toMatchObject({ nextDue: hour(29) });
    expect(story(fold(given, 28))).toEqual(['0 threatened']);
    const after = fold(given, 29);
    expect(after.nextDue).toBeNull();
    expect(after.periods.at(-1)).toMatchObject({
      posture: 'active',
      from: hour(29),
      due: true,
      decidedBy: ['c'],
    });
  });

  it('lets the very instant speak first', () => {
    expect(story(fold([...given, threat(29), threat(29)]))).toEqual(['0 threatened']);
  });

  it('ignores what lies ahead, and tells when it will count', () => {
    expect(fold(given, -1)).toEqual({ periods: [], nextDue: hour(0), standing: null });
    expect(fold([], 5)).toEqual({ periods: [], nextDue: null, standing: null });
  });
});

describe('many items', () => {
  it.each<[string, number, (i: number) => Given]>([
    ['a wave of one remark', 5_000, (i) => exit(i / 70, bruce(`we will not be the mediators number ${i}`))],
    ['one outlet repeating itself', 5_000, (i) => threat(i / 70, sameOutlet)],
    ['one text everywhere', 5_000, (i) => exit(i / 70, sameText)],
    ['a disputed exit', 5_000, (i) => (i % 3 ? threat(i / 70) : exit(i / 70))],
    ['claims and denials in turn', 1_000, (i) => (i % 2 ? threat(i / 14) : answer(i / 14))],
  ])('in three days are folded in near-linear time: %s, %i times', (_, n, make) => {
    const items = Array.from({ length: n }, (__, i) => make(i));
    // Folding each instant from the beginning would run into the suite's time limit.
    expect(fold(items).periods.length).toBeGreaterThan(0);
  });
});
