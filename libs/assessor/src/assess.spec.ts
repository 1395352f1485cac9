import type { ItemText, Signal } from '#libs/domain';
import { assess, assessorInfo } from './index';

const item = (title: string, summary = '', rest: Partial<ItemText> = {}): ItemText => ({
  title,
  summary,
  content: '',
  ...rest,
});
const signalOf = (title: string, summary = ''): Signal => assess(item(title, summary)).signal;

describe('an exit of the US as mediator', () => {
  it.each<[Signal, string, string]>([
    ['withdrawn', 'US will no longer mediate between Russia and Ukraine, State Department says', ''],
    ['withdrawn', 'Washington ends its role as mediator in Ukraine talks', 'The decision is final.'],
    [
      'threatened',
      'US will step back as mediator in Ukraine war if there is no progress, spokeswoman says',
      '',
    ],
    ['threatened', 'Vance: US ready to walk away from Russia-Ukraine peace talks', ''],
    ['threatened', 'Washington may give up mediating between Moscow and Kyiv', ''],
    ['clarified', 'US has not abandoned its role as mediator between Kyiv and Moscow, Rubio says', ''],
    ['clarified', 'White House denies that US is walking away from Ukraine talks', ''],
    ['clarified', 'Leavitt: our position on mediating in Ukraine is the same', ''],
    ['active', 'US envoy Witkoff arrives in Moscow to present peace proposal on Ukraine', ''],
  ])('%s: %s', (expected, title, summary) => expect(signalOf(title, summary)).toBe(expected));
});

describe('no signal', () => {
  it.each([
    ['Qatar suspends its mediation between Israel and Hamas in Gaza'],
    ['Trump says US is walking away from nuclear talks with Iran'],
    ['US completes withdrawal from World Health Organization'],
    ['American troops leave logistics hub in Poland'],
    ['Pope offers the Vatican as a venue for Ukraine talks'],
    ['Captain withdraws from semi-final with a knee injury'],
  ])('%s', (title) => expect(signalOf(title)).toBe('none'));
});

describe('the newest fact decides', () => {
  it.each<[Signal, string, string]>([
    ['clarified', 'US said it would end Ukraine mediation, then denied it', ''],
    ['clarified', 'Has Washington given up on Ukraine talks? No.', ''],
    ['clarified', 'US is quitting the Ukraine talks, paper says', 'The White House called the report false.'],
    ['threatened', 'US quits Ukraine mediation', 'Rubio said it would quit unless both sides moved.'],
    ['withdrawn', 'US may quit Ukraine mediation', 'Washington has ended its role as mediator, Rubio said.'],
    ['threatened', "'Unless Putin signs, we're done here': Trump on mediation in Ukraine", ''],
    ['none', 'Senators urge White House not to abandon Ukraine talks', ''],
    ['none', 'Merz would not want the US to leave the negotiations on Ukraine', ''],
    ['threatened', 'Vance: next step is direct talks on Ukraine, and without them we would walk away', ''],
    ['threatened', 'US may end Ukraine mediation', 'That would not mean abandoning our friends, Rubio said.'],
  ])('%s: %s %s', (expected, title, summary) => expect(signalOf(title, summary)).toBe(expected));
});

describe('evidence', () => {
  const first = (title: string, summary = ''): string => assess(item(title, summary)).evidence[0]!.quote;

  it('is a passage with all rules that decided, then the exact words of each, verbatim', () => {
    const title = '“Washington” will quit as mediator in Ukraine unless Moscow moves';
    const { evidence, reason } = assess(item(title));
    expect(evidence.map(({ quote }) => quote)).toEqual([title, 'quit as mediator', 'unless']);
    const [passage, ...cues] = evidence.map(({ rules }) => rules);
    expect(passage).toEqual(cues.flat());
    for (const { start, end, quote, rules } of evidence) {
      expect(title.slice(start, end)).toBe(quote);
      expect(rules[0]).toMatch(/^en\./);
    }
    expect(reason).toContain('under a condition');
  });
  it('holds the denial, not only what is denied', () =>
    expect(first('The State Department denied that Washington had ended its mediation in Ukraine.')).toBe(
      'The State Department denied that Washington had ended its mediation in Ukraine.',
    ));
  it('is the whole quotation without its marks when that holds the deciding words', () =>
    expect(first('', '“We are not giving up on the Ukraine talks,” Rubio said on Friday.')).toBe(
      'We are not giving up on the Ukraine talks',
    ));
  it('is the sentence around a quotation too short to be understood', () =>
    expect(first('', 'The US will “no longer mediate” between Russia and Ukraine, Rubio said.')).toBe(
      'The US will “no longer mediate” between Russia and Ukraine, Rubio said.',
    ));
  it('prefers the words of the speaker to a headline that says the same', () => {
    const quote = 'If there is no progress we will step back as mediators between Russia and Ukraine';
    expect(
      first('Rubio: US will quit mediating in Ukraine if nothing moves', `"${quote}," Rubio said.`),
    ).toBe(quote);
  });
  it('but not the words of somebody else', () =>
    expect(
      first(
        'Rubio: US will quit mediating in Ukraine war if nothing moves',
        'Lavrov said: "If there is no progress the US will step back as mediators in the talks."',
      ),
    ).toBe('Rubio: US will quit mediating in Ukraine war if nothing moves'));
  it('is cut at a clause, never inside a word, and keeps the deciding words', () => {
    const filler = 'as some people in several other capitals see it these days, '.repeat(4);
    const text = `Washington, ${filler}will no longer mediate between Russia and Ukraine, ${filler}Rubio said.`;
    const quote = first('', text);
    expect(quote.length).toBeLessThanOrEqual(300);
    expect(quote).toContain('will no longer mediate between Russia and Ukraine');
    expect(text).toMatch(new RegExp(`(^|\\s)${quote}[\\s,.]`));
  });
});

