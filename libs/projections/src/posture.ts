import type { Queryable, Transaction } from '#libs/database';
import type { Period, Standing } from '#libs/domain';

/** The fold's result as of a position. */
export interface PostureState {
  /** Every item event up to here has been assessed and folded. */
  position: number;
  periods: Period[];
  /** How the last period stands by now; null without items. */
  standing: Standing | null;
  /** Earliest instant at which time alone moves the posture; null when none does. */
  nextDue: string | null;
  /** Hash of the rule set that read and folded. */
  ruleset: string;
}

/** Replaces the read model of the posture. */
export async function writePosture(
  tx: Transaction,
  { position, periods, standing, nextDue, ruleset }: PostureState,
): Promise<void> {
  await tx.query('delete from posture_periods');
  await tx.query(
    `insert into posture_periods (ordinal, posture, from_at, period)
     select o, p->>'posture', (p->>'from')::timestamptz, p
     from json_array_elements($1::json) with ordinality as x(p, o)`,
    [JSON.stringify(periods)],
  );
  await tx.query(
    `insert into posture_state (position, next_due, ruleset, standing) values ($1, $2, $3, $4)
     on conflict (one) do update set position = $1, next_due = $2, ruleset = $3, standing = $4`,
    [position, nextDue, ruleset, standing && JSON.stringify(standing)],
  );
}

/** The fold's result; null before the first fold. */
export async function readPosture(db: Queryable): Promise<PostureState | null> {
  const [state] = await db.query<{
    position: number;
    next_due: string | null;
    ruleset: string;
    standing: Standing | null;
  }>('select position, next_due, ruleset, standing from posture_state');
  if (!state) return null;
  const rows = await db.query<{ period: Period }>('select period from posture_periods order by ordinal');
  return {
    position: state.position,
    periods: rows.map(({ period }) => period),
    nextDue: state.next_due,
    standing: state.standing,
    ruleset: state.ruleset,
  };
}
