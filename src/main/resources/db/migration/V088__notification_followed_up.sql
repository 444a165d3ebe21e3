-- Why: a message that can never leave (a wrong phone number) stood FAILED for ever, and its alert fired
-- for ever with it. A person who told the buyer otherwise can close it now. Such a row is SKIPPED, as one
-- that is no longer true; but it must not begin anew when the order's access is restored, since its
-- reader knows already. When it was closed by hand is kept here.

alter table notification_outbox add column followed_up_at timestamptz;
