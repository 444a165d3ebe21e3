-- Why: a buyer is told of every change of their order, and the merchant's own system too, whatever
-- crashes in between. So a message is a row written by the very transaction it tells of; sending it
-- is work of its own, and what became of it can be read here. Nothing personal is copied into the
-- row: address and words are made from the order at the moment of sending.

create table notification_outbox (
  id              bigint      generated always as identity primary key,
  order_id        text        not null,
  channel         text        not null check (channel in ('EMAIL', 'WHATSAPP', 'WEBHOOK')),
  template        text        not null,
  state           text        not null default 'PENDING'
                  check (state in ('PENDING', 'SENDING', 'RETRYING', 'SENT', 'FAILED', 'UNKNOWN',
                                   'SKIPPED')),
  -- The message's name to its provider, the same at every try.
  message_key     text        not null unique,
  provider_id     text,
  delivery_status text        check (delivery_status in ('SENT', 'DELIVERED', 'READ', 'FAILED')),
  -- How often the provider may have been called. The queue's attempts count claims, and a claim may
  -- end without a call: a busy provider, a worker that died before it.
  tries           int         not null default 0 check (tries >= 0),
  -- Some try may have been accepted without our knowing; another one after it may be a double.
  doubtful        boolean     not null default false,
  possible_double boolean     not null default false,
  created_at      timestamptz not null,
  -- From when on it should be with its reader: its creation, or the moment a reminder is for.
  wanted_at       timestamptz not null,
  sent_at         timestamptz,
  -- The columns of a row queue.
  due_at          timestamptz,
  attempts        int         not null default 0,
  lease_token     bigint      not null default 0,
  last_error      text,
  unique (order_id, channel, template)
);

-- Each channel is a queue of its own, so that a dead one never delays another; and reminders are a
-- second queue beside it, so that what a buyer waits for goes first.
create view notification_outbox_email as
  select * from notification_outbox
  where channel = 'EMAIL' and template not in ('REMINDER_1', 'REMINDER_2');
create view notification_outbox_email_reminder as
  select * from notification_outbox
  where channel = 'EMAIL' and template in ('REMINDER_1', 'REMINDER_2');
create view notification_outbox_whatsapp as
  select * from notification_outbox
  where channel = 'WHATSAPP' and template not in ('REMINDER_1', 'REMINDER_2');
create view notification_outbox_whatsapp_reminder as
  select * from notification_outbox
  where channel = 'WHATSAPP' and template in ('REMINDER_1', 'REMINDER_2');
create view notification_outbox_webhook as
  select * from notification_outbox
  where channel = 'WEBHOOK' and template not in ('REMINDER_1', 'REMINDER_2');
create view notification_outbox_webhook_reminder as
  select * from notification_outbox
  where channel = 'WEBHOOK' and template in ('REMINDER_1', 'REMINDER_2');

create index notification_outbox_due on notification_outbox (channel, due_at)
  where due_at is not null;
create index notification_outbox_given_up on notification_outbox (channel, id)
  where state in ('FAILED', 'UNKNOWN');
create index notification_outbox_of_provider on notification_outbox (provider_id)
  where provider_id is not null;

-- When somebody is to be reminded; whether it is still true is looked at then.
create table notification_reminder (
  id          bigint      generated always as identity primary key,
  order_id    text        not null,
  template    text        not null,
  remind_at   timestamptz not null,
  -- What became of it, once it is closed.
  outcome     text        check (outcome in ('QUEUED', 'NOT_PENDING', 'PAST_PAY_BY', 'OVERTAKEN')),
  due_at      timestamptz,
  attempts    int         not null default 0,
  lease_token bigint      not null default 0,
  last_error  text,
  unique (order_id, template)
);

create index notification_reminder_due on notification_reminder (due_at) where due_at is not null;

-- What all nodes must know of a channel: its rate, and whether it pauses or stands still.
create table notification_channel (
  channel      text        primary key check (channel in ('EMAIL', 'WHATSAPP', 'WEBHOOK')),
  -- Up to when the rate is spent: one message is paid for with one second divided by the rate.
  spent_until  timestamptz not null default '1970-01-01T00:00:00Z',
  paused_until timestamptz not null default '1970-01-01T00:00:00Z',
  stopped_at   timestamptz,
  reason       text        not null default ''
);

insert into notification_channel (channel) values ('EMAIL'), ('WHATSAPP'), ('WEBHOOK');

-- The watch's own: messages that wait, known to it by their events alone. A message's changes are
-- summed up, so two of its events may be folded in either order; what waits no longer is deleted.
create table metric_message (
  message    text        primary key,
  waiting    int         not null,
  waiting_at timestamptz
);

create index metric_message_waiting on metric_message (waiting_at) where waiting > 0;
