import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Settings } from '#libs/config';

/**
 * The 32 bytes that encrypt endpoint secrets: made from `MW_SECRET_KEY`, else generated once into the data
 * folder, readable by its owner only. Several processes that start at once agree on the first one's key.
 */
export function secretKey(settings: Pick<Settings, 'MW_SECRET_KEY' | 'MW_DATA_DIR'>): Buffer {
  if (settings.MW_SECRET_KEY) return createHash('sha256').update(settings.MW_SECRET_KEY).digest();
  const file = join(resolve(settings.MW_DATA_DIR), 'secret.key');
  mkdirSync(resolve(settings.MW_DATA_DIR), { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
}
