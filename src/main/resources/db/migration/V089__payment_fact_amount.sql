-- Why: whoever is called because of a double payment or a chargeback must read at once how many rupiah
-- hang on it. A fact now keeps the price of its order; the facts that stand here get it from their orders.

alter table payment_fact add column amount bigint not null default 0;

update payment_fact f
set amount = o.amount
from orders o
where o.order_id = f.order_id;

alter table payment_fact alter column amount drop default;
