-- Why: one order may be paid by several attempts (Snap pages), and one attempt may see several
-- transactions; Midtrans says so, and one column "payment status" on the order loses money.

create table payment_attempt (
  gateway_order_id text        primary key,
  order_id         text        not null,
  number           int         not null,
  state            text        not null check (state in ('OPENING', 'OPEN', 'TAKEN')),
  version          bigint      not null,
  -- Who asks Midtrans for the page owns the row until then; a late owner's token is refused.
  opening_token    bigint      not null,
  opening_until    timestamptz not null,
  snap_token       text,
  redirect_url     text,
  created_at       timestamptz not null,
  unique (order_id, number),
  check ((state = 'OPEN') = (snap_token is not null))
);

create table payment_transaction (
  transaction_id   text        primary key,
  gateway_order_id text        not null references payment_attempt,
  order_id         text        not null,
  payment_type     text        not null,
  status           text        not null,
  first_seen_at    timestamptz not null,
  status_at        timestamptz not null
);

create index payment_transaction_of_order on payment_transaction (order_id);

-- Facts stand beside the order's state: late, double, mismatch, reversal, refund, chargeback.
create table payment_fact (
  order_id       text        not null,
  kind           text        not null,
  key            text        not null,
  transaction_id text        not null,
  noted_at       timestamptz not null,
  primary key (order_id, kind, key)
);
