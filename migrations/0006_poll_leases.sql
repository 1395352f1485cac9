-- Who polls what: a worker claims due feeds here, so that no state of the job queue decides whether a poll happens.

-- Host and port, for the limit of requests per host. Addresses are stored as URL.href writes them.
alter table feeds add column host text not null
  generated always as (coalesce(substring(url from '^[a-z]+://([^/?#]+)'), url)) stored;

alter table feed_polls
  add column claimed_by    uuid,                        -- the process that polls it; null: nobody
  add column claimed_until timestamptz,                 -- on the database's clock; renewed while the poll goes on
  add column asked boolean not null default false,      -- a person asked for a poll that has not begun yet
  add column slow  boolean not null default false,      -- the last poll was slow: domain/feed, lanes
  add column top   boolean not null default false,      -- tier 1 or official, as `feeds` says
  add column deaths int    not null default 0;          -- polls in a row that their worker did not survive
update feed_polls p set top = f.tier = 1 or f.official from feeds f where f.feed_id = p.feed_id;
alter table feed_polls add column lane text not null generated always as (
  case when asked then 'asked' when slow then 'slow' when top then 'top' else 'ordinary' end) stored;
create index feed_polls_claimed on feed_polls (feed_id) where claimed_by is not null;
drop index feed_polls_due;
-- Ids are as good as drawn by chance: feeds that are due at one moment, as after an import, come from many hosts.
create index feed_polls_due on feed_polls (lane, next_poll_at, feed_id);
