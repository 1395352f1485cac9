import * as fc from 'fast-check';
import { createAddressGuard } from './address-guard';
import { HttpError } from './http-client';
import { checkTarget } from './target';

const guard = createAddressGuard([]);

describe('the address guard', () => {
  it.each([
    ...[
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '0.1.2.3',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
    ],
    ...[
      '169.254.169.254',
      '100.64.0.1',
      '100.127.255.255',
      '192.0.0.8',
      '192.0.2.1',
      '192.88.99.1',
      '198.18.0.1',
    ],
    ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::7f00:1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:0:7f00:1'],
    ...['64:ff9b::7f00:1', '64:ff9b::808:808', '64:ff9b:1::1', '2002:7f00:1::', '2001::1', '2001:db8::1'],
    ...[
      'fc00::1',
      'fd12::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'ff02::1',
      '100::1',
      '3fff::1',
      '4000::1',
    ],
    ...['', 'localhost', '127.0.0.1:80', '[::1]'],
  ])('refuses %j', (address) => expect(guard(address)).toBe(false));

  it.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:2800:220:1::1', '2a00:1450::1'])(
    'lets %s through',
    (address) => expect(guard(address)).toBe(true),
  );

  it('lets through what a network in `allow` holds, also in mapped form', () => {
    const own = createAddressGuard(['127.0.0.0/8', 'fd00::/8']);
    expect(['127.0.0.1', '::ffff:7f00:1', 'fd00::5'].map(own)).toEqual([true, true, true]);
    expect(['10.0.0.1', '::1', 'fc00::1', '::ffff:a00:1'].map(own)).toEqual([false, false, false, false]);
  });

  it('names the entry of `allow` that is no network', () =>
    expect(() => createAddressGuard(['10.0.0.0/8', 'home'])).toThrow('"home" is no network'));

  it('never throws on whatever a resolver says', () =>
    fc.assert(fc.property(fc.string(), (text) => expect(typeof guard(text)).toBe('boolean'))));
});

describe('checkTarget', () => {
  const code = (url: string): string => {
    try {
      return checkTarget(url, guard).host;
    } catch (error) {
      return error instanceof HttpError ? error.code : String(error);
    }
  };

  it.each([
    ...[
      'http://127.0.0.1/',
      'http://2130706433/',
      'http://0x7f000001/',
      'http://0x7f.1/',
      'http://0177.0.0.1/',
    ],
    ...['http://127.1/', 'http://127.0.0.1./', 'http://1２7.0.0.1/', 'http://①②⑦.0.0.1/', 'http://0/'],
    ...['http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://[0:0:0:0:0:ffff:7f00:1]/', 'http://[::]:80/'],
    ...['http://[64:ff9b::7f00:1]/', 'http://[2002:7f00:1::]/', 'http://169.254.169.254/latest/meta-data'],
    ...['https://10.0.0.1:8443/', 'http://3232235777/', 'http://0300.0250.1.1/', 'http://%31%32%37.0.0.1/'],
  ])('refuses the literal %s', (url) => expect(code(url)).toBe('refused-address'));

  it.each([
    ...['ftp://example.org/', 'file:///etc/passwd', 'gopher://127.0.0.1:70/', 'data:text/xml,<rss/>'],
    ...[
      'http://user@example.org/',
      'http://user:pw@example.org/',
      'example.org',
      '',
      'http://[::1',
      'http://',
    ],
    `https://example.org/${'a'.repeat(2_048)}`,
  ])('does not take %s', (url) => expect(code(url)).toBe('bad-url'));

  it('says nothing of user name, path or query', () => {
    for (const url of [
      'http://me:pass-canary@10.0.0.1/p-canary?q-canary',
      'http://10.0.0.1/p-canary?q-canary',
    ])
      try {
        checkTarget(url, guard);
        throw new Error('was taken');
      } catch (error) {
        expect(String(error)).toContain('10.0.0.1');
        expect(String(error)).not.toContain('canary');
      }
  });
});
