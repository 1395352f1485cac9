import { createLane } from './lane';

/** A handler whose jobs end when they are told to. */
function held(concurrency: number) {
  const started: string[] = [];
  const endings = new Map<string, () => void>();
  const failures: unknown[] = [];
  const lane = createLane<string>({
    concurrency,
    handler: (data) => {
      started.push(data);
      return new Promise((done) => endings.set(data, done));
    },
    failed: (error) => failures.push(error),
  });
  const end = async (data: string): Promise<void> => {
    endings.get(data)!();
    await new Promise(setImmediate);
  };
  return { lane, started, end, failures };
}

it('runs jobs of both ways under one concurrency, in order', async () => {
  const { lane, started, end } = held(2);
  void lane.handle('from the queue');
  lane.take([{ data: 'a' }, { data: 'b' }]);
  expect(started).toEqual(['from the queue', 'a']);
  await end('a');
  expect(started).toEqual(['from the queue', 'a', 'b']);
});

it('takes no job twice that waits, and none by id that waits or runs', async () => {
  const { lane, started, end } = held(1);
  lane.take([{ id: 'x', data: 'one' }]);
  lane.take([{ id: 'x', data: 'one' }, { data: 'two' }, { data: 'two' }]);
  await end('one');
  await end('two');
  expect(started).toEqual(['one', 'two']);
  lane.take([{ id: 'x', data: 'one' }]);
  expect(started).toEqual(['one', 'two', 'one']);
});

it('goes on after a job that failed, and tells of it', async () => {
  const failures: unknown[] = [];
  const done: string[] = [];
  const lane = createLane<string>({
    concurrency: 1,
    handler: async (data) => {
      if (data === 'bad') throw new Error('bad');
      done.push(data);
    },
    failed: (error) => failures.push((error as Error).message),
  });
  lane.take([{ data: 'bad' }, { data: 'good' }]);
  await expect(lane.handle('bad')).rejects.toThrow('bad');
  expect([failures, done]).toEqual([['bad'], ['good']]);
});

it('ends when what runs has ended, and starts nothing any more', async () => {
  const { lane, started, end } = held(1);
  lane.take([{ data: 'runs' }, { data: 'waits' }]);
  let isClosed = false;
  const closing = lane.close().then(() => (isClosed = true));
  await new Promise(setImmediate);
  expect(isClosed).toBe(false);
  await end('runs');
  await closing;
  expect(started).toEqual(['runs']);
});
