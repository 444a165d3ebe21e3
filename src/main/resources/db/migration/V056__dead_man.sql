-- Why: somebody outside hears from us as long as we watch, and raises the alarm when we fall silent.
-- One row, claimed like any other work, so that one node at a time says so, however many there are.
create table alert_dead_man (
  id          bigint      primary key check (id = 1),
  due_at      timestamptz,
  attempts    int         not null default 0,
  lease_token bigint      not null default 0,
  last_error  text
);

insert into alert_dead_man (id, due_at) values (1, '-infinity');
