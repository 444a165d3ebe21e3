-- Why: whoever helps a buyer has an order id, an address or a number, and looks at the newest orders
-- first, a page at a time. That must cost the same however many orders are past, so each way to look
-- has an index that ends in the order of the list. An order id needs none: it is the key.
create index orders_placed on orders (created_at, order_id);
create index orders_of_email on orders (buyer_email, created_at, order_id);
create index orders_of_phone on orders (buyer_phone, created_at, order_id);
