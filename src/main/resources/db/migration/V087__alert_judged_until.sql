-- Why: a rule that asks for growth within a minute looks back for a minute; what happened while nobody
-- judged for longer than that, since the watch was down or its numbers were late, was judged never.
-- So it is kept up to when what happened has been judged, and the next judgement looks back to there.
create table alert_judged (
  only_row     boolean     primary key default true check (only_row),
  judged_until timestamptz not null
);
