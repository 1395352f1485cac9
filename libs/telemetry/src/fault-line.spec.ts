import { createFaultLine, createLogger } from './index';

interface Line {
  level: number;
  msg: string;
  failures?: number;
  error?: string;
}

function recorder(): { lines: Line[]; logger: ReturnType<typeof createLogger> } {
  const lines: Line[] = [];
  const destination = { write: (text: string) => void lines.push(JSON.parse(text) as Line) };
  return { lines, logger: createLogger({ level: 'info', pretty: false, destination }) };
}

const words = { broken: 'it does not work; look at it', mended: 'it works again' };

it('says once that something fails and once that it works again, and counts in between', () => {
  const { lines, logger } = recorder();
  const line = createFaultLine({ logger, ...words });
  line.worked();
  for (let n = 0; n < 50; n += 1) line.failed(new Error(`number ${n}`));
  line.worked();
  line.worked();
  expect(lines.map(({ msg, error, failures }) => ({ msg, error, failures }))).toEqual([
    { msg: words.broken, error: 'number 0' },
    { msg: words.mended, failures: 50 },
  ]);
});

it('keeps quiet while the reason is told elsewhere, and speaks when the fault outlives that reason', () => {
  const { lines, logger } = recorder();
  let isTold = true;
  const line = createFaultLine({ logger, ...words, isTold: () => isTold });
  line.failed(new Error('first'));
  expect(lines).toEqual([]);
  isTold = false;
  line.failed(new Error('second'));
  expect(lines.map(({ msg, error }) => [msg, error])).toEqual([[words.broken, 'second']]);
});

it('says nothing at all of a fault that was over before its reason was', () => {
  const { lines, logger } = recorder();
  const line = createFaultLine({ logger, ...words, isTold: () => true });
  line.failed(new Error('away'));
  line.worked();
  expect(lines).toEqual([]);
});
