-- Why: a person is not to get twenty messages where one would do, and no more of them than the
-- playbook allows, whichever nodes send. So what goes to one address stands in one lane, and a lane
-- is what a node claims: whoever holds it takes everything that waits there into one message. The
-- text is written when it is sent, from what is known then, and is not kept.
drop view alert_delivery_email;
drop view alert_delivery_slack;
drop index alert_delivery_due;

alter table alert_delivery
  drop constraint alert_delivery_occasion_check,
  drop constraint alert_delivery_channel_check,
  drop constraint alert_delivery_rule_id_fired_at_occasion_team_channel_key,
  drop column subject,
  drop column body,
  drop column lease_token,
  -- Which repetition, which escalation; 0 for what is told once.
  add column round int not null default 0,
  -- The contact by its place in the team's list: first/0, fallback/1. No address is kept.
  add column contact text not null default 'first/0',
  add column lane text not null default '',
  add column note_id text not null default '',
  add column note_en text not null default '',
  add column state text not null default 'SENT'
    check (state in ('WAITING', 'HELD', 'SENT', 'FAILED', 'CANCELLED')),
  add column sent_at timestamptz,
  -- The message it left in: the lowest delivery of those that left together.
  add column message bigint,
  add column fell_back boolean not null default false;

-- What was waiting goes on from the team's first address of that kind.
update alert_delivery
set state = case when due_at is not null then 'WAITING'
                 when last_error is not null then 'FAILED'
                 else 'SENT' end,
    contact = channel,
    lane = team || '/' || channel;

alter table alert_delivery
  add constraint alert_delivery_channel_known
    check (channel in ('EMAIL', 'SLACK', 'WHATSAPP', 'TELEGRAM', 'ALERTMANAGER')),
  add constraint alert_delivery_occasion_known
    check (occasion in ('FIRING', 'RAISED', 'ESCALATED', 'SILENCE_ENDED', 'REPEATED', 'BLINDED',
                        'SEEING', 'RESOLVED')),
  add constraint alert_delivery_open check ((state in ('WAITING', 'HELD')) = (due_at is not null)),
  add constraint alert_delivery_once unique (rule_id, fired_at, occasion, round, team, contact),
  alter column state drop default,
  alter column contact drop default,
  alter column lane drop default;

create index alert_delivery_due on alert_delivery (lane, due_at) where due_at is not null;
create index alert_delivery_firing on alert_delivery (firing_id);
create index alert_delivery_sent on alert_delivery (lane, sent_at) where sent_at is not null;

-- One row an address, by a name that does not tell it. It rests (due_at null) while nothing is due.
create table alert_lane (
  id          bigint generated always as identity primary key,
  name        text        not null unique,
  channel     text        not null,
  due_at      timestamptz,
  attempts    int         not null default 0,
  lease_token bigint      not null default 0,
  last_error  text
);

create index alert_lane_due on alert_lane (channel, due_at) where due_at is not null;

-- Each channel is a queue of its own, so that a dead one never delays another.
create view alert_lane_email as select * from alert_lane where channel = 'EMAIL';
create view alert_lane_slack as select * from alert_lane where channel = 'SLACK';
create view alert_lane_whatsapp as select * from alert_lane where channel = 'WHATSAPP';
create view alert_lane_telegram as select * from alert_lane where channel = 'TELEGRAM';
create view alert_lane_alertmanager as select * from alert_lane where channel = 'ALERTMANAGER';