describe('how it is put', () => {
  it('is conditional, hedged, denied or asserted', () => {
    const certainty = (title: string): string => assess(item(title)).certainty;
    expect(certainty('US will quit as mediator in Ukraine unless Moscow moves')).toBe('conditional');
    expect(certainty('US may quit as mediator in Ukraine war')).toBe('hedged');
    expect(certainty('US denies it is quitting as mediator in Ukraine war')).toBe('denied');
    expect(certainty('US has quit as mediator in Ukraine war')).toBe('asserted');
  });
});

describe('who says it', () => {
  const at = '2025-05-01T20:00:00.000Z';
  it('reads the rank from the office, not only from a known name', () => {
    const title =
      'State Department spokeswoman Ann Example says US will no longer mediate between Russia and Ukraine';
    expect(assess(item(title, '', { effectiveAt: at }))).toMatchObject({
      authority: 'principal',
      speaker: 'Ann Example, State Department spokeswoman',
    });
  });
  it('knows leaks and foreign voices', () => {
    expect(assess(item('US to end mediation in Ukraine war, sources say')).authority).toBe('unnamed');
    expect(assess(item('Kremlin says US has not left its role as mediator on Ukraine')).authority).toBe(
      'foreign',
    );
  });
  it('joins the claim to the outlet it comes from', () => {
    expect(assess(item('US to quit Ukraine mediation, Axios reports')).attributedTo).toBe('axios');
    expect(assess(item('US quits Ukraine mediation', 'KYIV (Reuters) - It is over.')).attributedTo).toBe(
      'reuters',
    );
    expect(
      assess(item('US quits Ukraine mediation, Axios reports', '', { outlet: 'Axios' })).attributedTo,
    ).toBeUndefined();
  });
  it('keeps the remark: speaker, words, predicate and day', () => {
    const text = item(
      '',
      'On Thursday Vance said: “We will not be the mediators between Russia and Ukraine any more.”',
      { effectiveAt: at },
    );
    expect(assess(text).statements[0]).toEqual({
      speaker: 'us.vice-president',
      quotation: 'we will not be the mediators between russia and ukraine any more',
      predicate: 'step-back',
      saidOn: '2025-05-01',
    });
  });
});

describe('languages', () => {
  it.each<[Signal, string]>([
    ['withdrawn', 'США больше не будут посредником между Россией и Украиной'],
    ['threatened', 'США могут отказаться от роли посредника между Россией и Украиной'],
    ['clarified', 'Госдеп опроверг выход США из переговоров по Украине'],
    ['withdrawn', 'США більше не будуть посередником між Україною та Росією'],
    ['threatened', 'Les États-Unis pourraient abandonner la médiation entre la Russie et l’Ukraine'],
    ['threatened', 'S’il n’y a pas de réponse, Washington cessera sa médiation entre Kiev et Moscou'],
    ['threatened', 'Sans propositions, les États-Unis cesseront leur médiation entre Kiev et Moscou'],
    ['withdrawn', 'USA beenden ihre Vermittlung zwischen Russland und der Ukraine'],
    ['threatened', 'EE.UU. amenaza con abandonar la mediación entre Rusia y Ucrania'],
  ])('%s: %s', (expected, title) => expect(signalOf(title)).toBe(expected));

  it('says so when a language is not covered', () => {
    for (const text of [item('美国不再调停俄乌冲突'), item('Yhdysvallat lopettaa', '', { language: 'fi' })]) {
      expect(assess(text)).toMatchObject({ signal: 'none', reason: 'language-not-covered' });
    }
  });
});

describe('the rule set', () => {
  it('is named by a hash', () => {
    expect(assessorInfo).toMatchObject({ name: 'cascade', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(assess(item('x')).assessor).toEqual(assessorInfo);
  });
});
