-- Why: a buyer is written to in their own language, whichever shop page they came from, and for as
-- long as the order lives. Orders from before, and from nodes not upgraded yet, speak Indonesian.

alter table orders add column language text not null default 'id' check (language in ('id', 'en'));
