import { TimeLimitReached, withTimeLimit } from './index';

it('gives what came in time, result or error', async () => {
  await expect(withTimeLimit(1_000, Promise.resolve('done'))).resolves.toBe('done');
  await expect(withTimeLimit(1_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
});

it('waits no longer than it is told, and does not mind what comes later', async () => {
  let fail: (error: Error) => void = () => undefined;
  const late = new Promise<never>((_, reject) => (fail = reject));
  await expect(withTimeLimit(10, late)).rejects.toThrow(TimeLimitReached);
  fail(new Error('too late for anybody'));
});
