-- Endpoints. URL and secrets are encrypted with MW_SECRET_KEY (an endpoint's URL often is a secret itself).
create table subscriptions (
  endpoint_id     uuid primary key,
  host            text not null,
  url_sealed      text not null,
  secret_sealed   text not null,
  old_secret_sealed text,
  old_secret_until  timestamptz,
  format          text not null,
  events          text[] not null,
  filter          json not null,
  catch_up        text not null,
  state           text not null,
  reason          text,
  failures        int not null default 0,
  failing_since   timestamptz,
  paused_until    timestamptz,
  last_success_at timestamptz,
  next_sequence   bigint not null default 1,
  created_at      timestamptz not null,
  removed         boolean not null default false,
  lease_owner     uuid,
  lease_until     timestamptz
);

-- The outbox. Written in the transaction of the decision; the queue only wakes whoever sends.
create table deliveries (
  delivery_id     uuid primary key,
  endpoint_id     uuid not null references subscriptions,
  sequence        bigint,
  event_id        uuid not null,
  type            text not null,
  body            text not null,
  state           text not null default 'pending',
  attempts        int not null default 0,
  first_attempt_at timestamptz,
  next_attempt_at timestamptz not null,
  created_at      timestamptz not null,
  constraint deliveries_once unique (endpoint_id, event_id),
  constraint deliveries_sequence unique (endpoint_id, sequence)
);
create index deliveries_queue on deliveries (endpoint_id, sequence) where state = 'pending';

create table delivery_attempts (
  attempt_id  bigint generated always as identity primary key,
  delivery_id uuid not null references deliveries on delete cascade,
  at          timestamptz not null,
  status      int,
  error       text,
  latency_ms  int not null,
  answer      text not null,
  replay      boolean not null default false
);
create index delivery_attempts_of on delivery_attempts (delivery_id, attempt_id);

create table api_keys (
  key_id       uuid primary key,
  name         text not null,
  scopes       text[] not null,
  key_hash     text not null unique,
  created_at   timestamptz not null,
  revoked_at   timestamptz
);

create table worker_heartbeats (
  worker_id uuid primary key,
  at        timestamptz not null
);
