import { isOnTopic } from '../assess';

const isRead = (title: string, language = 'en'): boolean =>
  isOnTopic({ title, summary: '', content: '', language });

describe('what an item is about', () => {
  it.each([
    [
      'this conflict, without a signal',
      'Russia and Ukraine exchange fire along the front near Pokrovsk',
      true,
    ],
    ['only people of one side', 'Ushakov expects the visitors within a week', true],
    ['nobody but Americans, and what may be an exit', 'Rubio: at some point we simply move on', true],
    ['nobody but Americans, and nothing of the kind', 'Vance opens the state fair', false],
    ['something else', 'Harvest festival opens in the old town', false],
    ['another conflict', 'Qatar mediates between Israel and Hamas in Gaza', false],
    ['another conflict, Americans mediating', 'Rubio calls both sides over Kashmir', false],
  ])('%s: %s', (_, title, expected) => expect(isRead(title)).toBe(expected));

  it.each([
    ['ru', 'Ушаков ждёт Уиткоффа на неделе'],
    ['uk', 'Єрмак чекає на Віткоффа цього тижня'],
    ['de', 'Uschakow erwartet Witkoff in dieser Woche'],
    ['fr', 'Ouchakov attend Witkoff cette semaine à Moscou'],
    ['es', 'Umerov espera a Witkoff esta semana'],
  ])('people of the sides are known in every language: %s', (language, title) =>
    expect(isRead(title, language)).toBe(true),
  );

  it('nothing, in a language that is not read', () =>
    expect(isRead('米国、露ウ間の仲介から手を引く', 'ja')).toBe(false));
});
