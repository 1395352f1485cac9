import type { Random } from '#libs/domain';

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

export const chance = (random: Random, share: number): boolean => random() < share;

/** Up to `count` different ones in a random order. */
export function sample<T>(random: Random, from: readonly T[], count: number): T[] {
  const rest = [...from];
  const taken: T[] = [];
  while (taken.length < count && rest.length > 0) {
    taken.push(...rest.splice(Math.floor(random() * rest.length), 1));
  }
  return taken;
}
