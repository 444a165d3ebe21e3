-- Why: when money is not where it should be, a person asks which orders it is about; the newest facts
-- are found without reading all there ever were.

create index payment_fact_noted on payment_fact (noted_at);
