package ai.agentbar.event;

/**
 * The categories of the log standard: the playbook's ten, and those the system needs beside them. A
 * category groups; the event's own name says what happened.
 */
public enum EventType {
  /** A buyer placed an order. */
  ORDER_CREATED,
  /** A Snap token was created for an order; one payment attempt of it. */
  PAYMENT_ATTEMPT_CREATED,
  /** A notification with a valid signature was stored. */
  WEBHOOK_RECEIVED,
  /**
   * A stored notification passed every check, Midtrans' own word included where money depends on
   * it.
   */
  WEBHOOK_VERIFIED,
  /** An order moved from one state to another. */
  ORDER_STATUS_CHANGED,
  /** What was bought was opened to the buyer. */
  ENTITLEMENT_GRANTED,
  /** A message was put into an outbox: to a buyer, or an alert to the people on call. */
  OUTBOX_CREATED,
  /** A message left: to a buyer, or an alert to the people on call. */
  NOTIFICATION_SENT,
  /** A message did not leave. */
  NOTIFICATION_FAILED,
  /** Midtrans was asked about orders whose notification did not come. */
  RECONCILIATION_RUN,

  /** A request at the notification endpoint was turned away: bad signature, or unreadable. */
  WEBHOOK_REJECTED,
  /** A stored notification could not be processed; it stays, with its error. */
  WEBHOOK_FAILED,
  /** A stored notification was closed without any effect, and why. */
  WEBHOOK_IGNORED,
  /** A payment attempt at Midtrans changed its status. */
  PAYMENT_STATUS_CHANGED,
  /** A fact about money that stands beside the order's state: late, double, mismatch, reversal. */
  PAYMENT_FACT,
  /** Midtrans was called and did not answer as it should. */
  GATEWAY_FAILED,
  /** A message was not sent, since what it says is no longer true, or not yet: too many already. */
  NOTIFICATION_SKIPPED,
  /** A provider told what became of a message it had accepted: delivered, read, failed. */
  NOTIFICATION_STATUS,
  /** A channel stopped, slowed down, or works again. */
  CHANNEL_CHANGED,
  /** What was granted was suspended or given back, since the money went or came again. */
  ENTITLEMENT_CHANGED,
  /** A recurring job started or ended, and with what result. */
  JOB_RUN,
  /** A role of a process is alive. */
  HEARTBEAT,
  /** An alert changed its state. */
  ALERT_CHANGED,
  /** The playbook was read, or refused. */
  PLAYBOOK_LOADED,
  /** An alert was silenced for a time, or its silence ended. */
  SILENCE_CHANGED,
  /** A probe looked at something because of an alert or a person, and what it found. */
  PROBE_RUN,
  /** An action of the runbook was carried out, by whom and why, and what came of it. */
  ACTION_RUN,
  /** An incident was opened, moved on, commented or closed. */
  INCIDENT_CHANGED,
  /** A daily checklist was filled in, signed, or not signed in time. */
  CHECKLIST_CHANGED,
  /** Staff: a person, a role, a password or an API key changed; a login. */
  STAFF_CHANGED,
  /** The process itself: started, ready, stopping, a loop that stumbled. */
  SYSTEM,
  /** A line of the framework or a library; printed, never stored. */
  LIBRARY
}
