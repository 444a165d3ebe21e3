-- Why: each board has a page of its own now. Checklists that were filled in before lead there too; what
-- was measured and signed stays as it is.
update checklist_item
set link = case link
             when '/#payment-funnel' then '/boards/payments'
             when '/#webhook-health' then '/boards/webhooks'
             when '/#outbox-backlog' then '/boards/outbox'
             else '/boards/workers'
           end
where link in ('/#payment-funnel', '/#webhook-health', '/#outbox-backlog', '/#worker-status');
