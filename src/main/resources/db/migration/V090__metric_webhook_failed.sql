-- Why: how many notifications wait for a person is a gauge now, a sum of changes told by events. Those
-- that wait already were told before anybody summed them; without them the first replay would take the
-- sum below 0, and hide the next one that fails.

insert into metric_total (metric, label, amount, last_at)
select 'webhook_failed', '', count(*), max(received_at)
from payment_inbox_open
where state = 'FAILED'
having count(*) > 0;
