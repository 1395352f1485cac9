// Documents that a thread reads, from the built program: the event loop stays free, and whatever ends a thread ends
// one document.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { until } from '../../../test/support/program';
import { ParsePool } from './parse-apart';
import { parseFeed } from './parse-feed';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'mw-parse-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A feed of so many entries of about 10 kB each. */
function feedOf(entries: number): Buffer {
  const text =
    'Washington could abandon its effort &lt;b&gt;to mediate&lt;/b&gt; between Moscow and Kyiv. '.repeat(110);
  const items = Array.from(
    { length: entries },
    (_, i) => `<item><title>Title ${i}</title><guid>${i}</guid><description>${text}</description></item>`,
  );
  return Buffer.from(`<rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`);
}

/** A thread that answers well, hangs or dies, as the document says. */
function threadOf(name: string): string {
  const file = join(folder, `${name}.js`);
  writeFileSync(
    file,
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', ({ bytes }) => {
       const says = Buffer.from(bytes).toString();
       if (says === 'hang') for (;;);
       if (says === 'throw') throw new Error('a fault');
       if (says === 'exit') process.exit(0);
       if (says === 'eat') { const all = []; for (;;) all.push('x'.repeat(1e6) + all.length, new Array(1e6).fill(all.length)); }
       parentPort.postMessage({ reading: { format: 'rss', title: says, items: [], problems: [] } });
     });`,
  );
  return file;
}

it('reads exactly what is read without a thread, faults too', async () => {
  const pool = new ParsePool();
  const bytes = feedOf(20);
  const options = { url: 'https://example.org/feed.xml' };
  expect(await pool.parse(bytes, options)).toEqual(await parseFeed(bytes, options));
  const page = Buffer.from('<!doctype html><title>Welcome</title>');
  const fault = await parseFeed(page).catch((error: unknown) => error);
  await expect(pool.parse(page)).rejects.toEqual(fault);
  await expect(pool.parse(page)).rejects.toMatchObject({ name: 'FeedError', code: 'not-a-feed' });
});

it('leaves the event loop free while it reads 5 MB', async () => {
  const pool = new ParsePool();
  const bytes = feedOf(500);
  await pool.parse(feedOf(1));
  const blocked = async (parse: () => Promise<unknown>): Promise<number> => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    // The histogram counts from its own first tick to its last.
    await until(
      async () => delay.count,
      (ticks) => ticks > 0,
    );
    await parse();
    const before = delay.count;
    await until(
      async () => delay.count,
      (ticks) => ticks > before,
    );
    delay.disable();
    return delay.max / 1e6;
  };
  const apart = await blocked(() => Promise.all([pool.parse(bytes), pool.parse(bytes)]));
  const inline = await blocked(() => parseFeed(bytes));
  expect(apart).toBeLessThan(inline / 2);
});

it.each([
  ['hang', 'parse-timeout'],
  ['throw', 'parse-crashed'],
  ['exit', 'parse-crashed'],
])('a document that makes its thread %s fails with %s, and the next ones are read', async (says, code) => {
  const pool = new ParsePool({ file: threadOf(says), timeLimitMs: 3_000 });
  const asked = [says, 'one', says, 'another', 'a third'].map((text) => pool.parse(Buffer.from(text)));
  const told = await Promise.all(
    asked.map((each) =>
      each.then(
        ({ title }) => title,
        (error: { code: string }) => error.code,
      ),
    ),
  );
  expect(told).toEqual([code, 'one', code, 'another', 'a third']);
});

it('a document that eats its memory ends its thread only', async () => {
  const pool = new ParsePool({ file: threadOf('eat'), timeLimitMs: 25_000 });
  await expect(pool.parse(Buffer.from('eat'))).rejects.toMatchObject({ code: 'parse-crashed' });
  expect(await pool.parse(Buffer.from('next'))).toMatchObject({ title: 'next' });
});
