-- Why: whoever chose a virtual account or a shop has left Midtrans' page and needs its number again; the
-- buyer's own page shows it, from Midtrans' answer to our question. Transactions seen before have none.

alter table payment_transaction
  add column pay_place  text,
  add column pay_biller text,
  add column pay_code   text,
  add column pay_before timestamptz;
