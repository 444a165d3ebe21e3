-- Why: a buyer who pays an order twice, by a second page or a second method, is found by the second
-- payment's notification. Where that is lost nobody asked, since a paid order was looked at no more.

alter table payment_reconciliation
  -- There was more than one way to pay it: a page after the first, or a transaction after the first.
  add column more_ways boolean not null default false;
