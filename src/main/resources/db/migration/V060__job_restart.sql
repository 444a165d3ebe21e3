-- Why: a loop that hangs is cured by starting it anew, and the person who presses the button is on one
-- node while the loop hangs on another. So the wish is a row that every process sees, and each says
-- what it did about it.

create table job_restart (
  id       bigint      generated always as identity primary key,
  role     text        not null,
  asked_at timestamptz not null
);

create table job_restart_done (
  restart_id bigint      not null references job_restart,
  instance   text        not null,
  loops      int         not null,
  hung       text        not null,
  abandoned  text        not null,
  done_at    timestamptz not null,
  primary key (restart_id, instance)
);
