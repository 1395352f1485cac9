import { DAY, seededRandom, toInstant } from '#libs/domain';
import type { PushedItem } from '#libs/pipeline';

/** Days over which the dates are spread. */
const SPAN_DAYS = 700;
/** One item in so many says something about the subject. */
const SIGNAL_EVERY = 10;

const SPEAKERS = [
  'the State Department spokeswoman',
  'the Secretary of State',
  'President Trump',
  'the White House',
];
const OUTLETS = Array.from({ length: 40 }, (_, n) => `Outlet ${n}`);
const SIGNALS = [
  (who: string) => `US may walk away from mediating between Russia and Ukraine, ${who} warns`,
  (who: string) => `US is not walking away from mediating between Russia and Ukraine, ${who} says`,
  (who: string) => `The United States will no longer mediate between Russia and Ukraine, ${who} said`,
  (who: string) => `US hosts new talks between Russia and Ukraine to broker a ceasefire, ${who} said`,
];
const SUBJECTS = [
  'harvest',
  'tram line',
  'museum',
  'football cup',
  'river festival',
  'bakery',
  'school roof',
];

/** Items of a seeded chance with dates in no order; every tenth is about the subject. @param now ms since 1970 */
export function* scatteredItems(count: number, now: number): Generator<PushedItem> {
  const random = seededRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  for (let n = 0; n < count; n++) {
    const isSignal = n % SIGNAL_EVERY === 0;
    const title = isSignal
      ? `${pick(SIGNALS)(pick(SPEAKERS))} (${n})`
      : `The ${pick(SUBJECTS)} of district ${n} opens on schedule`;
    const publishedAt = toInstant(now - Math.floor(random() * SPAN_DAYS * DAY));
    yield {
      id: `bench-${n}`,
      outlet: pick(OUTLETS),
      title,
      summary: `${title}. The mayor was there, number ${n}.`,
      publishedAt,
    };
  }
}
