export type EmbeddedErrorCode =
  | 'unsupported-platform'
  | 'binaries-missing'
  | 'not-writable'
  | 'unsuitable-folder'
  | 'disk-full'
  | 'wrong-version'
  | 'wrong-owner'
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
    super(message, options);
  }
}

/** The `code` of a Node system error (ENOENT, EACCES ...), or '' for anything else. */
export function errno(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
