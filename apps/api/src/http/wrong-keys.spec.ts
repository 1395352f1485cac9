import { addressOf, WrongKeys } from './wrong-keys';

describe('wrong keys', () => {
  const at = (ip: string, remoteAddress = '192.0.2.9') =>
    addressOf({ ip, socket: { remoteAddress } } as unknown as Parameters<typeof addressOf>[0]);

  it('block their address until the window is over, and no other', () => {
    let now = 0;
    const keys = new WrongKeys({ most: 3, windowMs: 60_000, addresses: 10 }, () => now);
    keys.note('a');
    keys.note('a');
    expect(keys.secondsBlocked('a')).toBe(0);
    now = 1_500;
    keys.note('a');
    expect([keys.secondsBlocked('a'), keys.secondsBlocked('b')]).toEqual([59, 0]);
    now = 60_001;
    expect(keys.secondsBlocked('a')).toBe(0);
    keys.note('a');
    expect(keys.secondsBlocked('a')).toBe(0);
  });

  it('remember a bounded number of addresses, those seen last', () => {
    const keys = new WrongKeys({ most: 1, windowMs: 60_000, addresses: 100 }, () => 0);
    for (let n = 0; n < 1_000; n += 1) keys.note(`a${n}`);
    const blocked = Array.from({ length: 1_000 }, (_, n) => keys.secondsBlocked(`a${n}`) > 0);
    expect(blocked.filter(Boolean)).toHaveLength(100);
    expect(blocked.lastIndexOf(false)).toBe(899);
  });

  it('count an IPv6 network once, and a mapped address as what it maps', () => {
    expect(at('2001:db8::1')).toBe(at('2001:db8::ffff:2'));
    expect(at('2001:db8:0:1::1')).not.toBe(at('2001:db8::1'));
    expect(at('::ffff:203.0.113.7')).toBe('203.0.113.7');
  });

  it('count the peer when the proxy passes on nonsense', () => expect(at('x'.repeat(500))).toBe('192.0.2.9'));
});
