-- Why: WhatsApp may take a message, hold it, and never tell what became of it. Such a row is SENT and
-- looks as if all were well. Once nothing was told of it for long this is told, once for each message;
-- the index holds only the rows nothing was told of yet.

alter table notification_outbox add column unconfirmed_at timestamptz;

create index notification_outbox_unconfirmed on notification_outbox (sent_at)
  where channel = 'WHATSAPP' and state = 'SENT' and delivery_status is null
    and unconfirmed_at is null;
