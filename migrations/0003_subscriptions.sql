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
  health          json not null,              -- domain/alert EndpointHealth; its `state` is the endpoint's state
  verify_attempts int not null default 0,
  verify_due      timestamptz not null,
  last_success_at timestamptz,
  next_sequence   bigint not null default 1,
  created_at      timestamptz not null,
  removed         boolean not null default false,
  lease_owner     uuid,                       -- one sender per endpoint, on the database's clock
  lease_until     timestamptz
);

-- The outbox. Written in the transaction of the decision; the queue only wakes whoever sends.
create table deliveries (
  delivery_id     uuid primary key,
  endpoint_id     uuid not null references subscriptions,
  sequence        bigint not null,
  event_id        uuid not null,
  type            text not null,
  body            text not null,              -- rendered once: every attempt sends these bytes
  state           text not null default 'waiting',
  attempts        int not null default 0,
  refusals        int not null default 0,
  first_refused_at timestamptz,
  due_at          timestamptz not null,       -- real time, like every back-off
  settled_at      timestamptz,
  created_at      timestamptz not null,
  constraint deliveries_once unique (endpoint_id, event_id),
  constraint deliveries_sequence unique (endpoint_id, sequence)
);
create index deliveries_queue on deliveries (endpoint_id, sequence) where state = 'waiting';
create index deliveries_event on deliveries (event_id);

-- Every attempt, of deliveries and of tests.
create table delivery_attempts (
  attempt_id  bigint generated always as identity primary key,
  endpoint_id uuid not null references subscriptions,
  delivery_id uuid references deliveries,     -- null: a test
  kind        text not null,                  -- head, redelivery, test
  at          timestamptz not null,
  status      int,
  error       text,
  latency_ms  int not null,
  answer      text not null
);
create index delivery_attempts_of on delivery_attempts (delivery_id, attempt_id);
create index delivery_attempts_at on delivery_attempts (at);

create table api_keys (
  key_id       uuid primary key,
  name         text not null,
  scopes       text[] not null,
  key_hash     text not null unique,
  created_at   timestamptz not null,
  revoked_at   timestamptz
);
create unique index api_keys_name on api_keys (name) where revoked_at is null;

create table worker_heartbeats (
  worker_id uuid primary key,
  at        timestamptz not null
);
