-- Why: while nobody can pay, orders stand in CREATED, and an alert about it said that no order and no
-- rupiah were at risk. An order counts here from its first moment now; +1 when it is placed, -1 when it
-- leaves CREATED. The orders that stand so already are counted as far as the fold has come: what it has
-- not read yet it will count by itself.
alter table metric_order add column created int not null default 0;

with cursor as (
  select last_xid, last_id
  from event_cursor
  where subscriber = 'metric'),
open as (
  select order_id
  from orders
  where status = 'CREATED'
  union
  select e.order_id
  from event e, cursor c
  where (e.xid, e.id) > (c.last_xid, c.last_id)
    and e.event_type = 'ORDER_STATUS_CHANGED'),
told as (
  select e.order_id,
         sum(case e.event_type when 'ORDER_CREATED' then 1 else -1 end) as created
  from event e, cursor c
  where e.order_id in (select order_id from open)
    and (e.xid, e.id) <= (c.last_xid, c.last_id)
    and (e.event_type = 'ORDER_CREATED'
         or e.event_type = 'ORDER_STATUS_CHANGED' and e.fields ->> 'from' = 'CREATED')
  group by e.order_id)
insert into metric_order (order_id, pending, paid, granted, amount, created, folded_at)
select t.order_id, 0, 0, 0, o.amount, t.created, now()
from told t
     join orders o on o.order_id = t.order_id
where t.created > 0
on conflict (order_id) do update
set created = excluded.created,
    amount = greatest(metric_order.amount, excluded.amount);

-- Those in CREATED are summed up by this index alone, and those that nobody can balance any more go by
-- their age: one half of what they tell was read by a node from before this.
create index metric_order_created on metric_order (folded_at) include (created, amount)
where created <> 0;
