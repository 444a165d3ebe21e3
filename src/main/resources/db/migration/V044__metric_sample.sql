-- Why: how the processes and the database are doing is no event, yet a rule must judge it and every
-- node must give the same number. So each process writes what it sees of itself, and whoever comes
-- first what the database says, every few seconds; a number nobody has written for long does not count.

create table metric_sample (
  metric     text        not null,
  label      text        not null default '',
  sampled_at timestamptz not null,
  amount     bigint      not null,
  primary key (metric, label)
) with (fillfactor = 50);

create index metric_sample_sampled on metric_sample (sampled_at);
