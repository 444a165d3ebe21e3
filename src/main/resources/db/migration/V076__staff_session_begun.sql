-- Why: people see where they are logged in, and tell their sessions apart by when each began.

-- The default serves processes of the version before, which do not name it, and the rows they left.
alter table staff_session add column begun_at timestamptz not null default now();
