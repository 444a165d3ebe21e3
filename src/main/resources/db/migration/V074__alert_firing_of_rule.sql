-- Why: whoever looks at a rule compares when it would have fired with when it did. That asks for the
-- firings of one rule over a month, and must not read those of all rules.
create index alert_firing_of_rule on alert_firing (rule_id, fired_at);
