import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createSecretBox, newSecret, SecretBoxError } from './index';

const key = randomBytes(32);
const box = createSecretBox(key);

describe('secret box', () => {
  it('opens what it sealed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (plain) => box.open(box.seal(plain)) === plain));
  });

  it('never seals the same way twice and shows nothing of the secret', () => {
    const secret = newSecret();
    expect(box.seal(secret)).not.toBe(box.seal(secret));
    expect(box.seal(secret)).toMatch(/^box1\.[\w-]+$/);
    expect(box.seal(secret)).not.toContain(secret.slice(6, 20));
  });

  it('notices any change of any character', () => {
    const sealed = box.seal('whsec_secret');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, char) => {
        const changed = sealed.slice(0, at) + char + sealed.slice(at + 1);
        if (changed !== sealed) expect(() => box.open(changed)).toThrow(SecretBoxError);
      }),
    );
  });

  it.each(['', 'box1.', 'box1.AAAA', 'box2.AAAA', 'whsec_plain', '\u0000'])('refuses %j', (sealed) => {
    expect(() => box.open(sealed)).toThrow(SecretBoxError);
  });

  it('tells a wrong key and a forgery in the same words', () => {
    const other = createSecretBox(randomBytes(32));
    const message = (open: () => string): string => {
      try {
        return open();
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(message(() => other.open(box.seal('x')))).toBe(message(() => box.open('box1.')));
  });

  it.each([0, 16, 31, 33])('takes no key of %i bytes', (length) => {
    expect(() => createSecretBox(Buffer.alloc(length))).toThrow('32 bytes');
  });
});

describe('newSecret', () => {
  it('is whsec_ and 32 random bytes', () => {
    expect(Buffer.from(newSecret().replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(newSecret()).not.toBe(newSecret());
  });
});
