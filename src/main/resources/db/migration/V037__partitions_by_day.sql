-- Why: what is past must be given up by the day, as a whole and at once; deleting it row by row would
-- cost as much as writing it did. So what grows for ever is cut by the day in WIB. The days themselves
-- are made ahead by the program (room database); each table has a default partition that takes what no
-- day was made for, so that an insert never fails because a job did not run.

-- Events. The history of orders is kept for other times than the rest, so the two are apart from the
-- root on. An id is unique by its sequence; a key over the whole table cannot stand beside an
-- expression, and nobody asks for an event by id.
alter table event rename to event_before;
drop index event_in_commit_order;
drop index event_of_order;

create sequence event_number as bigint;

create table event (
  id            bigint      not null default nextval('event_number'),
  xid           xid8        not null default pg_current_xact_id(),
  occurred_at   timestamptz not null,
  level         text        not null,
  component     text        not null,
  event_type    text        not null,
  event         text        not null,
  order_id      text,
  request_id    text,
  message       text        not null,
  duration_ms   bigint,
  error_type    text,
  error_message text,
  fields        jsonb       not null default '{}'
) partition by list ((order_id is not null));

create table event_order_history partition of event for values in (true)
  partition by range (occurred_at);
create table event_system partition of event for values in (false)
  partition by range (occurred_at);
create table event_order_history_default partition of event_order_history default;
create table event_system_default partition of event_system default;

create index event_in_commit_order on event (xid, id);
create index event_of_order on event_order_history (order_id, id);

-- Where a story goes on after its first days: a refund months later is found without opening every
-- day in between. One row an event that happened outside those days.
create table event_order_late (
  order_id    text        not null,
  occurred_at timestamptz not null
);

create index event_order_late_of_order on event_order_late (order_id, occurred_at);

insert into event (id, xid, occurred_at, level, component, event_type, event, order_id, request_id,
                   message, duration_ms, error_type, error_message, fields)
select id, xid, occurred_at, level, component, event_type, event, order_id, request_id,
       message, duration_ms, error_type, error_message, fields
from event_before
order by id;

insert into event_order_late (order_id, occurred_at)
select order_id, min(occurred_at)
from event_before
where order_id is not null
group by order_id, (occurred_at at time zone 'Asia/Jakarta')::date;

select setval('event_number', coalesce(max(id), 0) + 1, false) from event_before;

-- A reader opens the days from shortly before the last event it read.
alter table event_cursor add column last_at timestamptz;

update event_cursor c
set last_at = e.occurred_at
from event_before e
where e.id = c.last_id;

drop table event_before;

-- The inbox. What still needs somebody is apart from what is past, so the queue is as small as the
-- work, however many days are kept. A failed notification waits for a person and no day takes it away:
-- it lives with the open ones.
alter table payment_inbox rename to payment_inbox_before;
alter table payment_inbox_before drop constraint payment_inbox_pkey;
drop index payment_inbox_due;
drop index payment_inbox_failed;
drop index payment_inbox_of_attempt;

create sequence payment_inbox_number as bigint;

create table payment_inbox (
  id               bigint      not null default nextval('payment_inbox_number'),
  received_at      timestamptz not null,
  gateway_order_id text        not null,
  body             bytea       not null,
  state            text        not null default 'WAITING'
                   check (state in ('WAITING', 'APPLIED', 'IGNORED', 'FAILED')),
  reason           text,
  closed_at        timestamptz,
  due_at           timestamptz,
  attempts         int         not null default 0,
  lease_token      bigint      not null default 0,
  last_error       text,
  primary key (id, received_at, state)
) partition by list (state);

-- Rows come and go here all the time: what they leave is cleared by their number, not by a share.
create table payment_inbox_open partition of payment_inbox for values in ('WAITING', 'FAILED')
  with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create table payment_inbox_closed partition of payment_inbox for values in ('APPLIED', 'IGNORED')
  partition by range (received_at);
create table payment_inbox_closed_default partition of payment_inbox_closed default;

create index payment_inbox_due on payment_inbox_open (due_at) where due_at is not null;
create index payment_inbox_failed on payment_inbox_open (id) where state = 'FAILED';
create index payment_inbox_of_attempt on payment_inbox (gateway_order_id);

insert into payment_inbox (id, received_at, gateway_order_id, body, state, reason, closed_at, due_at,
                           attempts, lease_token, last_error)
select id, received_at, gateway_order_id, body, state, reason, closed_at, due_at,
       attempts, lease_token, last_error
from payment_inbox_before
order by id;

select setval('payment_inbox_number', coalesce(max(id), 0) + 1, false) from payment_inbox_before;

drop table payment_inbox_before;

-- Metrics: a bucket belongs to the day it starts in.
alter table metric_bucket rename to metric_bucket_before;
alter table metric_bucket_before drop constraint metric_bucket_pkey;

create table metric_bucket (
  metric    text        not null,
  bucket_at timestamptz not null,
  label     text        not null default '',
  amount    bigint      not null,
  primary key (metric, bucket_at, label)
) partition by range (bucket_at);

create table metric_bucket_default partition of metric_bucket default;

insert into metric_bucket (metric, bucket_at, label, amount)
select metric, bucket_at, label, amount
from metric_bucket_before;

drop table metric_bucket_before;

-- Keys of repeated requests are forgotten by their age.
create index order_idempotency_created on order_idempotency (created_at);
