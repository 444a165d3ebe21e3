-- Why: work that is due again and again must be done by one node at a time, whichever is alive, and
-- a person must be able to say of each job when it ran, where, with what result, and whether it is
-- late. What schedules the jobs and what remembers their runs are two things: a run started by a
-- button is remembered like any other.

-- The table of db-scheduler 16, as it documents it for PostgreSQL.
create table scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);

-- One row a run. While it is under way its process moves alive_at; where that stops, another process
-- closes the run as abandoned, and what the late owner writes finds the row closed.
create table job_run (
  id            bigint      generated always as identity primary key,
  job           text        not null,
  instance      text        not null,
  trigger       text        not null check (trigger in ('SCHEDULE', 'BUTTON', 'ALERT', 'TEST')),
  started_at    timestamptz not null,
  limit_ms      bigint      not null,
  alive_at      timestamptz not null,
  over_limit_at timestamptz,
  ended_at      timestamptz,
  result        text        check (result in ('DONE', 'FAILED', 'TIMED_OUT', 'ABANDONED')),
  rows          bigint      not null default 0,
  error         text,
  check ((ended_at is null) = (result is null))
);

-- The database itself refuses a second run of a job while one is under way.
create unique index job_run_open on job_run (job) where ended_at is null;
create index job_run_of_job on job_run (job, id);
create index job_run_started on job_run (started_at);

-- The last sign of life of each role of each instance; stalled names what hangs, empty when fine.
create table job_heartbeat (
  instance text        not null,
  role     text        not null,
  beat_at  timestamptz not null,
  stalled  text        not null,
  primary key (instance, role)
);

-- For the watch: the newest value told of a series, where neither a sum nor a bucket says it: how
-- long a job's last run took, whether an instance's role was fine at its last beat. The newest wins,
-- in whatever order the events are folded.
create table metric_last (
  metric  text        not null,
  label   text        not null,
  told_at timestamptz not null,
  amount  bigint      not null,
  primary key (metric, label)
);
