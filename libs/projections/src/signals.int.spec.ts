import { HOUR, MINUTE } from '#libs/domain';
import { createBench } from '../../../test/support/pipeline-bench';
import { telling } from '../../../test/support/stories';
import { signalPages, type SignalRow } from './index';

const NOW = Date.UTC(2025, 4, 1, 12);

it('gives every signal once, in the order of time, also where pages meet within an instant', async () => {
  const bench = await createBench(NOW);
  try {
    const at = (n: number): number => NOW - HOUR + (n % 50) * MINUTE;
    const items = Array.from({ length: 1_100 }, (_, n) =>
      telling({ signal: 'active', by: 0, at: at(n) }, { id: `signal-${n}`, url: `https://example.org/${n}` }),
    );
    await bench.push(items.slice(0, 600));
    await bench.push(items.slice(600));
    await bench.fold();
    const pages: SignalRow[][] = [];
    for await (const page of signalPages(bench.base.database)) pages.push(page);
    expect(pages.map(({ length }) => length)).toEqual([1_000, 100]);
    const rows = pages.flat();
    expect(new Set(rows.map(({ itemId }) => itemId)).size).toBe(items.length);
    const times = rows.map(({ effectiveAt }) => effectiveAt);
    expect(times).toEqual([...times].sort());
  } finally {
    await bench.close();
  }
});
