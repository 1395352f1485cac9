import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals short secrets for storage: who reads the database alone reads nothing. */
export interface SecretBox {
  seal(plain: string): string;
  /** @throws SecretBoxError when the text was not sealed by this key, or was changed since */
  open(sealed: string): string;
}

/** One message for every cause: an error must not tell how close a forgery came. */
export class SecretBoxError extends Error {
  constructor() {
    super('The stored secret cannot be opened: MW_SECRET_KEY differs from the one that sealed it.');
    this.name = 'SecretBoxError';
  }
}

const PREFIX = 'box1.';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a random nonce each time. The prefix names the scheme and is authenticated too, so that
 * a later scheme can stand beside this one.
 * @param key 32 bytes
 */
export function createSecretBox(key: Buffer): SecretBox {
  if (key.length !== 32) throw new RangeError('The key of a secret box has 32 bytes.');
  return {
    seal(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(PREFIX));
      const hidden = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64url');
      // Re-encoding refuses what base64url would silently skip: one secret has one sealed spelling.
      if (PREFIX + bytes.toString('base64url') !== sealed) throw new SecretBoxError();
      if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new SecretBoxError();
      return decrypt(key, bytes);
    },
  };
}

/** What to do about an endpoint whose address or secret cannot be opened. */
export const UNREADABLE_ADVICE =
  'Its address or secret was sealed with another key: give every process the MW_SECRET_KEY (or the file secret.key) ' +
  'that sealed it, or set its url anew and rotate its secret.';

/** What was sealed; null when this key cannot open it. */
export function openOrNull(box: SecretBox, sealed: string): string | null {
  try {
    return box.open(sealed);
  } catch (error) {
    if (error instanceof SecretBoxError) return null;
    throw error;
  }
}

function decrypt(key: Buffer, bytes: Buffer): string {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(PREFIX));
    decipher.setAuthTag(tag);
    const hidden = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(hidden), decipher.final()]).toString('utf8');
  } catch {
    throw new SecretBoxError();
  }
}

/** A new endpoint secret as Standard Webhooks spells it. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
