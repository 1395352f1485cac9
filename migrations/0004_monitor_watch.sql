-- Since when the monitor has been blind, or has seen, without a break: what is told of it after ten minutes.
create table monitor_watch (
  one       boolean primary key default true check (one),
  blind     boolean not null,
  since     timestamptz not null,
  looked_at timestamptz not null,
  seen      text                 -- its status when it last saw; null: it never did
);
