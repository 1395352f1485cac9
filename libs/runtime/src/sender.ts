import type { Settings } from '#libs/config';

/** Who speaks in payloads and feeds, and the address that their links start with. */
export interface Sender {
  /** CloudEvents `source`. */
  source: string;
  publicUrl: string;
}

/** From `MW_PUBLIC_URL`, else from where the API listens. */
export function senderOf({
  MW_PUBLIC_URL,
  HOST,
  PORT,
}: Pick<Settings, 'MW_PUBLIC_URL' | 'HOST' | 'PORT'>): Sender {
  const host = HOST.includes(':') ? `[${HOST}]` : HOST;
  const publicUrl = (MW_PUBLIC_URL ?? `http://${host}:${PORT}`).replace(/\/+$/, '');
  return { source: publicUrl, publicUrl };
}
