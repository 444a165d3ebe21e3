package ai.agentbar.sandbox.fault;

import java.util.Locale;

/**
 * The switches on the sandbox's front page: a field, the value it takes when on, and what to
 * expect.
 */
public enum FaultSwitch {
  FORGE(
      "Forge signatures",
      "forge_per_second",
      "5",
      "Five notifications a second arrive signed with a foreign key. Each must be refused with 401, and"
          + " the alert on invalid signatures follows within seconds."),
  FORGE_VALID(
      "Forge the status only",
      "forge_valid_signature",
      "true",
      "After each notification comes a copy whose status was swapped while its signature still"
          + " verifies. No order may become paid by it."),
  LOSE(
      "Lose all notifications",
      "lose",
      "1.0",
      "Buyers pay, nobody is told. Within a minute or two the alert on silence fires."),
  DELAY(
      "Delay notifications",
      "delay_ms",
      "30000",
      "Each notification leaves 30 seconds late. Orders stay pending a little longer; nothing is"
          + " lost."),
  DUPLICATE(
      "Duplicate notifications",
      "duplicate",
      "10",
      "Each notification arrives eleven times at once. Access is granted exactly once."),
  REORDER(
      "Reorder notifications",
      "reorder",
      "true",
      "Small groups arrive newest first, so a settlement may come before its pending. No order falls"
          + " back."),
  MIDTRANS_DOWN(
      "Midtrans down",
      "midtrans_down",
      "true",
      "Snap, status and the payment page answer 5xx. New orders stand as CREATED; nobody can pay."),
  STATUS_DOWN(
      "Status API down",
      "status_down",
      "true",
      "Payments can be opened, but nothing can be confirmed. Notifications wait and are processed"
          + " later."),
  STATUS_HTML(
      "Status API: HTML",
      "status_html",
      "true",
      "A proxy in front of Midtrans answers 503 with a web page in place of JSON."),
  SLOW(
      "Midtrans slow",
      "slow_ms",
      "8000",
      "Every answer of Midtrans takes eight seconds. Timeouts and the circuit breaker show their"
          + " worth."),
  WRONG_AMOUNT(
      "Wrong amount",
      "wrong_amount",
      "true",
      "Midtrans names another amount than the order's, properly signed. The order must not become"
          + " PAID."),
  WRONG_CURRENCY(
      "Wrong currency",
      "wrong_currency",
      "true",
      "Midtrans names US dollars. The order must not become PAID."),
  UNKNOWN_STATUS(
      "Unknown status",
      "unknown_status",
      "true",
      "Midtrans sends a status nobody documented. It is kept and counted, never taken for a payment."),
  EXTRA_FIELDS(
      "Unknown fields",
      "extra_fields",
      "true",
      "Midtrans adds fields without notice, as it does in life. Nothing should change."),
  MAIL_DOWN(
      "Mail server down",
      "mail_down",
      "true",
      "The mail server refuses every message for now. Messages wait and are sent again when it is"
          + " back."),
  SLACK_DOWN(
      "Slack down",
      "slack_down",
      "true",
      "The Slack receiver answers 500. Alerts must reach people on their other channels.");

  private final String title;
  private final String field;
  private final String onValue;
  private final String expectation;

  FaultSwitch(String title, String field, String onValue, String expectation) {
    this.title = title;
    this.field = field;
    this.onValue = onValue;
    this.expectation = expectation;
  }

  public String title() {
    return title;
  }

  public String expectation() {
    return expectation;
  }

  /** Its name in a path: {@code midtrans-down}. */
  public String path() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String field() {
    return field;
  }

  /** As JSON. */
  String onValue() {
    return onValue;
  }
}
