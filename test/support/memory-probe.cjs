// Loaded into a program under test with `--require`, beside `--expose-gc`: on SIGUSR2 it collects garbage and prints what is
// still held, so that a suite judges what was leaked and not what was not collected yet.
process.on('SIGUSR2', () => {
  global.gc();
  const { heapUsed, rss } = process.memoryUsage();
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
  const resources = process.getActiveResourcesInfo().filter((kind) => !/TCP|Timeout|FS/.test(kind)).length;
  process.stdout.write(`memory-probe ${JSON.stringify({ heapUsed, rss, listeners, resources })}\n`);
});
