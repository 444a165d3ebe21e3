-- Why: a cohort follows payment attempts now, as the plain ratio does, and no longer orders: an order
-- whose first page was left and whose second one was paid is one of two. What was begun and is not paid
-- yet is followed on under the name of its newest attempt.
update metric_cohort c
set subject = a.gateway_order_id
from (select distinct on (order_id) order_id, gateway_order_id
      from payment_attempt
      where order_id in (select subject from metric_cohort where label = '' and begun_at is not null)
      order by order_id, number desc) a
where c.subject = a.order_id
  and c.label = ''
  and c.begun_at is not null;
