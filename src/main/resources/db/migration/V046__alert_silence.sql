-- Why: whoever works on a fault, or knows of one, does not want to be told of it every ten minutes. A
-- silence says who wanted that, why and until when. It keeps messages back and nothing else: the rule
-- is judged and fires, so that what still fires when the silence ends can be said at once.
create table alert_silence (
  id       bigint      generated always as identity primary key,
  rule_id  text        not null,
  begun_by text        not null,
  reason   text        not null,
  begun_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  check (until_at > begun_at),
  check ((ended_at is null) = (ended_by is null))
);

create index alert_silence_standing on alert_silence (rule_id) where ended_at is null;
