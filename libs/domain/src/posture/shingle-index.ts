/** Disjoint sets of texts. */
export interface Sets {
  find(text: number): number;
  join(a: number, b: number): void;
}

/**
 * Finds earlier texts that contain a text, or are contained in it, without comparing all pairs.
 *
 * If at least `containment` of a set S lies in B, then any choice of more than (1 - containment) * |S|
 * members of S has one in B. So each text keeps that many of its rarest shingles as its *probe*, and two
 * look-ups find every candidate: the probe in all earlier texts, and all shingles in the earlier probes.
 */
export interface ShingleIndex {
  /** Joins a text with the earlier ones, not older than `since`, that share enough with it; then files it. */
  add(text: number, since: number, sets: Sets): void;
}

/** A flood of near-copies makes long lists; they chain, so the latest are enough to find the origin. */
const LONGEST_LIST = 64;

const push = (index: Map<number, number[]>, shingle: number, text: number): void => {
  const list = index.get(shingle);
  if (!list) index.set(shingle, [text]);
  else {
    list.push(text);
    if (list.length > 2 * LONGEST_LIST) list.splice(0, LONGEST_LIST);
  }
};

/** In how many texts each shingle occurs. */
function counts(texts: readonly (readonly number[])[]): Map<number, number> {
  const total = new Map<number, number>();
  for (const text of texts) for (const s of text) total.set(s, (total.get(s) ?? 0) + 1);
  return total;
}

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
  const total = counts(texts);
  /** How often a shingle was met so far: what is found must not depend on later texts. */
  const met = new Map<number, number>();
  const inTexts = new Map<number, number[]>();
  const inProbes = new Map<number, number[]>();
  /** The text that stands for all its exact copies, and when the last of them appeared. */
  const standsFor = new Map<string, number>();
  const seenAt = [...times];
  const stamp = new Int32Array(texts.length).fill(-1);
  /** The probe of a text, as far as it can find anything: shingles that occur nowhere else come first. */
  const probeOf = (text: readonly number[], common: readonly number[]): readonly number[] => {
    const size = Math.floor((1 - containment) * text.length + 1e-9) + 1 - (text.length - common.length);
    if (size <= 0) return [];
    const ranked = common.map((shingle) => ({ shingle, times: met.get(shingle) ?? 0 }));
    ranked.sort((a, b) => a.times - b.times);
    return ranked.slice(0, size).map((r) => r.shingle);
  };
  const contains = (a: readonly number[], b: readonly number[]): boolean =>
    shared(a, b) >= containment * Math.min(a.length, b.length) - 1e-9;

  return {
    add(number, since, sets) {
      const text = texts[number]!;
      if (text.length === 0) return;
      const common = text.filter((shingle) => total.get(shingle)! > 1);
      if (common.length === text.length) {
        const key = text.join();
        const same = standsFor.get(key);
        if (same !== undefined && seenAt[same]! >= since) {
          seenAt[same] = times[number]!;
          sets.join(same, number);
          return;
        }
        standsFor.set(key, number);
      }
      const probe = probeOf(text, common);
      const look = (list: readonly number[] | undefined): void => {
        for (const other of list ?? []) {
          if (stamp[other] === number || seenAt[other]! < since) continue;
          stamp[other] = number;
          if (sets.find(other) === sets.find(number)) continue;
          if (contains(text, texts[other]!)) sets.join(other, number);
        }
      };
      for (const s of probe) look(inTexts.get(s));
      for (const s of common) look(inProbes.get(s));
      for (const s of common) {
        push(inTexts, s, number);
        met.set(s, (met.get(s) ?? 0) + 1);
      }
      for (const s of probe) push(inProbes, s, number);
    },
  };
}
