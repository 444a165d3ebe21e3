-- Why: a container that was killed comes back under another name, and whoever was killed is missed
-- until it is forgotten. An instance that was heard of first after another one's last beat took its
-- place; so it is kept when a series was first told of. Whoever beats already beats since ever.
alter table metric_last
  add column first_at timestamptz not null default 'epoch';
