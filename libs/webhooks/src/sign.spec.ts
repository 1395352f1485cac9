import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { newSecret, signatureHeaders } from './index';

const now = (): number => Math.floor(Date.now() / 1_000);
const id = '6f1c7f0e-5a0b-5d3e-9a61-3a5d1e0b7c42';

/** The npm package is the judge; it reads what arrives over the wire. */
const verify = (secret: string, body: string, headers: Record<string, string>): unknown =>
  new Webhook(secret).verify(Buffer.from(body), headers, { jsonParse: false });

describe('signatureHeaders', () => {
  it('gives the example of the specification', () => {
    const headers = signatureHeaders({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestampSeconds: 1614265330,
      body: '{"test": 2432232314}',
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    });
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('verifies for any body, lone surrogates included', () => {
    const secret = newSecret();
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom('\ud800', '\udfff', 'a') }),
        (a, b) => {
          const headers = signatureHeaders({ id, timestampSeconds: now(), body: a + b, secrets: [secret] });
          expect(() => verify(secret, a + b, { ...headers })).not.toThrow();
        },
      ),
    );
  });

  it('signs with both secrets during a rotation; each receiver verifies with its own', () => {
    const [fresh, old] = [newSecret(), newSecret()];
    const headers = {
      ...signatureHeaders({ id, timestampSeconds: now(), body: '{}', secrets: [fresh, old] }),
    };
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
    expect(() => verify(fresh, '{}', headers)).not.toThrow();
    expect(() => verify(old, '{}', headers)).not.toThrow();
    expect(() => verify(newSecret(), '{}', headers)).toThrow();
  });

  it('is broken by another body, id or time, and by age', () => {
    const secret = newSecret();
    const good = { ...signatureHeaders({ id, timestampSeconds: now(), body: '{}', secrets: [secret] }) };
    expect(() => verify(secret, '{ }', good)).toThrow();
    expect(() => verify(secret, '{}', { ...good, 'webhook-id': 'other' })).toThrow();
    expect(() => verify(secret, '{}', { ...good, 'webhook-timestamp': String(now() + 1) })).toThrow();
    const late = signatureHeaders({ id, timestampSeconds: now() - 600, body: '{}', secrets: [secret] });
    expect(() => verify(secret, '{}', { ...late })).toThrow('too old');
  });

  it.each([
    ['an id with a dot', { id: 'a.b' }, 'webhook id'],
    ['an id with a line break', { id: 'a\r\nx: y' }, 'webhook id'],
    ['an empty id', { id: '' }, 'webhook id'],
    ['half a second', { timestampSeconds: 1.5 }, 'timestamp'],
    ['a negative time', { timestampSeconds: -1 }, 'timestamp'],
    ['no time', { timestampSeconds: NaN }, 'timestamp'],
    ['no secret', { secrets: [] }, 'at least one'],
    ['a secret without its prefix', { secrets: ['abcd'] }, 'whsec_'],
    ['a secret that is no base64', { secrets: ['whsec_!!'] }, 'whsec_'],
  ])('refuses %s, without telling the secret', (...[, part, message]) => {
    const unsigned = { id, timestampSeconds: 1, body: '', secrets: [newSecret()], ...part };
    expect(() => signatureHeaders(unsigned)).toThrow(message);
  });
});
