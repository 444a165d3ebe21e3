-- Why: what Midtrans sends is kept as it came, byte for byte, before anyone answers it, and until
-- somebody can say what became of it.

create table payment_inbox (
  id               bigint      generated always as identity primary key,
  received_at      timestamptz not null,
  gateway_order_id text        not null,
  body             bytea       not null,
  state            text        not null default 'WAITING'
                   check (state in ('WAITING', 'APPLIED', 'IGNORED', 'FAILED')),
  reason           text,
  closed_at        timestamptz,
  -- The columns of a row queue.
  due_at           timestamptz,
  attempts         int         not null default 0,
  lease_token      bigint      not null default 0,
  last_error       text
);

create index payment_inbox_due on payment_inbox (due_at) where due_at is not null;
create index payment_inbox_failed on payment_inbox (id) where state = 'FAILED';
create index payment_inbox_of_attempt on payment_inbox (gateway_order_id);

-- What was turned away, up to a limit an hour: after a wrong server key was corrected, the true ones
-- among them can be verified again.
create table payment_inbox_rejected (
  id          bigint      generated always as identity primary key,
  received_at timestamptz not null,
  reason      text        not null check (reason in ('BAD_SIGNATURE', 'UNPARSABLE')),
  body        bytea       not null
);

create index payment_inbox_rejected_at on payment_inbox_rejected (received_at);
