package ai.agentbar.sandbox.fault;

import java.util.List;

/** What can be wrong with the notifications and their way to the shop. */
final class NotificationSwitches {

  /** The one a newcomer presses first. */
  static final FaultSwitch FORGE =
      new FaultSwitch(
          "forge",
          "Forge signatures",
          "forge_per_second",
          "5",
          "Notifications arrive signed with a foreign key, so many a second. Each must be refused with 401, and the alert on invalid signatures follows within seconds.");

  static final List<FaultSwitch> ALL =
      List.of(
          FORGE,
          new FaultSwitch(
              "forge-valid",
              "Forge the status only",
              "forge_valid_signature",
              "true",
              "After each notification comes a copy whose status was swapped while its signature still verifies. No order may become paid by it."),
          new FaultSwitch(
              "lose",
              "Lose notifications",
              "lose",
              "1.0",
              "Buyers pay, nobody is told; 1 loses all, 0.3 three in ten. Within a minute or two the alert on silence fires."),
          new FaultSwitch(
              "delay",
              "Delay notifications",
              "delay_ms",
              "30000",
              "Each notification leaves 30 seconds late. Orders stay pending a little longer; nothing is lost."),
          new FaultSwitch(
              "duplicate",
              "Concurrent duplicates",
              "duplicate",
              "10",
              "Each notification arrives with so many copies, all at the same moment. Access is granted exactly once."),
          new FaultSwitch(
              "repeat",
              "Repeat notifications",
              "repeat",
              "3",
              "Each notification comes again so many times, one after the other. Nothing happens twice."),
          new FaultSwitch(
              "reorder",
              "Reorder notifications",
              "reorder",
              "true",
              "Small groups arrive newest first, so a settlement may come before its pending. No order falls back."),
          new FaultSwitch(
              "wrong-amount",
              "Wrong amount",
              "wrong_amount",
              "true",
              "Midtrans names another amount than the order's, properly signed. The order must not become PAID."),
          new FaultSwitch(
              "wrong-currency",
              "Wrong currency",
              "wrong_currency",
              "true",
              "Midtrans names US dollars. The order must not become PAID."),
          new FaultSwitch(
              "unknown-status",
              "Unknown status",
              "unknown_status",
              "true",
              "Midtrans sends a status nobody documented. It is kept and counted, never taken for a payment."),
          new FaultSwitch(
              "extra-fields",
              "Unknown fields",
              "extra_fields",
              "true",
              "Midtrans adds fields without notice, as it does in life. Nothing should change."),
          new FaultSwitch(
              "missing-fraud-status",
              "No fraud status",
              "missing_fraud_status",
              "true",
              "The fraud status is left out, as Indomaret does. A settlement still pays the order."),
          new FaultSwitch(
              "upper-case-status",
              "Status in capitals",
              "upper_case_status",
              "true",
              "PENDING and SETTLEMENT in capitals, as DANA was seen to send. Nothing should change."));

  private NotificationSwitches() {}
}
