-- The log: append-only, one total order without gaps, hash-chained. docs/ARCHITECTURE.md, "The log".

create table events (
  position         bigint primary key,
  event_id         uuid        not null,
  stream           text        not null,
  version          bigint      not null,
  type             text        not null,
  schema_version   smallint    not null,
  occurred_at      timestamptz not null,
  recorded_at      timestamptz not null,
  causation_position bigint,
  correlation_id   uuid,
  body             json        not null, -- json, not jsonb: the bytes that were hashed
  meta             json,
  content_hash     bytea       not null,
  chain_hash       bytea       not null,
  constraint events_id unique (event_id),
  constraint events_stream_version unique (stream, version)
);
create index events_type on events (type, position);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'MW003';
end $$;

create trigger events_append_only before update or delete on events
  for each row execute function refuse_change();
create trigger events_no_truncate before truncate on events
  for each statement execute function refuse_change();

-- The one append function. Whoever calls it holds the log lock until commit, so commit order is position
-- order; the caller does nothing after it but commit.
--   errors: MW001 an id used again for another fact, MW002 a stream not at its expected version
-- Plans are cached for the life of a session, also one begun on an empty table without statistics, where a
-- sequential scan looks cheap and stays: look-ups go by index, always.
create function append_events(
  p_id uuid[], p_stream text[], p_type text[], p_schema smallint[], p_occurred timestamptz[],
  p_recorded timestamptz, p_causation bigint[], p_correlation uuid[], p_body text[], p_meta text[], p_hash bytea[],
  p_expect_stream text[], p_expect_version bigint[] -- n exact, 0 none, -1 exists
) returns table (ordinal int, at_position bigint, at_version bigint, at_recorded timestamptz, duplicate boolean)
language plpgsql set lock_timeout = '5s' set enable_seqscan = off as $$
#variable_conflict use_column
declare
  n int := cardinality(p_id);
  v_known boolean[] := array_fill(false, array[n]);
  v_position bigint[] := array_fill(null::bigint, array[n]);
  v_version bigint[] := array_fill(null::bigint, array[n]);
  v_at timestamptz[] := array_fill(null::timestamptz, array[n]);
  v_chain bytea[] := array_fill(null::bytea, array[n]);
  v_head bigint; v_prev bytea; v_last timestamptz; v_recorded timestamptz; v_found bigint; v_new int := 0;
  r record;
begin
  perform pg_advisory_xact_lock(7301001);

  for r in
    select u.i, e.position, e.version, e.recorded_at,
           e.stream = p_stream[u.i] and e.type = p_type[u.i] and e.body::text = p_body[u.i] as same
    from unnest(p_id) with ordinality as u(id, i)
    cross join lateral (select * from events x where x.event_id = u.id offset 0) e
  loop
    if not r.same then
      raise exception 'event id % already stands for another fact at position %', p_id[r.i], r.position
        using errcode = 'MW001';
    end if;
    v_known[r.i] := true;
    v_position[r.i] := r.position;
    v_version[r.i] := r.version;
    v_at[r.i] := r.recorded_at;
  end loop;

  for r in select x.stream, x.version from unnest(p_expect_stream, p_expect_version) as x(stream, version) loop
    -- a stream of which everything was already recorded is not written to, so it cannot conflict
    continue when not exists (
      select 1 from unnest(p_stream, v_known) as x(stream, known) where x.stream = r.stream and not x.known);
    select coalesce((select e.version from events e where e.stream = r.stream order by e.version desc limit 1), 0)
      into v_found;
    if (r.version = -1 and v_found = 0) or (r.version >= 0 and v_found <> r.version) then
      raise exception 'stream % is at version %, expected %', r.stream, v_found,
        case r.version when -1 then 'any but 0' else r.version::text end using errcode = 'MW002';
    end if;
  end loop;

  select e.position, e.chain_hash, e.recorded_at into v_head, v_prev, v_last
    from events e order by e.position desc limit 1;
  v_head := coalesce(v_head, 0);
  v_prev := coalesce(v_prev, '\x00');
  v_recorded := greatest(p_recorded, v_last);
  for i in 1 .. n loop
    continue when v_known[i];
    v_new := v_new + 1;
    v_head := v_head + 1;
    v_position[i] := v_head;
    v_at[i] := v_recorded;
    v_prev := sha256(v_prev || int8send(v_head) || int8send((extract(epoch from v_recorded) * 1000)::bigint) || p_hash[i]);
    v_chain[i] := v_prev;
  end loop;

  if v_new > 0 then
    for r in
      select u.i, coalesce((select e.version from events e where e.stream = u.stream order by e.version desc limit 1), 0)
                  + row_number() over (partition by u.stream order by u.i) as version
      from unnest(p_stream, v_known) with ordinality as u(stream, known, i) where not u.known
    loop
      v_version[r.i] := r.version;
    end loop;
    insert into events (position, event_id, stream, version, type, schema_version, occurred_at, recorded_at,
                        causation_position, correlation_id, body, meta, content_hash, chain_hash)
    select u.pos, u.id, u.stream, u.version, u.type, u.schema, u.occurred, v_recorded,
           u.causation, u.correlation, u.body::json, u.meta::json, u.hash, u.chain
    from unnest(v_position, p_id, p_stream, v_version, p_type, p_schema, p_occurred, p_causation, p_correlation,
                p_body, p_meta, p_hash, v_chain)
           as u(pos, id, stream, version, type, schema, occurred, causation, correlation, body, meta, hash, chain)
    where u.chain is not null;
    perform pg_notify('events', v_head::text);
  end if;

  return query
    select u.i::int, u.pos, u.version, u.at, u.known
    from unnest(v_position, v_version, v_at, v_known) with ordinality as u(pos, version, at, known, i);
end $$;

-- Bulk text apart from the log, so that a text can be erased on legal demand while the chain stays valid:
-- the event holds only sha256(salt || text).
create table item_texts (
  item_id   uuid not null,
  revision  int  not null,
  content   text,
  salt      bytea not null,
  hash      bytea not null,
  erased_at timestamptz,
  primary key (item_id, revision)
);

create function guard_item_text() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('mw.erasing', true) = 'on'
     and new.content is null and new.item_id = old.item_id and new.revision = old.revision and new.hash = old.hash then
    return new;
  end if;
  raise exception 'item_texts is append-only' using errcode = 'MW003';
end $$;
create trigger item_texts_append_only before update or delete on item_texts
  for each row execute function guard_item_text();
create trigger item_texts_no_truncate before truncate on item_texts
  for each statement execute function refuse_change();

-- Erases every revision's text of an item. The caller appends item.text-erased in the same transaction.
create function erase_item_text(p_item uuid, p_at timestamptz) returns int language plpgsql as $$
declare v_count int;
begin
  perform set_config('mw.erasing', 'on', true);
  update item_texts set content = null, salt = '\x', erased_at = p_at where item_id = p_item and content is not null;
  get diagnostics v_count = row_count;
  perform set_config('mw.erasing', 'off', true);
  return v_count;
end $$;

-- How far each reader of the log has come.
create table checkpoints (
  name     text primary key,
  position bigint not null
);
