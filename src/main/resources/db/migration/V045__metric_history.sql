-- Why: a board shows thirty days, a post-mortem the hour before a failure, and a new rule is tried on
-- what was. Counters have their buckets; a gauge leaves no trace unless it is written down.

-- One row a minute: every gauge by its name, those at 0 left out, those nobody knew as null.
create table metric_history (
  minute_at timestamptz not null,
  gauges    jsonb       not null,
  primary key (minute_at)
) partition by range (minute_at);

create table metric_history_default partition of metric_history default;
