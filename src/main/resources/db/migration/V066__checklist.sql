-- Why: alerts find what is broken; a person who looks once a shift finds what nobody made a rule for.
-- The program fills in what it knows, a person signs, and both are kept, so that a shift in which
-- nobody looked cannot be told from memory.
create table checklist (
  id          bigint      generated always as identity primary key,
  day         date        not null,
  shift       text        not null,
  name_id     text        not null,
  name_en     text        not null,
  signers     text        not null,
  begins_at   timestamptz not null,
  ends_at     timestamptz not null,
  sign_by     timestamptz not null,
  filled_at   timestamptz not null,
  signed_at   timestamptz,
  signed_by   text,
  -- It was told that nobody had signed in time; and that nobody will any more.
  unsigned_at timestamptz,
  lapsed_at   timestamptz,
  -- One a shift, on whatever node the job runs and however often.
  unique (day, shift),
  check ((signed_at is null) = (signed_by is null))
);

create index checklist_unsigned on checklist (sign_by) where signed_at is null and lapsed_at is null;

create table checklist_item (
  checklist_id bigint not null references checklist,
  item         text   not null check (item in ('PAID_AGAINST_PENDING', 'WEBHOOK_ERRORS',
                                               'OUTBOX_BACKLOG', 'WORKER_AND_SCHEDULER',
                                               'CS_TICKETS')),
  verdict      text   not null check (verdict in ('GOOD', 'BAD', 'ASKED')),
  value_id     text   not null,
  value_en     text   not null,
  normal_id    text   not null,
  normal_en    text   not null,
  link         text   not null,
  note         text   not null default '',
  primary key (checklist_id, item)
);
