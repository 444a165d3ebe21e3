-- Why: what a person did stands for good. Each entry carries the hash of the one before it, so that a
-- changed, inserted or removed entry breaks the chain; the head says how long the chain is, so that a
-- shortened one is noticed too. Both refuse to be changed otherwise than by appending.

create table staff_audit (
  number        bigint      primary key,
  occurred_at   timestamptz not null,
  actor         text        not null,
  event         text        not null,
  subject       text        not null,
  reason        text        not null,
  message       text        not null,
  request_id    text        not null,
  previous_hash bytea       not null,
  hash          bytea       not null
);

create index staff_audit_actor on staff_audit (actor, number);
create index staff_audit_subject on staff_audit (subject, number);

-- One row: whoever appends locks it, so the chain has one end on any number of nodes.
create table staff_audit_head (
  one    boolean primary key default true check (one),
  number bigint  not null,
  hash   bytea   not null
);

insert into staff_audit_head (number, hash) values (0, decode(repeat('00', 32), 'hex'));

create function staff_audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end $$;

create function staff_audit_head_advance() returns trigger language plpgsql as $$
begin
  if new.number <> old.number + 1 then
    raise exception 'the head of the audit log moves one entry at a time';
  end if;
  return new;
end $$;

create trigger staff_audit_append_only
  before update or delete or truncate on staff_audit
  for each statement execute function staff_audit_refuse();

create trigger staff_audit_head_stays
  before delete or truncate on staff_audit_head
  for each statement execute function staff_audit_refuse();

create trigger staff_audit_head_advances
  before update on staff_audit_head
  for each row execute function staff_audit_head_advance();
