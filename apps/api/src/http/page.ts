import { ProblemException } from './problem';

/**
 * A page of a list as it is answered, with what to pass as `after` for the next one.
 * @param rows null: nothing has the id of `after`
 */
export function pageOf<T>(
  rows: readonly T[] | null,
  { limit }: { limit: number },
  cursorOf: (row: T) => string | number,
): { rows: readonly T[]; next: string | number | null } {
  if (!rows) throw new ProblemException('invalid-request', 'after: nothing in this list has this id');
  return { rows, next: rows.length === limit ? cursorOf(rows.at(-1)!) : null };
}
