-- Why: what a dead worker was sending falls due when its lease ends, which is later than all that has
-- waited meanwhile; behind a long queue it would be taken over much later than the promised ten seconds.
-- So each channel's abandoned rows are a queue of their own, asked first; it holds no more than the
-- workers can have under way at once.

create view notification_outbox_email_abandoned as
  select * from notification_outbox where channel = 'EMAIL' and state = 'SENDING';
create view notification_outbox_whatsapp_abandoned as
  select * from notification_outbox where channel = 'WHATSAPP' and state = 'SENDING';
create view notification_outbox_webhook_abandoned as
  select * from notification_outbox where channel = 'WEBHOOK' and state = 'SENDING';

create index notification_outbox_sending on notification_outbox (channel, due_at)
  where state = 'SENDING' and due_at is not null;
