-- Why: people acknowledge, probe, act on and talk about one firing of a rule, not about the rule. So
-- each firing has a row and a number of its own, written in the transaction in which the alert
-- fires, and it stays when it is over.
create table alert_firing (
  id              bigint      generated always as identity primary key,
  rule_id         text        not null,
  severity        text        not null check (severity in ('P0', 'P1', 'P2', 'P3')),
  since           timestamptz not null,
  fired_at        timestamptz not null,
  resolved_at     timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  acknowledgement text        not null default '',
  value           bigint      not null,
  limit_value     bigint      not null,
  reason_id       text        not null,
  reason_en       text        not null,
  orders_at_risk  bigint      not null,
  rupiah_at_risk  bigint      not null,
  check ((acknowledged_at is null) = (acknowledged_by is null))
);

-- A rule fires once at a time, whichever node judges it.
create unique index alert_firing_open on alert_firing (rule_id) where resolved_at is null;
create index alert_firing_fired on alert_firing (fired_at);

-- What the probes found when it fired.
create table alert_probe_result (
  firing_id bigint not null references alert_firing,
  probe     text   not null,
  verdict   text   not null check (verdict in ('GOOD', 'BAD', 'UNKNOWN')),
  text_id   text   not null,
  text_en   text   not null,
  took_ms   bigint not null,
  primary key (firing_id, probe)
);

-- A message belongs to a firing. What was fired before firings had numbers is over.
alter table alert_delivery add column firing_id bigint references alert_firing;
