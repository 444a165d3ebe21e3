-- Why: an alert about payments says how much money hangs on it, so the watch must know what each open
-- order is worth; and whether buyers can pay is told by what became of the payments that were begun,
-- which takes remembering when each one began.

-- The order's rupiah, as its last change of state told them; 0 for what was open before this.
alter table metric_order add column amount bigint not null default 0;

-- Pending orders are summed up by their age; the index alone answers that.
drop index metric_order_pending;
create index metric_order_pending on metric_order (pending_at) include (amount) where pending > 0;

-- A payment that was begun and is not paid yet, or paid and its begin not folded yet: an order, or one
-- transaction by a method. Once both are known it counts for the window it began in, and its row goes;
-- what is never paid goes after some days.
create table metric_cohort (
  subject   text        primary key,
  label     text        not null,
  begun_at  timestamptz,
  paid      boolean     not null,
  folded_at timestamptz not null
);

create index metric_cohort_folded on metric_cohort (folded_at);
