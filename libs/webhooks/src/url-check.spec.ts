import { checkEndpointUrl, type UrlRefusal } from './index';

describe('checkEndpointUrl', () => {
  it.each([
    ['https://example.org/hook', 'https://example.org/hook'],
    ['http://example.org', 'http://example.org/'],
    ['HTTPS://Example.ORG:8443/a?b=c', 'https://example.org:8443/a?b=c'],
    ['https://93.184.216.34/x', 'https://93.184.216.34/x'],
    ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/'],
  ])('accepts %s', (text, url) => {
    expect(checkEndpointUrl(text, [])).toEqual({ ok: true, url });
  });

  it.each<[string, UrlRefusal]>([
    ['', 'not-absolute'],
    ['/hook', 'not-absolute'],
    ['example.org/hook', 'not-absolute'],
    ['https://', 'not-absolute'],
    [`https://example.org/${'a'.repeat(2048)}`, 'too-long'],
    ['ftp://example.org', 'bad-scheme'],
    ['javascript:alert(1)', 'bad-scheme'],
    ['file:///etc/passwd', 'bad-scheme'],
    ['https://user@example.org', 'has-userinfo'],
    ['https://user:pw@example.org', 'has-userinfo'],
    ['https://example.org@127.0.0.1/', 'has-userinfo'],
    ['https://example.org/#x', 'has-fragment'],
    ['https://example.org/#', 'has-fragment'],
    ...[
      'http://127.0.0.1/',
      'http://127.0.0.1./',
      'http://127.1/',
      'http://2130706433/',
      'http://0x7f000001/',
      'http://0177.0.0.1/',
      'http://１２７.０.０.１/',
      'http://0.0.0.0/',
      'http://10.1.2.3/',
      'http://172.16.0.1/',
      'http://192.168.1.1/',
      'http://169.254.169.254/latest/meta-data',
      'http://100.64.0.1/',
      'http://255.255.255.255/',
      'http://[::1]/',
      'http://[::]/',
      'http://[::ffff:127.0.0.1]/',
      'http://[::ffff:7f00:1]/',
      'http://[64:ff9b::7f00:1]/',
      'http://[2002:7f00:1::]/',
      'http://[fe80::1]/',
      'http://[fd00::1]/',
      'http://localhost:3000/',
      'http://localhost./',
      'http://api.localhost/',
    ].map((url): [string, UrlRefusal] => [url, 'refused-address']),
  ])('refuses %s: %s', (text, code) => {
    expect(checkEndpointUrl(text, [])).toMatchObject({ ok: false, code });
  });

  it('names the setting that opens a network, and obeys it', () => {
    expect(checkEndpointUrl('http://127.0.0.1:9/', [])).toMatchObject({
      message: expect.stringContaining('MW_EGRESS_ALLOW'),
    });
    const allow = ['127.0.0.0/8'];
    expect(checkEndpointUrl('http://127.0.0.1:9/', allow)).toMatchObject({ ok: true });
    expect(checkEndpointUrl('http://localhost:9/', allow)).toMatchObject({ ok: true });
    expect(checkEndpointUrl('http://10.0.0.1/', allow)).toMatchObject({ ok: false });
  });
});
