-- Why: what goes into a pipe must come out of it or still be inside, and a pipe that leaks must say so
-- by itself. What is inside is remembered piece by piece, beside the totals of what went in and out, so
-- that the two can disagree.

-- One row a piece that is open: how often it went in less how often it came out. A row at 0 is deleted;
-- one below 0 came out without ever having gone in. The piece '' is what was open before this table.
create table metric_open (
  pipe text not null,
  item text not null,
  open int  not null,
  primary key (pipe, item)
);

create index metric_open_negative on metric_open (pipe) where open < 0;

insert into metric_open (pipe, item, open)
select 'inbox', left(gateway_order_id, 100), count(*)
from payment_inbox_open
group by left(gateway_order_id, 100);

insert into metric_open (pipe, item, open)
select 'job_runs', job, count(*)
from job_run
where ended_at is null
group by job;

-- From here on the equations hold: what the totals say is open and no row names, is the piece ''.
insert into metric_open (pipe, item, open)
select 'inbox', '', r.amount - (select coalesce(sum(open), 0) from metric_open where pipe = 'inbox')
from (select coalesce(sum(case metric when 'webhook_received_total' then amount else -amount end), 0)
             as amount
      from metric_total
      where metric in ('webhook_received_total', 'webhook_applied_count', 'webhook_ignored_count')) r;

insert into metric_total (metric, label, amount, last_at)
select 'job_started_total', t.label, t.amount, t.last_at
from metric_total t
where t.metric = 'job_run_total';

insert into metric_open (pipe, item, open)
select 'job_runs', '',
       - (select coalesce(sum(amount), 0) from metric_total where metric = 'job_abandoned_count')
       - (select coalesce(sum(open), 0) from metric_open where pipe = 'job_runs');

insert into metric_total (metric, label, amount, last_at)
select 'entitlement_granted_count', '',
       t.amount - (select coalesce(sum(paid - granted), 0) from metric_order), t.last_at
from metric_total t
where t.metric = 'payment_paid_count';

delete from metric_open where open = 0;
