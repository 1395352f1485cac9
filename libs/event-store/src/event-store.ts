import type { Database, Queryable, Transaction } from '#libs/database';
import type { NewEvent, RecordedEvent } from '#libs/domain';
import { appendSql, type Appended, type AppendOptions, type AppendRequest } from './append';
import { coalescingWriter } from './coalescing-writer';
import { readEvents, readStreamAfter, readStreams, streamVersions, type ReadOptions } from './read';

/**
 * The log. One total order without gaps: who sees position n can see all of 1..n.
 *
 * Two entrances, one SQL function: `append` for facts that stand alone (waiting callers of this process share
 * a transaction), `appendIn` for deciders, as the last statement before their commit.
 */
export interface EventStore {
  /**
   * @returns one entry per event given, in order
   * @throws EventIdReused, WrongExpectedVersion: nothing of this call was written
   */
  append(events: NewEvent[], options: AppendOptions): Promise<Appended[]>;
  appendIn(tx: Transaction, events: NewEvent[], options: AppendOptions): Promise<Appended[]>;
  /** Events in order of position. */
  read(options: ReadOptions, from?: Queryable): Promise<RecordedEvent[]>;
  /** All events of the given streams whose type is among `types`, in order of position. */
  readStreams(streams: string[], types: string[], from?: Queryable): Promise<RecordedEvent[]>;
  /** At most `limit` events of a stream after one of its versions, in order of version. */
  readStreamAfter(
    place: { stream: string; version: number; limit: number },
    from?: Queryable,
  ): Promise<RecordedEvent[]>;
  /** Version at which each stream stands; a stream without events is not in the map. */
  versions(streams: string[], from?: Queryable): Promise<Map<string, number>>;
  /** Position of the newest event; 0 when the log is empty. */
  head(): Promise<number>;
}

/** The log in a PostgreSQL database with our migrations. */
export function createEventStore(database: Database): EventStore {
  const write = coalescingWriter((request: AppendRequest) => appendSql(database, request));
  return {
    append: (events, options) => (events.length === 0 ? Promise.resolve([]) : write({ events, ...options })),
    appendIn: (tx, events, options) =>
      events.length === 0 ? Promise.resolve([]) : appendSql(tx, { events, ...options }),
    read: (options, from = database) => readEvents(from, options),
    readStreams: (streams, types, from = database) => readStreams(from, { streams, types }),
    readStreamAfter: (place, from = database) => readStreamAfter(from, place),
    versions: (streams, from = database) => streamVersions(from, streams),
    head: async () =>
      (await database.query<{ head: number }>('select coalesce(max(position), 0) as head from events'))[0]!
        .head,
  };
}
