package ai.agentbar.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The switches on the sandbox's front page: a field, the value it takes when on, and what to
 * expect.
 */
enum FaultSwitch {
  MIDTRANS_DOWN(
      FaultGroup.MIDTRANS,
      "Midtrans down",
      "midtrans_down",
      "true",
      "Snap, status and the payment page answer 5xx. New orders stand as CREATED; nobody can pay."),
  SNAP_DOWN(
      FaultGroup.MIDTRANS,
      "Snap down",
      "snap_down",
      "true",
      "No payment can be opened; those that are open go on and are confirmed."),
  CREATE_TIMEOUT(
      FaultGroup.MIDTRANS,
      "Snap: no answer",
      "create_timeout",
      "true",
      "The payment is created and the answer never comes. Asking again replaces the token; nobody pays twice."),
  WEBHOOK_BEFORE_ANSWER(
      FaultGroup.MIDTRANS,
      "Webhook before 201",
      "webhook_before_answer",
      "true",
      "A method is chosen at once, and its notification arrives before Snap's own answer does."),
  STATUS_DOWN(
      FaultGroup.MIDTRANS,
      "Status API down",
      "status_down",
      "true",
      "Payments can be opened, but nothing can be confirmed. Notifications wait and are processed later."),
  STATUS_HTML(
      FaultGroup.MIDTRANS,
      "Status API: HTML",
      "status_html",
      "true",
      "A proxy in front of Midtrans answers 503 with a web page in place of JSON."),
  STATUS_LIMITED(
      FaultGroup.MIDTRANS,
      "Status API: HTTP 429",
      "status_limited",
      "true",
      "Midtrans asks the shop to ask less often. Confirmation waits; nothing is lost."),
  STATUS_LIMITED_BODY(
      FaultGroup.MIDTRANS,
      "Status API: 429 in the body",
      "status_limited_body",
      "true",
      "The same, under HTTP 200: only the body says it."),
  STATUS_SLOW(
      FaultGroup.MIDTRANS,
      "Status API slow",
      "status_slow_ms",
      "8000",
      "GET status takes eight seconds; the rest of Midtrans is quick."),
  DANA_ORDER_ID(
      FaultGroup.MIDTRANS,
      "Status as DANA does it",
      "dana_order_id",
      "true",
      "GET status knows transaction ids only, and writes them where the order id belongs."),
  PENDING_PAST_DEADLINE(
      FaultGroup.MIDTRANS,
      "Pending past the deadline",
      "pending_past_deadline",
      "true",
      "Nothing expires by itself at Midtrans any more; the shop must see to it."),
  EXPIRE_THEN_SETTLE(
      FaultGroup.MIDTRANS,
      "Expire, then settlement",
      "expire_then_settle",
      "true",
      "Who pays is told expired first and settled right after. The order ends PAID, flagged late."),
  REVERSE_SETTLED(
      FaultGroup.MIDTRANS,
      "Banks reverse",
      "reverse_settled",
      "true",
      "Each settlement by virtual account, bill or at a shop is denied minutes later. The order stays PAID; people are told."),
  SLOW(
      FaultGroup.MIDTRANS,
      "Midtrans slow",
      "slow_ms",
      "8000",
      "Every answer of Midtrans takes eight seconds. Timeouts and the circuit breaker show their worth."),
  FORGE(
      FaultGroup.NOTIFICATIONS,
      "Forge signatures",
      "forge_per_second",
      "5",
      "Notifications arrive signed with a foreign key, so many a second. Each must be refused with 401, and the alert on invalid signatures follows within seconds."),
  FORGE_VALID(
      FaultGroup.NOTIFICATIONS,
      "Forge the status only",
      "forge_valid_signature",
      "true",
      "After each notification comes a copy whose status was swapped while its signature still verifies. No order may become paid by it."),
  LOSE(
      FaultGroup.NOTIFICATIONS,
      "Lose notifications",
      "lose",
      "1.0",
      "Buyers pay, nobody is told; 1 loses all, 0.3 three in ten. Within a minute or two the alert on silence fires."),
  DELAY(
      FaultGroup.NOTIFICATIONS,
      "Delay notifications",
      "delay_ms",
      "30000",
      "Each notification leaves 30 seconds late. Orders stay pending a little longer; nothing is lost."),
  DUPLICATE(
      FaultGroup.NOTIFICATIONS,
      "Concurrent duplicates",
      "duplicate",
      "10",
      "Each notification arrives with so many copies, all at the same moment. Access is granted exactly once."),
  REPEAT(
      FaultGroup.NOTIFICATIONS,
      "Repeat notifications",
      "repeat",
      "3",
      "Each notification comes again so many times, one after the other. Nothing happens twice."),
  REORDER(
      FaultGroup.NOTIFICATIONS,
      "Reorder notifications",
      "reorder",
      "true",
      "Small groups arrive newest first, so a settlement may come before its pending. No order falls back."),
  WRONG_AMOUNT(
      FaultGroup.NOTIFICATIONS,
      "Wrong amount",
      "wrong_amount",
      "true",
      "Midtrans names another amount than the order's, properly signed. The order must not become PAID."),
  WRONG_CURRENCY(
      FaultGroup.NOTIFICATIONS,
      "Wrong currency",
      "wrong_currency",
      "true",
      "Midtrans names US dollars. The order must not become PAID."),
  UNKNOWN_STATUS(
      FaultGroup.NOTIFICATIONS,
      "Unknown status",
      "unknown_status",
      "true",
      "Midtrans sends a status nobody documented. It is kept and counted, never taken for a payment."),
  EXTRA_FIELDS(
      FaultGroup.NOTIFICATIONS,
      "Unknown fields",
      "extra_fields",
      "true",
      "Midtrans adds fields without notice, as it does in life. Nothing should change."),
  MISSING_FRAUD_STATUS(
      FaultGroup.NOTIFICATIONS,
      "No fraud status",
      "missing_fraud_status",
      "true",
      "The fraud status is left out, as Indomaret does. A settlement still pays the order."),
  UPPER_CASE_STATUS(
      FaultGroup.NOTIFICATIONS,
      "Status in capitals",
      "upper_case_status",
      "true",
      "PENDING and SETTLEMENT in capitals, as DANA was seen to send. Nothing should change."),
  MAIL_DOWN(
      FaultGroup.MAIL,
      "Mail server down",
      "mail_down",
      "true",
      "The mail server refuses every message for now (421). Messages wait and are sent again when it is back."),
  MAIL_REJECT(
      FaultGroup.MAIL,
      "Reject recipients",
      "mail_reject",
      "true",
      "Nobody lives here: 550 for every recipient. Such a message fails for good and is shown."),
  MAIL_GREYLIST(
      FaultGroup.MAIL,
      "Greylist",
      "mail_greylist",
      "true",
      "Who writes to somebody for the first time is asked to try again (450). Every mail arrives a little later."),
  MAIL_HANG_GREETING(
      FaultGroup.MAIL,
      "Hang before the greeting",
      "mail_hang_greeting",
      "true",
      "The server takes the connection and says nothing. The timeout ends it; nothing was sent."),
  MAIL_HANG(
      FaultGroup.MAIL,
      "Hang half-way",
      "mail_hang",
      "true",
      "The server falls silent at MAIL FROM. The timeout ends it; nothing was sent."),
  MAIL_ERRORS(
      FaultGroup.MAIL,
      "Share of errors",
      "mail_error_share",
      "0.2",
      "So many of all messages are refused for now (451), drawn by chance. All arrive in the end."),
  MAIL_DROPS(
      FaultGroup.MAIL,
      "Drop after DATA",
      "mail_drop_share",
      "1.0",
      "The message is taken, and the connection ends before the answer. Was it sent? Receipts are sent again, reminders are not; the mail page marks the doubles."),
  MAIL_SLOW(
      FaultGroup.MAIL,
      "Mail server slow",
      "mail_slow_ms",
      "3000",
      "Each message takes three seconds longer. Other channels go on at their own pace."),
  WHATSAPP_DOWN(
      FaultGroup.WHATSAPP,
      "WhatsApp down",
      "whatsapp_down",
      "true",
      "The Cloud API answers 503. Messages wait; mail goes on."),
  WHATSAPP_ERROR(
      FaultGroup.WHATSAPP,
      "Refuse with a code",
      "whatsapp_error_code",
      "131026",
      "Each message is refused with this code of Meta's: 131026 fails one message for good, 130429 slows down, 190 means the token is dead."),
  WHATSAPP_ERRORS(
      FaultGroup.WHATSAPP,
      "Share of errors",
      "whatsapp_error_share",
      "0.2",
      "So many of all messages are refused, drawn by chance: with the code above, or with 131000. All arrive in the end."),
  WHATSAPP_TIMEOUTS(
      FaultGroup.WHATSAPP,
      "Accept without an answer",
      "whatsapp_timeout_share",
      "0.3",
      "So many of all messages are accepted and the answer never comes. Receipts are sent again, reminders are not."),
  WHATSAPP_HOLD(
      FaultGroup.WHATSAPP,
      "Hold for quality",
      "whatsapp_hold",
      "true",
      "Messages are held and nothing is delivered. Accepted is not delivered."),
  WHATSAPP_HELD_FOR(
      FaultGroup.WHATSAPP,
      "Let held messages go after",
      "whatsapp_held_for_ms",
      "20000",
      "Milliseconds after which a held message goes on after all."),
  WHATSAPP_FAILED(
      FaultGroup.WHATSAPP,
      "Fail after accepting",
      "whatsapp_failed_code",
      "131026",
      "Messages are accepted, and a status webhook with this code says later that they failed."),
  WHATSAPP_STATUS_LOST(
      FaultGroup.WHATSAPP,
      "Lose status webhooks",
      "whatsapp_status_lost",
      "true",
      "Messages arrive and the shop never hears of it."),
  WHATSAPP_STATUS_REORDER(
      FaultGroup.WHATSAPP,
      "Reorder status webhooks",
      "whatsapp_status_reorder",
      "true",
      "Read comes before delivered, and that before sent. No state falls back."),
  WHATSAPP_STATUS_DUPLICATE(
      FaultGroup.WHATSAPP,
      "Duplicate status webhooks",
      "whatsapp_status_duplicate",
      "3",
      "Each status comes with so many copies."),
  WHATSAPP_SKIP_DELIVERED(
      FaultGroup.WHATSAPP,
      "Skip delivered",
      "whatsapp_skip_delivered",
      "true",
      "Read comes, and delivered never does."),
  WHATSAPP_STATUS_FORGED(
      FaultGroup.WHATSAPP,
      "Forge status webhooks",
      "whatsapp_status_forged",
      "true",
      "Status webhooks are signed with a foreign secret. Each must be refused."),
  MERCHANT_GONE(
      FaultGroup.MERCHANT,
      "Gone (410)",
      "merchant_gone",
      "true",
      "The merchant wants nothing more. Sending stops until somebody turns it on again."),
  MERCHANT_LIMITED(
      FaultGroup.MERCHANT,
      "Too many requests (429)",
      "merchant_limited",
      "true",
      "The merchant asks for a pause by Retry-After, and gets it."),
  MERCHANT_UNAVAILABLE(
      FaultGroup.MERCHANT,
      "Unavailable (503)",
      "merchant_unavailable",
      "true",
      "The merchant is down for a while. Messages wait."),
  MERCHANT_REDIRECT(
      FaultGroup.MERCHANT,
      "Redirect (302)",
      "merchant_redirect",
      "true",
      "The merchant points elsewhere. No redirect is followed: what arrives there is marked."),
  MERCHANT_HANG(
      FaultGroup.MERCHANT,
      "Accept without an answer",
      "merchant_hang",
      "true",
      "The message is taken and the answer never comes."),
  MERCHANT_SLOW(
      FaultGroup.MERCHANT,
      "Merchant slow",
      "merchant_slow_ms",
      "3000",
      "Each answer takes three seconds. Other channels go on at their own pace."),
  SLACK_DOWN(
      FaultGroup.SLACK,
      "Slack down",
      "slack_down",
      "true",
      "The Slack receiver answers 500. Alerts must reach people on their other channels."),
  DATABASE_SLOW(
      FaultGroup.PROGRAM,
      "Database slow",
      "database_slow_ms",
      "100",
      "Each statement takes so many milliseconds longer, as on a distant or overloaded disk. Everything slows down; nothing is lost."),
  WORKER_FROZEN(
      FaultGroup.PROGRAM,
      "Worker frozen",
      "worker_frozen",
      "true",
      "The worker's threads hang as if the machine stood still. The alert on the worker fires; turned off, all waiting work is done.");

  private final FaultGroup group;
  private final String title;
  private final String field;
  private final String onValue;
  private final String expectation;

  FaultSwitch(FaultGroup group, String title, String field, String onValue, String expectation) {
    this.group = group;
    this.title = title;
    this.field = field;
    this.onValue = onValue;
    this.expectation = expectation;
  }

  FaultGroup group() {
    return group;
  }

  String title() {
    return title;
  }

  String expectation() {
    return expectation;
  }

  /** Its name in a path: {@code midtrans-down}. */
  String path() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** By its name on the wire. */
  String field() {
    return field;
  }

  /** As JSON. */
  String onValue() {
    return onValue;
  }

  static Optional<FaultSwitch> named(String path) {
    return Arrays.stream(values()).filter(fault -> fault.path().equals(path)).findFirst();
  }
}
