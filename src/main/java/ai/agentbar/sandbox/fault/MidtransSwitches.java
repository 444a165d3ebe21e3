package ai.agentbar.sandbox.fault;

import java.util.List;

/** What can be wrong with Midtrans itself. */
final class MidtransSwitches {

  static final List<FaultSwitch> ALL =
      List.of(
          new FaultSwitch(
              "midtrans-down",
              "Midtrans down",
              "midtrans_down",
              "true",
              "Snap, status and the payment page answer 5xx. New orders stand as CREATED; nobody can pay."),
          new FaultSwitch(
              "snap-down",
              "Snap down",
              "snap_down",
              "true",
              "No payment can be opened; those that are open go on and are confirmed."),
          new FaultSwitch(
              "create-timeout",
              "Snap: no answer",
              "create_timeout",
              "true",
              "The payment is created and the answer never comes. Asking again replaces the token; nobody pays twice."),
          new FaultSwitch(
              "webhook-before-answer",
              "Webhook before 201",
              "webhook_before_answer",
              "true",
              "A method is chosen at once, and its notification arrives before Snap's own answer does."),
          new FaultSwitch(
              "status-down",
              "Status API down",
              "status_down",
              "true",
              "Payments can be opened, but nothing can be confirmed. Notifications wait and are processed later."),
          new FaultSwitch(
              "status-html",
              "Status API: HTML",
              "status_html",
              "true",
              "A proxy in front of Midtrans answers 503 with a web page in place of JSON."),
          new FaultSwitch(
              "status-limited",
              "Status API: HTTP 429",
              "status_limited",
              "true",
              "Midtrans asks the shop to ask less often. Confirmation waits; nothing is lost."),
          new FaultSwitch(
              "status-limited-body",
              "Status API: 429 in the body",
              "status_limited_body",
              "true",
              "The same, under HTTP 200: only the body says it."),
          new FaultSwitch(
              "status-slow",
              "Status API slow",
              "status_slow_ms",
              "8000",
              "GET status takes eight seconds; the rest of Midtrans is quick."),
          new FaultSwitch(
              "dana-order-id",
              "Status as DANA does it",
              "dana_order_id",
              "true",
              "GET status knows transaction ids only, and writes them where the order id belongs."),
          new FaultSwitch(
              "pending-past-deadline",
              "Pending past the deadline",
              "pending_past_deadline",
              "true",
              "Nothing expires by itself at Midtrans any more; the shop must see to it."),
          new FaultSwitch(
              "expire-then-settle",
              "Expire, then settlement",
              "expire_then_settle",
              "true",
              "Who pays is told expired first and settled right after. The order ends PAID, flagged late."),
          new FaultSwitch(
              "reverse-settled",
              "Banks reverse",
              "reverse_settled",
              "true",
              "Each settlement by virtual account, bill or at a shop is denied minutes later. The order stays PAID; people are told."),
          new FaultSwitch(
              "slow",
              "Midtrans slow",
              "slow_ms",
              "8000",
              "Every answer of Midtrans takes eight seconds. Timeouts and the circuit breaker show their worth."));

  private MidtransSwitches() {}
}
