import { sha256Hex } from '#libs/domain';

const SPLIT = /^[0-9a-f](-[0-9a-f])?(,?[0-9a-f](-[0-9a-f])?)*$/;

/** The hex digits a split names: `0-5`, `6-f`, `0,3,a-c`. @throws Error when it names none */
export function hexDigits(split: string): ReadonlySet<string> {
  const lower = split.toLowerCase();
  if (!SPLIT.test(lower)) throw new Error(`${split}: give hex digits, such as 0-5 or 0,3,a-c`);
  const digits = new Set<string>();
  for (const [part] of lower.matchAll(/[0-9a-f](-[0-9a-f])?/g)) {
    const [first, last] = [part.slice(0, 1), part.slice(-1)].map((digit) => parseInt(digit, 16));
    if (last! < first!) throw new Error(`${split}: ${part} runs backwards`);
    for (let digit = first!; digit <= last!; digit++) digits.add(digit.toString(16));
  }
  return digits;
}

/** Whether the SHA-256 of an item's group, or of its id when it has none, begins with one of the digits. */
export const isInSplit = (
  { id, group }: { id: string; group?: string },
  digits: ReadonlySet<string>,
): boolean => digits.has(sha256Hex(group ?? id)[0]!);
