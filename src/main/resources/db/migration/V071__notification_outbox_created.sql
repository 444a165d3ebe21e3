-- Why: people look through the messages of a day, newest first, a page at a time; what waits and what
-- was given up has its indexes already.
create index notification_outbox_created on notification_outbox (created_at, id);
