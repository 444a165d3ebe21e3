-- Why: where all money of a paid order went back, the access it bought may have to rest. The order
-- stays PAID and the grant stays granted; what is suspended comes back with the money.

alter table order_entitlement
  add column suspended_at     timestamptz,
  add column suspended_reason text,
  add check ((suspended_at is null) = (suspended_reason is null));
