-- Why: a process that was killed cannot say goodbye, and the next one on its host can: it sees that the
-- process does not live any more. So that this is said once, and not of those that ended in order,
-- the end is kept beside the last beat.
alter table job_heartbeat
  add column ended_at timestamptz;
