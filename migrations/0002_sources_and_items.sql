-- Sources. `feeds` mirrors the feed.* events; `feed_polls` is operational: where each poll stands.
create table feeds (
  feed_id  uuid primary key,
  url      text not null,
  title    text not null,
  outlet   text not null,
  tier     smallint not null,
  official boolean not null,
  country  text,
  language text,
  homepage text,
  removed  boolean not null default false,
  registered_at timestamptz not null
);
create unique index feeds_url on feeds (url) where not removed;

create table feed_polls (
  feed_id         uuid primary key references feeds,
  next_poll_at    timestamptz not null,
  last_attempt_at timestamptz,
  last_success_at timestamptz,
  last_item_at    timestamptz,
  failures        int not null default 0,
  last_error      text,
  etag            text,
  last_modified   text,
  body_hash       text
);
create index feed_polls_due on feed_polls (next_poll_at);

-- Read model: one row per item as of the checkpoint 'posture'.
create table items (
  item_id        uuid primary key,
  position       bigint not null,
  feed_id        uuid,
  outlet         text not null,
  official       boolean not null,
  url            text,
  title          text not null,
  summary        text not null,
  language       text,
  effective_at   timestamptz not null,
  claimed_at     timestamptz,
  precision      text not null,
  arrival        text not null,
  recorded_at    timestamptz not null,
  revision       int not null,
  excluded       boolean not null default false,
  text_erased    boolean not null default false,
  assessment     json
);
create index items_position on items (position);

-- Read model: what the fold reads. Items that signal nothing have no row.
create table signals (
  item_id       uuid primary key references items on delete cascade,
  effective_at  timestamptz not null,
  fresh         boolean not null,
  fold_item     json not null
);
create index signals_time on signals (effective_at);

-- Read model: the periods as the fold has them now, and the earliest moment at which time alone moves them.
create table posture_periods (
  ordinal int primary key,
  posture text not null,
  from_at timestamptz not null,
  period  json not null
);
create table posture_state (
  one        boolean primary key default true check (one),
  position   bigint not null,
  next_due   timestamptz,
  ruleset    text not null,
  standing   json
);
