import { assess } from '../assess';
import { sentences } from '../text/sentences';
import { speechDay } from './speech-day';
import { normalise } from './statements';

const day = (text: string, at?: string): string | undefined =>
  speechDay(sentences({ field: 'title', text })[0]!.tokens, at);
const authority = (title: string, effectiveAt?: string): string =>
  assess({ title, summary: '', content: '', ...(effectiveAt && { effectiveAt }) }).authority;

describe('the day of a remark', () => {
  const friday = '2025-05-02T09:00:00.000Z';
  it.each([
    ['she said on Thursday', '2025-05-01'],
    ['she said on Friday', '2025-05-02'],
    ['on May 1 she said', '2025-05-01'],
    ['on the 1st May', '2025-05-01'],
    ['said on 30 December', '2024-12-30'],
    ['он заявил в четверг', '2025-05-01'],
    ['am Mittwoch sagte sie', '2025-04-30'],
    ['yesterday', '2025-05-01'],
    ['some day', undefined],
  ])('%s', (text, expected) => expect(day(text, friday)).toBe(expected));
  it('needs the day of the item', () => expect(day('on Thursday')).toBeUndefined());
});

describe('the rank of the speaker', () => {
  const exit = 'US may quit mediating between Russia and Ukraine';
  it.each([
    [`${exit}, secretary of state says`, 'principal'],
    [`${exit}: White House`, 'principal'],
    [`Senator Graham says ${exit}`, 'official'],
    [`${exit}, officials say on condition of anonymity`, 'unnamed'],
    [`Lavrov says ${exit}`, 'foreign'],
    [`Analyst says ${exit}`, 'other'],
  ])('%s', (title, expected) => expect(authority(title)).toBe(expected));
  it('is that of the time', () => {
    const title = `Waltz says ${exit}`;
    expect(authority(title, '2025-04-20T00:00:00.000Z')).toBe('principal');
    expect(authority(title, '2025-09-20T00:00:00.000Z')).toBe('official');
  });
});

describe('the speaker', () => {
  const exit = 'US may quit mediating between Russia and Ukraine';
  const at = (title: string, effectiveAt = '2025-05-01T20:00:00.000Z'): [string?, string?] => {
    const { speaker, statements } = assess({ title, summary: '', content: '', effectiveAt });
    return [speaker, statements[0]?.speaker];
  };
  it.each([
    [`Rubio says ${exit}`, 'Marco Rubio, Secretary of State', 'us.secretary-of-state'],
    [`${exit}, secretary of state says`, 'Secretary of State', 'us.secretary-of-state'],
    [`${exit}, said the secretary`, 'Secretary of State', 'us.secretary-of-state'],
    [`Tammy Bruce: ${exit}`, 'Tammy Bruce, State Department spokeswoman', 'us.state-department'],
    [`State Department: ${exit}`, 'State Department', 'us.state-department'],
    [`State Department spokesman says ${exit}`, 'State Department spokesman', 'us.state-department'],
    [`${exit}, officials say`, 'unnamed officials', 'unnamed.officials'],
    [`Kremlin spokesman says ${exit}`, 'Kremlin', 'ru.kremlin'],
    [`Peskov says ${exit}`, 'Dmitry Peskov, Kremlin spokesman', 'ru.kremlin'],
    [`Ukraine's president says ${exit}`, 'Ukrainian president', 'ua.president'],
    [`French foreign minister says ${exit}`, 'French foreign minister', 'fr.foreign-minister'],
  ])('%s', (title, speaker, key) => expect(at(title)).toEqual([speaker, key]));
  it('is shown with the office of the time', () =>
    expect(at(`Waltz says ${exit}`, '2025-09-20T00:00:00.000Z')[0]).toBe(
      'Mike Waltz, US ambassador to the UN',
    ));
  it('is nobody when a country only acts', () => {
    const read = assess({ title: 'US ends mediation between Russia and Ukraine', summary: '', content: '' });
    expect(read).toMatchObject({ signal: 'withdrawn', authority: 'other' });
    expect(read).not.toHaveProperty('speaker');
  });
});

describe('whose word an exit is', () => {
  it.each([
    ['Axios: Trump is ending US mediation between Russia and Ukraine', 'unnamed'],
    ['Trump told allies the US will no longer mediate in Ukraine, people familiar with it said', 'unnamed'],
    ['Sybiha says Rubio told him the US will no longer mediate between Russia and Ukraine', 'foreign'],
    ['Ukrainian president: US will no longer mediate between Russia and Ukraine', 'foreign'],
    ['Trump Jr. says US will no longer mediate between Russia and Ukraine', 'other'],
    ["Alarm at Trump's decision: US will no longer mediate between Russia and Ukraine", 'other'],
    ['US says it will no longer mediate between Russia and Ukraine', 'principal'],
  ])('%s', (title, expected) => expect(authority(title, '2025-05-01T20:00:00.000Z')).toBe(expected));
});

it('a quotation is the same however it is set', () =>
  expect(normalise('“We won’t — fly,   around!”')).toBe(normalise('"we won\'t fly around"')));
