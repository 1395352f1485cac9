import type { Queryable, Transaction } from '#libs/database';
import type { LiveFoldSnapshot, Period, Standing } from '#libs/domain';

/** The fold's result as of a position. */
export interface PostureState {
  /** Every item event up to here has been assessed and folded. */
  position: number;
  /** How the last period stands by now; null without items. */
  standing: Standing | null;
  /** Earliest instant at which time alone moves the posture; null when none does. */
  nextDue: string | null;
  /** Hash of the rule set that read and folded. */
  ruleset: string;
  /** Rises by one with each write. */
  version: number;
}

/** What a fold leaves to be read. */
export interface NewPosture extends Omit<PostureState, 'version'> {
  periods: readonly Period[];
  /** How many of the periods, from the first on, stand in the read model already. */
  unchanged: number;
  snapshot: LiveFoldSnapshot | null;
}

/** Replaces the read model of the posture, of the periods only those that changed. @returns its new version */
export async function writePosture(tx: Transaction, posture: NewPosture): Promise<number> {
  const { position, periods, unchanged, standing, nextDue, ruleset, snapshot } = posture;
  await tx.query('delete from posture_periods where ordinal > $1', [unchanged]);
  await tx.query(
    `insert into posture_periods (ordinal, posture, from_at, period)
     select $2 + o, p->>'posture', (p->>'from')::timestamptz, p
     from json_array_elements($1::json) with ordinality as x(p, o)`,
    [JSON.stringify(periods.slice(unchanged)), unchanged],
  );
  const [row] = await tx.query<{ version: number }>(
    `insert into posture_state (position, next_due, ruleset, standing, snapshot, version) values ($1, $2, $3, $4, $5, 1)
     on conflict (one) do update
       set position = $1, next_due = $2, ruleset = $3, standing = $4, snapshot = $5, version = posture_state.version + 1
     returning version`,
    [position, nextDue, ruleset, standing && JSON.stringify(standing), snapshot && JSON.stringify(snapshot)],
  );
  return row!.version;
}

/** The fold's result without its periods; null before the first fold. */
export async function readPostureState(db: Queryable): Promise<PostureState | null> {
  const [state] = await db.query<PostureState>(
    'select position, next_due as "nextDue", ruleset, standing, version from posture_state',
  );
  return state ?? null;
}

/** The fold as it can be gone on from, and its version; null before the first fold. */
export async function readSnapshot(
  db: Queryable,
): Promise<{ snapshot: LiveFoldSnapshot | null; version: number } | null> {
  const [row] = await db.query<{ snapshot: LiveFoldSnapshot | null; version: number }>(
    'select snapshot, version from posture_state',
  );
  return row ?? null;
}

/** All periods, oldest first. */
export async function readPeriods(db: Queryable): Promise<Period[]> {
  const rows = await db.query<{ period: Period }>('select period from posture_periods order by ordinal');
  return rows.map(({ period }) => period);
}

/** A period, the one before it, and whether it is the last. */
export interface PeriodAt {
  period: Period;
  previous: Period | null;
  isLast: boolean;
}

/** The period that holds at a moment (the last one if none is given); null when none does. */
export async function readPeriodAt(db: Queryable, at?: string): Promise<PeriodAt | null> {
  const rows = await db.query<{ period: Period; last: boolean }>(
    `select period, ordinal = (select max(ordinal) from posture_periods) as last from posture_periods
     where $1::timestamptz is null or from_at <= $1 order by ordinal desc limit 2`,
    [at ?? null],
  );
  const [found, before] = rows;
  return found ? { period: found.period, previous: before?.period ?? null, isLast: found.last } : null;
}
