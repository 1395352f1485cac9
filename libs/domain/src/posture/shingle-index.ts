/**
 * Finds earlier texts that contain a text, or are contained in it, without comparing all pairs.
 *
 * If at least `containment` of a set S lies in B, then any choice of more than (1 - containment) * |S|
 * members of S has one in B. So each text keeps that many of its rarest shingles as its *probe*, and two
 * look-ups find every candidate: the probe in all earlier texts, and all shingles in the earlier probes.
 */
export interface ShingleIndex {
  /** Numbers of earlier texts, not older than `since`, that share enough with this one; then adds it. */
  add(text: number, since: number): number[];
}

/** A flood of near-copies makes long lists; they chain, so the latest are enough to find the origin. */
const LONGEST_LIST = 128;

const push = (index: Map<number, number[]>, shingle: number, text: number): void => {
  const list = index.get(shingle);
  if (!list) index.set(shingle, [text]);
  else {
    list.push(text);
    if (list.length > 2 * LONGEST_LIST) list.splice(0, LONGEST_LIST);
  }
};

/** How many numbers two ascending lists share. */
function shared(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) count++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return count;
}

/**
 * @param texts shingles (ascending) of all texts, in the order of time in which they will be added
 * @param times when each text counts, ascending
 */
export function shingleIndex(
  texts: readonly (readonly number[])[],
  times: readonly number[],
  containment: number,
): ShingleIndex {
  const frequency = new Map<number, number>();
  for (const text of texts) for (const s of text) frequency.set(s, (frequency.get(s) ?? 0) + 1);
  const inTexts = new Map<number, number[]>();
  const inProbes = new Map<number, number[]>();
  /** The text that stands for all its exact copies, and when the last of them appeared. */
  const standsFor = new Map<string, number>();
  const seenAt = [...times];
  const probeOf = (text: readonly number[]): readonly number[] =>
    [...text]
      .sort((a, b) => frequency.get(a)! - frequency.get(b)! || a - b)
      .slice(0, Math.floor((1 - containment) * text.length + 1e-9) + 1);
  const contains = (a: readonly number[], b: readonly number[]): boolean =>
    shared(a, b) >= containment * Math.min(a.length, b.length) - 1e-9;

  return {
    add(number, since) {
      const text = texts[number]!;
      if (text.length === 0) return [];
      const key = text.join();
      const same = standsFor.get(key);
      if (same !== undefined && seenAt[same]! >= since) {
        seenAt[same] = times[number]!;
        return [same];
      }
      standsFor.set(key, number);
      const probe = probeOf(text);
      const found = new Set<number>();
      const look = (list: readonly number[] | undefined): void => {
        for (const other of list ?? []) if (seenAt[other]! >= since) found.add(other);
      };
      for (const s of probe) look(inTexts.get(s));
      for (const s of text) look(inProbes.get(s));
      for (const s of text) push(inTexts, s, number);
      for (const s of probe) push(inProbes, s, number);
      return [...found].filter((other) => contains(text, texts[other]!));
    },
  };
}
