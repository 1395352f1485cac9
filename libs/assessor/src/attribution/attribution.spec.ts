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

it('a quotation is the same however it is set', () =>
  expect(normalise('“We won’t — fly,   around!”')).toBe(normalise('"we won\'t fly around"')));
