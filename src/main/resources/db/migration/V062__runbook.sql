-- Why: when an alert fires its probes must run, whatever crashes, and what a person or the program
-- then does must be done once, be answered for, and be seen to help or not. So a diagnosis is a row of
-- the transaction in which the alert fires, and a run of an action is a row from the wish to its end.

create table runbook_diagnosis (
  id          bigint      generated always as identity primary key,
  firing_id   bigint      not null unique,
  rule_id     text        not null,
  -- The columns of a row queue.
  due_at      timestamptz,
  attempts    int         not null default 0,
  lease_token bigint      not null default 0,
  last_error  text
);

create index runbook_diagnosis_due on runbook_diagnosis (due_at) where due_at is not null;

create table runbook_run (
  id            bigint      generated always as identity primary key,
  action        text        not null,
  firing_id     bigint,
  actor         text        not null,
  reason        text        not null,
  asked_at      timestamptz not null,
  ended_at      timestamptz,
  failed        boolean     not null default false,
  touched       bigint      not null default 0,
  text_id       text        not null default '',
  text_en       text        not null default '',
  -- The number that shows whether it helped.
  metric        text        not null,
  metric_before bigint,
  metric_at_end bigint,
  metric_after  bigint,
  -- The columns of a row queue: due until it has ended, and once more a while after that, when the
  -- metric is read for the last time.
  due_at        timestamptz,
  attempts      int         not null default 0,
  lease_token   bigint      not null default 0,
  last_error    text
);

-- The database itself refuses a second run of an action while one is under way.
create unique index runbook_run_open on runbook_run (action) where ended_at is null;
create index runbook_run_of_action on runbook_run (action, id);
create index runbook_run_of_firing on runbook_run (firing_id) where firing_id is not null;
create index runbook_run_due on runbook_run (due_at) where due_at is not null;
