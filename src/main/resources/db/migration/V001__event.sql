-- Why: commerce tells the watch what happened through this table and nothing else, so a row is
-- written by the very transaction whose change it tells of.

create table event (
  id            bigint generated always as identity primary key,
  -- Identity values are handed out before the commit. A reader that asks for "id above the last"
  -- skips what commits late; one that reads whole transactions below the oldest open one does not.
  xid           xid8        not null default pg_current_xact_id(),
  occurred_at   timestamptz not null,
  level         text        not null,
  component     text        not null,
  event_type    text        not null,
  event         text        not null,
  order_id      text,
  request_id    text,
  message       text        not null,
  duration_ms   bigint,
  error_type    text,
  error_message text,
  fields        jsonb       not null default '{}'
);

create index event_in_commit_order on event (xid, id);
create index event_of_order on event (order_id, id) where order_id is not null;

create table event_cursor (
  subscriber text   primary key,
  last_xid   xid8   not null default '0',
  last_id    bigint not null default 0
);
