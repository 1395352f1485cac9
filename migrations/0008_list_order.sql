-- Lists are read page by page, in these orders.
create index feeds_listed on feeds (tier, outlet, url) where not removed;
create index subscriptions_listed on subscriptions (created_at, endpoint_id) where not removed;
