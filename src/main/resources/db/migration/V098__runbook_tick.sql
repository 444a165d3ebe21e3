-- Why: a step that only people can do has a tick, so that the next one on call sees what was done already.
-- A tick belongs to the step's text: the playbook may name its steps in another order tomorrow.

create table runbook_tick (
  firing_id bigint      not null,
  step      text        not null,
  actor     text        not null,
  at        timestamptz not null,
  primary key (firing_id, step)
);
