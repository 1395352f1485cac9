/** An id that already stands for another fact. Ids are derived from what is said, so this is a fault of ours. */
export class EventIdReused extends Error {
  override readonly name = 'EventIdReused';
}

/** Somebody else wrote to the stream first: read it again and decide again. */
export class WrongExpectedVersion extends Error {
  override readonly name = 'WrongExpectedVersion';
}

/** A fact with a NUL in its text, which no text column could hold: it would stop every reader of the log. */
export class UnstorableText extends Error {
  override readonly name = 'UnstorableText';
}

const byCode: Record<string, new (message: string) => Error> = {
  MW001: EventIdReused,
  MW002: WrongExpectedVersion,
};

/** Gives the errors that `append_events` raises their names; others pass unchanged. */
export function named(error: unknown): unknown {
  const code = (error as { code?: string }).code ?? '';
  const Named = byCode[code];
  return Named ? new Named((error as Error).message) : error;
}
