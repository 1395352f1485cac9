import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { toInstant } from '#libs/domain';
import type { OperationDeps } from './deps';
import { OperationError } from './errors';

/** What a key may be allowed, in order: each scope includes those before it. */
export const SCOPES = ['read', 'write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether a key may do what needs a scope. */
export const grants = ({ scopes }: Pick<ApiKey, 'scopes'>, needed: Scope): boolean =>
  scopes.some((scope) => SCOPES.indexOf(scope) >= SCOPES.indexOf(needed));

/** A key as it is listed: never the key itself, of which only a hash is stored. */
export interface ApiKey {
  keyId: string;
  name: string;
  scopes: Scope[];
  createdAt: string;
  revokedAt: string | null;
}

type KeyDeps = Pick<OperationDeps, 'database' | 'clock'>;

const columns = `key_id as "keyId", name, scopes, created_at as "createdAt", revoked_at as "revokedAt"`;
// Keys are 256 random bits (or the operator's own choice), so a plain hash cannot be guessed back.
const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Makes a key. @returns it, once: `key` is stored nowhere */
export async function createKey(
  { database, clock }: KeyDeps,
  {
    name,
    scopes,
    key = `mw_${randomBytes(32).toString('base64url')}`,
  }: { name: string; scopes: Scope[]; key?: string },
): Promise<ApiKey & { key: string }> {
  const [row] = await database.query<ApiKey>(
    `insert into api_keys (key_id, name, scopes, key_hash, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning ${columns}`,
    [randomUUID(), name, scopes, hashOf(key), toInstant(clock.now())],
  );
  if (!row) throw new OperationError('key-exists', `key ${name}`);
  return { ...row, key };
}

/**
 * Keys, the oldest first, revoked ones, too.
 * @param page only so many after the key of this id; absent: all
 * @throws OperationError key-not-found when there never was a key `after`
 */
export async function listKeys(
  { database }: Pick<KeyDeps, 'database'>,
  { after, limit }: { after?: string; limit?: number } = {},
): Promise<ApiKey[]> {
  const [last] = await database.query('select 1 as one from api_keys where key_id = $1', [after ?? null]);
  if (after !== undefined && !last) throw new OperationError('key-not-found');
  return database.query<ApiKey>(
    `select ${columns} from api_keys
     where $1::uuid is null or (created_at, key_id) > (select created_at, key_id from api_keys where key_id = $1)
     order by created_at, key_id limit $2`,
    [after ?? null, limit ?? null],
  );
}

/** Revoking is one at a time: two last admin keys revoked at once would both be allowed. */
const REVOKING_LOCK = 7301012;

/**
 * Revokes a key for good.
 * @throws OperationError key-not-found; last-admin-key when no other key could make a new one
 */
export async function revokeKey({ database, clock }: KeyDeps, keyId: string): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [REVOKING_LOCK]);
    const [revoked] = await tx.query<Pick<ApiKey, 'scopes'>>(
      'update api_keys set revoked_at = $2 where key_id = $1 and revoked_at is null returning scopes',
      [keyId, toInstant(clock.now())],
    );
    if (!revoked) throw new OperationError('key-not-found');
    if (!revoked.scopes.includes('admin')) return;
    const admins = await tx.query(
      `select 1 as one from api_keys where revoked_at is null and 'admin' = any(scopes) limit 1`,
    );
    if (admins.length === 0) throw new OperationError('last-admin-key');
  });
}

/** The key that a caller shows; null when it is unknown or revoked. */
export async function findKey({ database }: Pick<KeyDeps, 'database'>, key: string): Promise<ApiKey | null> {
  const [row] = await database.query<ApiKey>(
    `select ${columns} from api_keys where key_hash = $1 and revoked_at is null`,
    [hashOf(key)],
  );
  return row ?? null;
}

/**
 * Sees to it that there is an admin key: the operator's own (`MW_API_KEY`), or a new one at the first start.
 * @returns the new key, to be printed once; null when there was one
 */
export async function ensureAdminKey(deps: KeyDeps, own?: string): Promise<string | null> {
  if (own !== undefined) {
    await setOwnKey(deps, own);
    return null;
  }
  const keys = await listKeys(deps);
  if (keys.length > 0) return null;
  return (await createKey(deps, { name: 'admin', scopes: [...SCOPES] })).key;
}

/** The operator's own key takes the place of the one that was set before. */
async function setOwnKey({ database, clock }: KeyDeps, own: string): Promise<void> {
  const [hash, now] = [hashOf(own), toInstant(clock.now())];
  await database.transaction(async (tx) => {
    await tx.query(
      `update api_keys set revoked_at = $2 where name = 'MW_API_KEY' and revoked_at is null and key_hash <> $1`,
      [hash, now],
    );
    await tx.query(
      `insert into api_keys (key_id, name, scopes, key_hash, created_at) values ($1, 'MW_API_KEY', $2, $3, $4)
       on conflict (key_hash) do update set revoked_at = null`,
      [randomUUID(), SCOPES, hash, now],
    );
  });
}
