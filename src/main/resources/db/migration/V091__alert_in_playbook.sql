-- Why: a rule that is turned off while it fires ends its firing when a node reads the changed file. A node
-- that read it a moment later fired the rule once more, and if that node then stopped, nobody ended it.
-- So each node notes now and then of which rules its playbook speaks, and what fires of a rule that no
-- node has noted for a while is ended.

alter table alert add column in_playbook_at timestamptz;
