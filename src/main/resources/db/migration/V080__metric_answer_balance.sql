-- Why: messages to the people on call and runs of actions are pipes too, whose equations are measured
-- like those of the others. What is open now is counted as having gone in, so that they hold from here.
insert into metric_open (pipe, item, open)
select 'alert_deliveries', left(concat_ws('/', team, coalesce(firing_id::text, ''), rule_id), 100), count(*)
from alert_delivery
where due_at is not null
group by 2;

insert into metric_total (metric, label, amount, last_at)
select m.metric, '', o.open, now()
from (select sum(open) as open from metric_open where pipe = 'alert_deliveries') o,
     (values ('alert_delivery_created_count'), ('alert_delivery_waiting')) m (metric)
where o.open > 0;

insert into metric_open (pipe, item, open)
select 'action_runs', id::text, 1
from runbook_run
where ended_at is null;

insert into metric_total (metric, label, amount, last_at)
select 'action_started_count', '', count(*), now()
from runbook_run
where ended_at is null
having count(*) > 0;
