/** An error in one line. A name with several addresses fails with one error for each of them, and none of its own. */
export function errorText(error: unknown): string {
  const { message, code, errors } = (error ?? {}) as NodeJS.ErrnoException & { errors?: Error[] };
  return message || errors?.[0]?.message || code || String(error);
}
