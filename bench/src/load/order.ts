import { parseArgs } from 'node:util';

export const USAGE =
  'usage: npm run load -- [--feeds N] [--items N] [--endpoints N] [--workers N] [--mode embedded|services] [--curve] [--smoke] [--json]';

export type Mode = 'embedded' | 'services';

/** One load to be measured. */
export interface Load {
  mode: Mode;
  /** Feeds that are polled; each holds `ITEMS_PER_FEED` items. */
  feeds: number;
  /** Items that are pushed over HTTP. */
  items: number;
  /** Endpoints that each change is told to. */
  endpoints: number;
  /** Worker processes; `embedded` is one process by nature. */
  workers: number;
}

/** What `npm run load` is asked for. */
export interface Order {
  loads: Load[];
  /** Fewer changes of posture, to see that it ends and measures something possible. */
  smoke: boolean;
  json: boolean;
}

const USUAL: Load = { mode: 'embedded', feeds: 1_000, items: 5_000, endpoints: 100, workers: 1 };
const SMALL: Load = { ...USUAL, feeds: 60, items: 200, endpoints: 10 };

/** The values that the curve gives to one knob while the others stay as they are. */
const CURVE: readonly Partial<Load>[] = [
  { feeds: 100 },
  { feeds: 1_000 },
  { feeds: 5_000 },
  { feeds: 10_000 },
  { items: 1_000 },
  { items: 20_000 },
  { endpoints: 1 },
  { endpoints: 1_000 },
  { endpoints: 4_000 },
  { mode: 'services' },
  { mode: 'services', workers: 2 },
];

/**
 * Reads the command line.
 * @throws Error with what is wrong
 */
export function readOrder(args: string[]): Order {
  const { values } = parseArgs({
    args,
    options: {
      feeds: { type: 'string' },
      items: { type: 'string' },
      endpoints: { type: 'string' },
      workers: { type: 'string' },
      mode: { type: 'string' },
      curve: { type: 'boolean' },
      smoke: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const { smoke = false, curve = false, json = false, mode } = values;
  if (mode !== undefined && mode !== 'embedded' && mode !== 'services')
    throw new Error('--mode must be embedded or services');
  const start = smoke ? SMALL : USUAL;
  const count = (name: 'feeds' | 'items' | 'endpoints' | 'workers'): number => {
    const value = Number(values[name] ?? start[name]);
    if (!Number.isSafeInteger(value) || value < 1)
      throw new Error(`--${name} must be a whole number from 1 on`);
    return value;
  };
  const workers = count('workers');
  const base: Load = {
    mode: mode ?? (workers > 1 ? 'services' : 'embedded'),
    feeds: count('feeds'),
    items: count('items'),
    endpoints: count('endpoints'),
    workers,
  };
  if (base.mode === 'embedded' && workers > 1) throw new Error('--workers needs --mode services');
  return { loads: curve ? CURVE.map((knob) => ({ ...base, ...knob })) : [base], smoke, json };
}
