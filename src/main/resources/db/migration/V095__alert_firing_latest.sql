-- Why: a message of an alert that has become worse, or goes on for hours, told the numbers of its first
-- minute: "30 of 60 paid" where nobody had paid for half an hour. A firing keeps what made it fire, for
-- the history, and beside it what its rule was judged by last; null until it was judged again. And a
-- finding says when it was made, since the probes may be asked anew.

alter table alert_firing
  add column latest_value          bigint,
  add column latest_limit          bigint,
  add column latest_reason_id      text,
  add column latest_reason_en      text,
  add column latest_orders_at_risk bigint,
  add column latest_rupiah_at_risk bigint;

alter table alert_probe_result add column found_at timestamptz;

update alert_probe_result r
set found_at = f.fired_at
from alert_firing f
where f.id = r.firing_id;

alter table alert_probe_result alter column found_at set not null;
