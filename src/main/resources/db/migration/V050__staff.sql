-- Why: whoever changes something answers for it by name. People log in with a password of their own,
-- machines bring a key of their own; of passwords, links, sessions and keys only hashes are kept, so a
-- copy of this database opens nothing.

create table staff_person (
  login         text        primary key,
  display_name  text        not null,
  language      text        not null check (language in ('id', 'en')),
  active        boolean     not null default true,
  -- None until the one-time link was used.
  password_hash text,
  created_at    timestamptz not null,
  last_login_at timestamptz
);

create table staff_role (
  login text not null references staff_person,
  role  text not null,
  primary key (login, role)
);

-- A link that sets a password once. One of kind FIRST makes the first person, while there is none.
create table staff_link (
  token_hash bytea       primary key,
  kind       text        not null check (kind in ('FIRST', 'PASSWORD')),
  login      text        references staff_person,
  expires_at timestamptz not null,
  check ((kind = 'FIRST') = (login is null))
);

create index staff_link_login on staff_link (login);

-- A session is nothing but who; it serves on every node and ends with its person's rights.
create table staff_session (
  token_hash bytea       primary key,
  login      text        not null references staff_person,
  seen_at    timestamptz not null,
  ends_at    timestamptz not null
);

create index staff_session_login on staff_session (login);

create table staff_key (
  name         text        primary key,
  key_hash     bytea       not null unique,
  rights       text        not null,
  created_by   text        not null,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz
);

-- Tries to log in, counted for all nodes together. The subject is hashed: people type passwords into
-- the wrong field.
create table staff_attempt (
  subject    text        primary key,
  started_at timestamptz not null,
  tries      int         not null
);
