-- The order of a queue and the number that a receiver sees are two things. `place` orders the queue; `sequence` is
-- given at the first attempt, so that the numbers have no gap over what was superseded or skipped unsent.
alter table deliveries add column place bigint;
update deliveries d set place = o.place
from (select delivery_id, row_number() over (order by sequence, created_at, delivery_id) as place from deliveries) o
where o.delivery_id = d.delivery_id;
alter table deliveries alter column place set not null;
alter table deliveries alter column place add generated always as identity;
select setval(pg_get_serial_sequence('deliveries', 'place'), coalesce((select max(place) from deliveries), 0) + 1, false);
alter table deliveries alter column sequence drop not null;
drop index deliveries_queue;
create index deliveries_queue on deliveries (endpoint_id, place) where state = 'waiting';
create index deliveries_listing on deliveries (endpoint_id, place);

-- Where an endpoint waits for a free slot (domain/alert DeliveryLane), by what it answered last.
alter table subscriptions add column lane text not null default 'unproven';
update subscriptions set lane = 'proven' where health->>'state' = 'active' and health->>'failing' is null;
