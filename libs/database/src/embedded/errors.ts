export type EmbeddedErrorCode =
  | 'unsupported-platform'
  | 'binaries-missing'
  | 'not-writable'
  | 'unsuitable-folder'
  | 'disk-full'
  | 'wrong-version'
  | 'wrong-owner'
  | 'root-refused'
  | 'unreachable'
  | 'in-use'
  | 'start-failed'
  | 'timeout';

/** Why the embedded database does not come up. The message is one line: what happened, then what to do. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';

  constructor(
    readonly code: EmbeddedErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message.replace(/\s+/g, ' ').trim(), options);
  }
}

/** The `code` of an error (ENOENT, EACCES, an SQLSTATE ...), or ''. */
export function errno(error: unknown): string {
  return property(error, 'code');
}

/** A text property of an error; read by shape, since an error of another realm is no `Error` here. */
export function property(error: unknown, name: string): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : '';
}
