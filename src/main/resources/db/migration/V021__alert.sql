-- Why: an alert must fire in time and once, whatever crashes. Its state lives here and not in a
-- process, and what people are to be told is a row written in the very transaction in which the
-- alert changed; sending it is work of its own, done until somebody has it or it visibly failed.

-- One row a rule. While no_data_since is set the judgement is suspended and the other columns keep
-- the state before, so that silence of the watch itself never resolves anything.
create table alert (
  rule_id       text        primary key,
  state         text        not null default 'OK' check (state in ('OK', 'PENDING', 'FIRING')),
  since         timestamptz,
  held_at       timestamptz,
  frozen_limit  bigint,
  no_data_since timestamptz,
  value         bigint      not null default 0,
  limit_value   bigint      not null default 0,
  reason_id     text        not null default '',
  reason_en     text        not null default '',
  check ((state = 'OK') = (since is null)),
  check ((state = 'FIRING') = (held_at is not null))
);

-- One message to one team over one channel. Subject and body are written with the change they
-- tell of; the recipients are looked up when it is sent and are not kept.
create table alert_delivery (
  id          bigint generated always as identity primary key,
  rule_id     text        not null,
  fired_at    timestamptz not null,
  occasion    text        not null check (occasion in ('FIRING', 'RESOLVED')),
  team        text        not null,
  channel     text        not null check (channel in ('EMAIL', 'SLACK')),
  subject     text        not null,
  body        text        not null,
  created_at  timestamptz not null,
  due_at      timestamptz,
  attempts    int         not null default 0,
  lease_token bigint      not null default 0,
  last_error  text,
  unique (rule_id, fired_at, occasion, team, channel)
);

create index alert_delivery_due on alert_delivery (channel, due_at) where due_at is not null;

-- Each channel is a queue of its own, so that a dead one never delays another.
create view alert_delivery_email as select * from alert_delivery where channel = 'EMAIL';
create view alert_delivery_slack as select * from alert_delivery where channel = 'SLACK';
