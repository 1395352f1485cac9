import { randomUUID } from 'node:crypto';
import { silentLogger } from '#libs/telemetry';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { openJobQueue, type JobQueue } from './index';

const redisUrl = process.env.TEST_REDIS_URL;
let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

const backends: [string, string | undefined][] = [
  ['postgres', undefined],
  ...(redisUrl ? [['redis', redisUrl] as [string, string]] : []),
];

/** Resolves with what the handler got, once it got `count`. */
function collector<T>(count: number): { handler: (data: T) => Promise<void>; got: Promise<T[]> } {
  const list: T[] = [];
  let done: (list: T[]) => void = () => undefined;
  const got = new Promise<T[]>((resolve) => (done = resolve));
  return { got, handler: async (data) => void (list.push(data) === count && done(list)) };
}

describe.each(backends)('job queue on %s', (kind, url) => {
  let jobs: JobQueue;
  beforeEach(async () => {
    jobs = await openJobQueue({
      database: base.database,
      redisUrl: url,
      logger: silentLogger,
      prefix: `t-${randomUUID().slice(0, 8)}`,
    });
  });
  afterEach(() => jobs.close());

  it('says what it runs on', () => expect(jobs.backend).toBe(kind));

  it('hands each job to the handler once', async () => {
    const { handler, got } = collector<{ n: number }>(5);
    jobs.work('polls', handler, { concurrency: 2 });
    await jobs.add(
      'polls',
      [1, 2, 3, 4, 5].map((n) => ({ data: { n } })),
    );
    expect((await got).map(({ n }) => n).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('does not add a job whose id waits already, and does when that one is done', async () => {
    const first = collector<string>(2);
    await jobs.add('polls', [
      { id: 'a', data: 'a1' },
      { id: 'b', data: 'b' },
    ]);
    await jobs.add('polls', [{ id: 'a', data: 'a2' }]);
    const last = collector<string>(1);
    let handler = first.handler;
    jobs.work<string>('polls', (data) => handler(data), { concurrency: 1 });
    expect(await first.got).toEqual(['a1', 'b']);
    handler = last.handler;
    // The id is free once the finished job is removed, a moment after its handler returned.
    const again = setInterval(() => void jobs.add('polls', [{ id: 'a', data: 'a3' }]), 20);
    expect((await last.got)[0]).toBe('a3');
    clearInterval(again);
  });

  it('goes on after a handler failed', async () => {
    const { handler, got } = collector<string>(1);
    jobs.work<string>(
      'polls',
      async (data) => {
        if (data === 'bad') throw new Error('bad');
        await handler(data);
      },
      { concurrency: 1 },
    );
    await jobs.add('polls', [{ data: 'bad' }, { data: 'good' }]);
    expect(await got).toEqual(['good']);
  });

  it('refuses a second handler for a queue', () => {
    jobs.work('polls', async () => undefined, { concurrency: 1 });
    expect(() => jobs.work('polls', async () => undefined, { concurrency: 1 })).toThrow(
      'already has its handler',
    );
  });
});
