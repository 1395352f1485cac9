-- What the worker keeps between two steps is kept current from these rows, so each says when it changed last.

-- A signal that is no more (its item was excluded, or its text reads otherwise now) leaves its row without an item:
-- whoever has folded it must see that it went.
alter table signals alter column fold_item drop not null;
alter table signals add column position bigint; -- of the event that changed it last
update signals s set position = i.position from items i where i.item_id = s.item_id;
alter table signals alter column position set not null;
create index signals_position on signals (position);
drop index signals_time;
create index signals_time on signals (effective_at) where fold_item is not null;

-- `version` tells whether the periods are still those that a process wrote; `snapshot` is what flip distance starts from.
alter table posture_state add column version bigint not null default 0;
alter table posture_state add column snapshot json;

-- The newest push, without a look at every item.
create index items_pushed on items (position) where arrival = 'push';
