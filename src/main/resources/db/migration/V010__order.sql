-- Why: the merchant's orders, their states, and what was granted for them. The database itself
-- refuses a second grant, an unknown state and an order paid without a moment.

create table orders (
  order_id    text        primary key,
  buyer_token text        not null unique,
  package_id  text        not null,
  amount      bigint      not null check (amount > 0),
  buyer_name  text        not null,
  buyer_email text        not null,
  buyer_phone text        not null,
  status      text        not null
              check (status in ('CREATED', 'PENDING_PAYMENT', 'PAID', 'FAILED', 'EXPIRED')),
  late        boolean     not null default false,
  created_at  timestamptz not null,
  pay_by      timestamptz not null,
  status_at   timestamptz not null,
  paid_at     timestamptz,
  check ((status = 'PAID') = (paid_at is not null))
);

-- What is still open is asked for often, and is small however many orders are past.
create index orders_open on orders (pay_by) where status in ('CREATED', 'PENDING_PAYMENT');

create table order_entitlement (
  order_id   text        primary key references orders,
  package_id text        not null,
  granted_at timestamptz not null
);

-- A caller's retry finds the order its first try made.
create table order_idempotency (
  key          text        primary key,
  request_hash text        not null,
  order_id     text        not null references orders deferrable initially deferred,
  created_at   timestamptz not null
);
