import { readOrder } from './order';

describe('the command line of the load laboratory', () => {
  it('plays one load on one process when nothing is said', () => {
    expect(readOrder([])).toEqual({
      loads: [{ mode: 'embedded', feeds: 1_000, items: 5_000, endpoints: 100, workers: 1 }],
      smoke: false,
      json: false,
    });
  });

  it('takes several workers for services', () => {
    expect(readOrder(['--workers', '2']).loads).toMatchObject([{ mode: 'services', workers: 2 }]);
  });

  it('turns one knob at a time for the curve, from what was asked for', () => {
    const { loads } = readOrder(['--curve', '--items', '7']);
    const plain = { mode: 'embedded', feeds: 1_000, items: 7, endpoints: 100, workers: 1 };
    for (const load of loads) {
      const turned = Object.keys(plain).filter(
        (knob) => load[knob as keyof typeof load] !== plain[knob as keyof typeof plain],
      );
      expect(turned.filter((knob) => knob !== 'mode').length).toBeLessThanOrEqual(1);
    }
    expect(Math.max(...loads.map(({ feeds }) => feeds))).toBe(10_000);
  });

  it.each([
    [['--feeds', '0'], '--feeds must be a whole number from 1 on'],
    [['--items', 'many'], '--items must be a whole number from 1 on'],
    [['--mode', 'cloud'], '--mode must be embedded or services'],
    [['--mode', 'embedded', '--workers', '2'], '--workers needs --mode services'],
    [['--speed', '9'], "Unknown option '--speed'"],
  ])('refuses %j in words', (args, said) => {
    expect(() => readOrder(args)).toThrow(said);
  });
});
