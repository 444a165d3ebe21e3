-- Why: a board shows a day, a week and a month, and is read every second while somebody looks. Out of
-- ten-second buckets a month of one busy series is a quarter of a million rows; out of these it is 180.
-- They are written with what they are made of: a counter's in the transaction of its buckets, a gauge's
-- in the statement of its minute.

-- By how much a series grew in each ten minutes, hour and four hours, by the length of the step. Steps
-- begin where days in WIB do.
create table metric_counter_step (
  step_s  int         not null check (step_s in (600, 3600, 14400)),
  metric  text        not null,
  step_at timestamptz not null,
  label   text        not null default '',
  amount  bigint      not null,
  primary key (step_s, metric, step_at, label)
) partition by range (step_at);

create table metric_counter_step_default partition of metric_counter_step default;

-- Between which values a gauge stood. A minute in which nobody knew it is left out.
create table metric_gauge_step (
  step_s  int         not null check (step_s in (600, 3600, 14400)),
  metric  text        not null,
  step_at timestamptz not null,
  label   text        not null default '',
  lowest  bigint      not null,
  highest bigint      not null,
  primary key (step_s, metric, step_at, label)
) partition by range (step_at);

create table metric_gauge_step_default partition of metric_gauge_step default;

insert into metric_counter_step (step_s, metric, step_at, label, amount)
select s.step_s, b.metric, date_bin(make_interval(secs => s.step_s), b.bucket_at, timestamptz '1970-01-01 00:00 Asia/Jakarta'), b.label,
       sum(b.amount)
from metric_bucket b, unnest(array[600, 3600, 14400]) as s (step_s)
group by 1, 2, 3, 4;

-- In the minutes a gauge at 0 is left out.
insert into metric_gauge_step (step_s, metric, step_at, label, lowest, highest)
select k.step_s, k.metric, k.step_at, '',
       case when k.known + k.unknown < m.minutes then least(0, k.lowest) else k.lowest end,
       case when k.known + k.unknown < m.minutes then greatest(0, k.highest) else k.highest end
from (select s.step_s, g.key as metric,
             date_bin(make_interval(secs => s.step_s), h.minute_at, timestamptz '1970-01-01 00:00 Asia/Jakarta') as step_at,
             count(g.value) as known, count(*) - count(g.value) as unknown,
             min(g.value::bigint) as lowest, max(g.value::bigint) as highest
      from metric_history h, jsonb_each_text(h.gauges) as g, unnest(array[600, 3600, 14400]) as s (step_s)
      group by 1, 2, 3) k
     join (select s.step_s, date_bin(make_interval(secs => s.step_s), h.minute_at, timestamptz '1970-01-01 00:00 Asia/Jakarta') as step_at,
                  count(*) as minutes
           from metric_history h, unnest(array[600, 3600, 14400]) as s (step_s)
           group by 1, 2) m on m.step_s = k.step_s and m.step_at = k.step_at
where k.known > 0;
