-- Why: notifications get lost, and then nobody but us finds out what became of a payment. Every order
-- has one row here from its first moment, so that none is forgotten, whether its page was opened, its
-- opening timed out, or nobody ever asked for one. The row is due when Midtrans is to be asked next.

create table payment_reconciliation (
  id          bigint      generated always as identity primary key,
  order_id    text        not null unique,
  -- Since when the buyer may pay by the method chosen last; how often is asked follows both.
  opened_at   timestamptz not null,
  method      text,
  provider    text,
  pay_by      timestamptz not null,
  ended_at    timestamptz,
  asked_at    timestamptz,
  failures    int         not null default 0,
  -- Something says that the payment is over: it is asked about at once, out of turn.
  ending      boolean     not null default false,
  -- due_at as planned; while both are the same, nobody is at work on the row.
  planned_at  timestamptz,
  -- When it would be due while notifications are silent.
  quick_at    timestamptz,
  -- The columns of a row queue.
  due_at      timestamptz,
  attempts    int         not null default 0,
  lease_token bigint      not null default 0,
  last_error  text
);

create index payment_reconciliation_due on payment_reconciliation (due_at) where due_at is not null;
create index payment_reconciliation_quick on payment_reconciliation (quick_at) where due_at is not null;
create index payment_reconciliation_ending on payment_reconciliation (due_at) where ending;
create index payment_reconciliation_open on payment_reconciliation (id) where ended_at is null;
create index payment_reconciliation_pay_by on payment_reconciliation (pay_by) where ended_at is null;

-- Orders that are open already are asked about at once.
insert into payment_reconciliation (order_id, opened_at, pay_by, planned_at, quick_at, due_at)
select order_id, created_at, pay_by, now(), now(), now()
from orders
where status in ('CREATED', 'PENDING_PAYMENT')
order by created_at;

-- Those that have ended may be asked about by hand, and late money may still reopen them.
insert into payment_reconciliation (order_id, opened_at, pay_by, ended_at)
select order_id, created_at, pay_by, status_at
from orders
where status not in ('CREATED', 'PENDING_PAYMENT')
order by created_at;
