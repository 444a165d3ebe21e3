-- Why: an identity provider knows people by their email address; and whoever finds a key in a
-- configuration wants to know which of the list it is, so its first characters are kept in the clear.

alter table staff_person add column email text unique;

alter table staff_key add column key_prefix text not null default '';
