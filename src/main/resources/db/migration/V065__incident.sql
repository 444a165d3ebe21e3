-- Why: alerts say what is wrong, an incident says what people do about it. It is opened in the very
-- transaction in which an alert fires, so that no alert is without one; its clocks are read from here
-- by whichever node is alive, and its timeline is what the post-mortem is written from.
create table incident (
  id                  bigint      generated always as identity primary key,
  severity            text        not null check (severity in ('P0', 'P1', 'P2', 'P3')),
  -- Grows with each reopening: steps and escalations belong to a round.
  round               int         not null default 1,
  opened_at           timestamptz not null,
  round_at            timestamptz not null,
  -- Since when the clocks run: the round's begin, or the moment it became more severe.
  clock_at            timestamptz not null,
  acknowledge_due_at  timestamptz,
  resolve_due_at      timestamptz,
  acknowledged_at     timestamptz,
  acknowledged_by     text,
  acknowledgement     text        not null default '',
  -- A person did something about it in this round.
  touched             boolean     not null default false,
  recovered_at        timestamptz,
  resolved_at         timestamptz,
  resolved_by         text,
  resolution          text        not null default '',
  post_mortem_due_at  timestamptz,
  post_mortem_done_at timestamptz,
  post_mortem_done_by text,
  commander           text,
  communicator        text,
  scribe              text,
  entries             int         not null default 0,
  entries_left_out    bigint      not null default 0,
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check ((resolved_at is null) = (resolved_by is null)),
  check ((post_mortem_done_at is null) = (post_mortem_done_by is null))
);

create index incident_open on incident (id) where resolved_at is null;
create index incident_resolved on incident (resolved_at) where resolved_at is not null;
create index incident_owes on incident (post_mortem_due_at)
  where post_mortem_due_at is not null and post_mortem_done_at is null;

-- The firings of an incident; each belongs to one.
create table incident_firing (
  firing_id   bigint      primary key references alert_firing on delete cascade,
  incident_id bigint      not null references incident,
  rule_id     text        not null,
  severity    text        not null check (severity in ('P0', 'P1', 'P2', 'P3')),
  joined_at   timestamptz not null,
  ended_at    timestamptz
);

create index incident_firing_of on incident_firing (incident_id, firing_id);

create table incident_step (
  incident_id bigint      not null references incident,
  round       int         not null,
  step        text        not null check (step in ('DETECT', 'ASSESS', 'MITIGATE', 'COMMUNICATE',
                                                   'RESOLVE', 'POST_MORTEM')),
  skipped     boolean     not null,
  done_at     timestamptz not null,
  done_by     text        not null,
  note        text        not null,
  primary key (incident_id, round, step)
);

create table incident_entry (
  id          bigint      generated always as identity primary key,
  incident_id bigint      not null references incident,
  at          timestamptz not null,
  kind        text        not null check (kind in ('ALERT', 'MESSAGE', 'PROBE', 'ACTION', 'SILENCE',
                                                   'INCIDENT', 'COMMENT', 'OTHER')),
  event       text        not null,
  actor       text,
  text        text        not null,
  firing_id   bigint,
  fields      jsonb       not null default '{}'
);

create index incident_entry_of on incident_entry (incident_id, at, id);

-- What a clock has told already: each share of each clock once, whatever node looks and however often.
create table incident_escalation (
  incident_id bigint      not null references incident,
  round       int         not null,
  clock       text        not null check (clock in ('ACKNOWLEDGE', 'RESOLVE', 'POST_MORTEM')),
  severity    text        not null,
  percent     int         not null,
  told_at     timestamptz not null,
  primary key (incident_id, round, clock, severity, percent)
);

-- Every saved text of a post-mortem; until the first one it is drafted anew from the timeline.
create table incident_post_mortem (
  incident_id bigint      not null references incident,
  version     int         not null,
  text        text        not null,
  saved_at    timestamptz not null,
  saved_by    text        not null,
  primary key (incident_id, version)
);
