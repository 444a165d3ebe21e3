-- Why: a metric is asked for many times a second and for any window, and its cost must not grow
-- with history. So events are folded once into totals and ten-second buckets, in the transaction
-- that moves the reader's cursor: after a crash both moved or neither did.

-- Since the beginning, one row a series. A gauge is here too where it is a sum of changes.
create table metric_total (
  metric  text        not null,
  label   text        not null default '',
  amount  bigint      not null default 0,
  last_at timestamptz not null,
  primary key (metric, label)
);

-- Per ten seconds in which something happened, one row a series.
create table metric_bucket (
  metric    text        not null,
  bucket_at timestamptz not null,
  label     text        not null default '',
  amount    bigint      not null,
  primary key (metric, bucket_at, label)
);

-- Orders that are open for the watch: payment pending, or paid and access granted out of balance.
-- Each number is a sum of changes, so two events of one order may be folded in either order, and
-- a row whose sums are all balanced is deleted: only what is open costs.
create table metric_order (
  order_id   text        primary key,
  pending    int         not null,
  pending_at timestamptz,
  paid       int         not null,
  granted    int         not null,
  folded_at  timestamptz not null
);

create index metric_order_pending on metric_order (pending_at) where pending > 0;
create index metric_order_unbalanced on metric_order (folded_at) where paid <> granted;

-- Up to which moment everything that happened is in the tables above. One row.
create table metric_fold (
  one          boolean     primary key default true check (one),
  folded_until timestamptz not null
);

insert into metric_fold (folded_until) values ('1970-01-01T00:00:00Z');
