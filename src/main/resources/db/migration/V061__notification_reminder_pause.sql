-- Why: when reminders say what is not so, or the shop cannot take money, a person must be able to hold
-- them back at once, on all nodes, and see that they are held back. One row; held back while
-- paused_at is set.

create table notification_reminder_pause (
  one       boolean     primary key default true check (one),
  paused_at timestamptz,
  paused_by text        not null default '',
  reason    text        not null default ''
);

insert into notification_reminder_pause default values;

-- What was due in the last hour is asked for, however many reminders are past.
create index notification_reminder_at on notification_reminder (remind_at);
