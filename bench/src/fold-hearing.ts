import { DAY, DEFAULT_POLICY, HOUR, LiveFold, seededRandom, toInstant, type FoldItem } from '#libs/domain';
import { row, type Row } from './harness';

/** Signals a day: the density stays, the history gets longer. */
const A_DAY = 35;
const ROUNDS = 15;
const WARM_UP = 5;
const HEARD_A_ROUND = 40;
const LATE_MS = 6 * HOUR;

/** Seeded signals of one history, each with a text and often a quotation of its own. */
function* signals(): Generator<FoldItem> {
  const random = seededRandom(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const words = (count: number, from: number): string =>
    Array.from({ length: count }, () => `w${Math.floor(random() * from)}`).join(' ');
  for (let n = 0; ; n++) {
    const speaker = pick(['tammy bruce', 'marco rubio', 'donald trump', 'steve witkoff']);
    const isQuoted = random() < 0.5;
    yield {
      itemId: `signal-${n}`,
      effectiveAt: toInstant(Math.round((n / A_DAY) * DAY)),
      precision: 'instant',
      outlet: `outlet ${Math.floor(random() * 60)}`,
      official: random() < 0.05,
      signal: pick(['active', 'active', 'threatened', 'withdrawn', 'clarified'] as const),
      confidence: 0.5 + 0.45 * random(),
      certainty: pick(['asserted', 'asserted', 'hedged', 'conditional'] as const),
      authority: pick(['principal', 'principal', 'official', 'unnamed', 'foreign', 'other'] as const),
      speaker,
      statements: [{ speaker, predicate: 'step-back', ...(isQuoted ? { quotation: words(8, 5_000) } : {}) }],
      shingles: [...new Set(Array.from({ length: 40 }, () => Math.floor(random() * 2 ** 32)))].sort(
        (a, b) => a - b,
      ),
    };
  }
}

/** A history of some length, and what comes after it. */
interface History {
  size: number;
  fold: LiveFold;
  next(): FoldItem;
  fresh: number[];
  late: number[];
}

function longHistory(size: number): History {
  const fold = new LiveFold(DEFAULT_POLICY);
  const source = signals();
  const next = (): FoldItem => source.next().value as FoldItem;
  for (let heard = 0; heard < size;) {
    const page = Array.from({ length: Math.min(1_000, size - heard) }, next);
    heard += page.length;
    fold.change(page.map((item) => ({ itemId: item.itemId, effectiveAt: item.effectiveAt, item })));
    fold.foldTo(page.at(-1)!.effectiveAt);
  }
  return { size, fold, next, fresh: [], late: [] };
}

/** Microseconds that one more signal costs until its outcome is there; it is `lateMs` older than the horizon. */
function hear({ fold, next }: History, lateMs: number): number {
  const items = Array.from({ length: HEARD_A_ROUND }, next);
  const begin = performance.now();
  for (const item of items) {
    const effectiveAt = toInstant(Date.parse(item.effectiveAt) - lateMs);
    fold.change([{ itemId: item.itemId, effectiveAt, item: { ...item, effectiveAt } }]);
    fold.foldTo(item.effectiveAt);
  }
  return ((performance.now() - begin) * 1_000) / HEARD_A_ROUND;
}

/** The curve: what one more signal costs by how many were heard before, and the same when it comes late. */
export function hearingRows(sizes: number[]): Row[] {
  const histories = sizes.map(longHistory);
  // The first rounds warm up the code, and count for nothing.
  for (let round = -WARM_UP; round < ROUNDS; round++)
    for (const history of histories) {
      const [fresh, late] = [hear(history, 0), hear(history, LATE_MS)];
      if (round < 0) continue;
      history.fresh.push(fresh);
      history.late.push(late);
    }
  const [shortest, ...longer] = histories as [History, ...History[]];
  return longer.flatMap((history) =>
    (['fresh', 'late'] as const).map((kind) =>
      row({
        name: `one more signal${kind === 'late' ? `, ${LATE_MS / HOUR} h late,` : ''} after ${history.size}`,
        unit: 'us',
        values: history[kind],
        peer: { name: `after ${shortest.size}`, values: shortest[kind] },
        aim: { text: 'ratio <= 1.3', met: (_, ratio) => ratio! <= 1.3 },
      }),
    ),
  );
}
